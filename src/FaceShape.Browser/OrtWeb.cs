using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;

namespace FaceShape.Browser;

/// <summary>
/// ONNX Runtime web, as <c>worker/networks-client.ts</c> offers it. A session is known by its model's name.
/// Numbers pass as bytes of 32-bit floats, through views of this memory that end with the call.
/// </summary>
[SupportedOSPlatform("browser")]
internal static partial class OrtWeb
{
    private static readonly Dictionary<int, TaskCompletionSource<string?>> Running = [];
    private static int lastRun;

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

    /// <summary>Runs a model on what it was given.</summary>
    /// <returns>The number of the run, by which its results are known.</returns>
    /// <exception cref="JSException">It failed.</exception>
    public static async Task<int> RunAsync(string model)
    {
        var run = ++lastRun;
        // Who waits goes on within `Ended`: a promise would have .NET wait for a timer first, seven times a photo.
        var ended = new TaskCompletionSource<string?>();
        Run(model, run);
        Running.Add(run, ended);
        return await ended.Task is { } error ? throw new JSException(error) : run;
    }

    /// <summary>Called when a run has ended.</summary>
    /// <param name="run">Its number.</param>
    /// <param name="error">Why it failed; null where it did not.</param>
    [JSExport]
    public static void Ended(int run, string? error)
    {
        if (Running.Remove(run, out var ended)) ended.SetResult(error);
    }

    /// <summary>Shape of an output of a run.</summary>
    [JSImport("resultShape", "ort")]
    public static partial int[] ResultShape(int run, int port);

    /// <summary>Copies an output of a run; the last output frees all.</summary>
    [JSImport("take", "ort")]
    public static partial void Take(int run, int port, [JSMarshalAs<JSType.MemoryView>] Span<byte> numbers);

    [JSImport("run", "ort")]
    private static partial void Run(string model, int run);
}
