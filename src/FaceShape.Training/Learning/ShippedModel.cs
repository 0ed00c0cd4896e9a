using FaceShape.Inference;

namespace FaceShape.Training.Learning;

/// <summary>A trained network as it is shipped.</summary>
/// <param name="Name">Its name in the catalogue.</param>
/// <param name="Bytes">The ONNX file.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
internal sealed record ShippedModel(string Name, byte[] Bytes, IReadOnlyList<ModelPort> Inputs, IReadOnlyList<ModelPort> Outputs);
