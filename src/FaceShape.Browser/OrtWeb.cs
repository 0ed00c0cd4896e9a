using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;

namespace FaceShape.Browser;

/// <summary>
/// ONNX Runtime web, as <c>worker/ort.ts</c> offers it. A session is known by its model's name.
/// Numbers pass as bytes of 32-bit floats, through views of this memory that end with the call.
/// </summary>
[SupportedOSPlatform("browser")]
internal static partial class OrtWeb
{
    /// <summary>Ends when the session is there; it is made as soon as the model's bytes have come and been checked.</summary>
    [JSImport("open", "ort")]
    public static partial Task Open(string model);

    [JSImport("close", "ort")]
    public static partial void Close(string model);

    [JSImport("names", "ort")]
    public static partial string[] Names(string model, bool ofOutputs);

    /// <summary>Lengths of the axes of a port, outermost first; -1 where the length is free.</summary>
    [JSImport("shape", "ort")]
    public static partial int[] Shape(string model, bool ofOutputs, int port);

    /// <summary>Copies an input for the next run.</summary>
    [JSImport("give", "ort")]
    public static partial void Give(string model, int port, int[] shape, [JSMarshalAs<JSType.MemoryView>] Span<byte> numbers);

    [JSImport("run", "ort")]
    public static partial Task Run(string model);

    /// <summary>Shape of an output of the last run.</summary>
    [JSImport("resultShape", "ort")]
    public static partial int[] ResultShape(string model, int port);

    /// <summary>Copies an output of the last run and frees it.</summary>
    [JSImport("take", "ort")]
    public static partial void Take(string model, int port, [JSMarshalAs<JSType.MemoryView>] Span<byte> numbers);
}
