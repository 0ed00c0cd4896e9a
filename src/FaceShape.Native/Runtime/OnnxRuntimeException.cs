namespace FaceShape.Native.Runtime;

/// <summary>ONNX Runtime reported a failure, in its own words; becomes a <see cref="Inference.ModelException"/> further up.</summary>
/// <param name="message">The runtime's message.</param>
internal sealed class OnnxRuntimeException(string message) : Exception(message);
