using FaceShape.Shared.Onnx;
using AttributeType = FaceShape.Shared.Onnx.AttributeProto.Types.AttributeType;

namespace FaceShape.Training.Conversion;

/// <summary>A named constant of an ONNX node, such as the strides of a convolution.</summary>
public sealed class OnnxAttribute
{
    private OnnxAttribute(AttributeProto proto) => Proto = proto;

    internal AttributeProto Proto { get; }

    /// <summary>A whole number.</summary>
    public static OnnxAttribute Int(string name, long value) => new(new() { Name = name, Type = AttributeType.Int, I = value });

    /// <summary>A number.</summary>
    public static OnnxAttribute Float(string name, float value) => new(new() { Name = name, Type = AttributeType.Float, F = value });

    /// <summary>Whole numbers.</summary>
    public static OnnxAttribute Ints(string name, params IEnumerable<long> values) =>
        new(new() { Name = name, Type = AttributeType.Ints, Ints = { values } });
}
