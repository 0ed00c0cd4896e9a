using FaceShape.Detection;
using FaceShape.Native.Runtime;
using FaceShape.Shared.Onnx;
using Google.Protobuf;

namespace FaceShape.Web.Building.Networks;

/// <summary>
/// Networks whose input may have any length. ONNX Runtime joins an addition and the convolution before it only where it knows that both
/// sides have one shape, so it is told a length while it looks, and the network has any again afterwards.
/// </summary>
internal static class FreeLengths
{
    // Whatever is joined is so for every length: what is added comes from the same input by the same steps.
    private const int Length = BlazeFace.GlanceSize;

    /// <summary>What <see cref="OnnxModel.Simplify"/> gives for such a network.</summary>
    /// <inheritdoc cref="OnnxModel.Simplify"/>
    public static byte[] Simplify(string name, byte[] model)
    {
        var fixedModel = Parse(model);
        var free = fixedModel.Graph.Input.SelectMany(input => input.Type.TensorType.Shape.Dim).Where(length => !length.HasDimValue).ToList();
        if (free.Count == 0) return OnnxModel.Simplify(name, model);
        foreach (var length in free) length.DimValue = Length;
        var simplified = ModelProto.Parser.ParseFrom(OnnxModel.Simplify(name, fixedModel.ToByteArray()));
        var original = Parse(model).Graph;
        simplified.Graph.Input.Clear();
        simplified.Graph.Input.Add(original.Input);
        simplified.Graph.Output.Clear();
        simplified.Graph.Output.Add(original.Output);
        return simplified.ToByteArray();

        ModelProto Parse(byte[] bytes)
        {
            try
            {
                return ModelProto.Parser.ParseFrom(bytes);
            }
            catch (InvalidProtocolBufferException error)
            {
                throw new SiteException($"{name} could not be packed: {error.Message}");
            }
        }
    }
}
