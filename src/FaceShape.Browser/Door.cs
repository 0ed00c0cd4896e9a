using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Shared;

namespace FaceShape.Browser;

/// <summary>What the worker may call. One photo is read at a time; answers are the JSON text of <see cref="ReadingJson"/>.</summary>
[SupportedOSPlatform("browser")]
internal static partial class Door
{
    private const ReadingDetail Detail = ReadingDetail.Landmarks | ReadingDetail.Outline | ReadingDetail.Advice;

    private static readonly BrowserModelSource Models = new();
    private static readonly IFaceReader?[] Opened = new IFaceReader?[2];
    /// <summary>Used again for the next photo of the same size: large arrays would make the memory grow, which never shrinks.</summary>
    private static byte[] pixels = [];
    private static CancellationTokenSource? running;
    private static int runningId;

    /// <summary>Opens a walk's networks, unless they are open.</summary>
    /// <param name="pipeline"><c>light</c> or <c>original</c>.</param>
    /// <returns>Null, or an error's JSON.</returns>
    [JSExport]
    public static async Task<string?> Open(string pipeline)
    {
        try
        {
            await ReaderAsync(WalkOf(pipeline));
            return null;
        }
        catch (ModelException error)
        {
            return ReadingJson.WriteError(null, error.Code, error.Message);
        }
    }

    /// <summary>Lets every open network that has not run yet run once: first runs are several times slower.</summary>
    /// <returns>Null, or an error's JSON.</returns>
    [JSExport]
    public static async Task<string?> WarmUp()
    {
        try
        {
            await Models.WarmUpAsync();
            return null;
        }
        catch (ModelException error)
        {
            return ReadingJson.WriteError(null, error.Code, error.Message);
        }
    }

    /// <summary>Reads the photo whose pixels the worker holds ready.</summary>
    /// <param name="id">By which it can be cancelled.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="severalFaces"><c>ask</c>, <c>largest</c> or <c>all</c>.</param>
    /// <param name="pipeline"><c>light</c> or <c>original</c>.</param>
    /// <returns>A reading's JSON, or an error's: also <c>cancelled</c> and the codes of <see cref="ModelException"/>.</returns>
    [JSExport]
    public static async Task<string> Read(int id, int width, int height, string severalFaces, string pipeline)
    {
        using var cancellation = running = new();
        runningId = id;
        try
        {
            var reader = await ReaderAsync(WalkOf(pipeline));
            return await ReadAsync(reader, width, height, Several(severalFaces), cancellation.Token);
        }
        catch (ModelException error)
        {
            return ReadingJson.WriteError(null, error.Code, error.Message, width, height);
        }
        catch (OperationCanceledException)
        {
            return ReadingJson.WriteError(null, "cancelled", "Reading was cancelled.", width, height);
        }
        finally
        {
            running = null;
            Array.Clear(pixels); // Nothing of a photo stays longer than its reading.
        }
    }

    /// <summary>Gives up a read as soon as the network that runs has ended; does nothing when another photo is read.</summary>
    [JSExport]
    public static void Cancel(int id)
    {
        if (id == runningId) running?.Cancel();
    }

    private static async Task<IFaceReader> ReaderAsync(Pipeline pipeline) =>
        Opened[(int)pipeline] ??= await Readers.OpenAsync(pipeline, Models);

    private static async Task<string> ReadAsync(IFaceReader reader, int width, int height, SeveralFaces several, CancellationToken cancellation)
    {
        var clock = new StageClock();
        if (pixels.Length != 4 * width * height) pixels = new byte[4 * width * height];
        TakePixels(pixels);
        clock.Ended("decode");
        var options = new ReadingOptions { SeveralFaces = several, StageEnded = clock.Ended };
        var reading = await reader.ReadAsync(new Raster(width, height, pixels), options, cancellation);
        return reading.Problem is { } problem
            ? ReadingJson.WriteError(null, Names.Of(problem), Explain(problem), width, height)
            : ReadingJson.WriteOk(null, reading, Detail, clock.Times);
    }

    private static Pipeline WalkOf(string word) => word switch
    {
        "light" => Pipeline.Light,
        "original" => Pipeline.Original,
        _ => throw new ArgumentException($"'{word}' is neither light nor original", nameof(word)),
    };

    private static SeveralFaces Several(string word) => word switch
    {
        "ask" => SeveralFaces.Ask,
        "largest" => SeveralFaces.Largest,
        "all" => SeveralFaces.All,
        _ => throw new ArgumentException($"'{word}' is none of ask, largest, all", nameof(word)),
    };

    private static string Explain(ReadingProblem problem) => problem == ReadingProblem.NoFace
        ? "No face was found. Choose a photo that shows the whole face from the front, in good light."
        : "Several faces of similar size compete. Choose a photo of one person, or cut it out.";

    /// <summary>The worker copies the photo's RGBA pixels straight into this memory.</summary>
    [JSImport("takePixels", "worker")]
    private static partial void TakePixels([JSMarshalAs<JSType.MemoryView>] Span<byte> pixels);
}
