namespace FaceShape.Training.Learning;

/// <summary>A classifier as it is shipped.</summary>
/// <param name="Task">What it answers.</param>
/// <param name="Bytes">The ONNX file.</param>
/// <param name="Temperature">What its logits are divided by.</param>
/// <param name="AbstainBelow">The threshold that travels with it; null for none.</param>
internal sealed record ShippedClassifier(ClassifierTask Task, byte[] Bytes, double Temperature, double? AbstainBelow);
