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
    /// <summary>Frames of the camera are smaller than photos.</summary>
    private static byte[] framePixels = [];
    private static FaceTracker? tracker;
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
    /// <param name="describe">Whether the reading carries <c>evidence</c>, to be fused with that of other photos.</param>
    /// <returns>A reading's JSON, or an error's: also <c>cancelled</c> and the codes of <see cref="ModelException"/>.</returns>
    [JSExport]
    public static async Task<string> Read(int id, int width, int height, string severalFaces, string pipeline, bool describe)
    {
        using var cancellation = running = new();
        runningId = id;
        try
        {
            var reader = await ReaderAsync(WalkOf(pipeline));
            return await ReadAsync(reader, width, height, new() { SeveralFaces = Several(severalFaces), Describe = describe }, cancellation.Token);
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

    /// <summary>Looks at the frame of the camera whose pixels the worker holds ready.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <returns>The JSON of <see cref="TrackedJson"/>, or an error's.</returns>
    [JSExport]
    public static async Task<string> Track(int width, int height)
    {
        try
        {
            tracker ??= await FaceTracker.CreateAsync(Models);
            if (framePixels.Length != 4 * width * height) framePixels = new byte[4 * width * height];
            TakePixels(framePixels);
            return TrackedJson.Write(await tracker.TrackAsync(new(width, height, framePixels)));
        }
        catch (ModelException error)
        {
            return ReadingJson.WriteError(null, error.Code, error.Message);
        }
        finally
        {
            Array.Clear(framePixels);
        }
    }

    /// <summary>The camera was closed: forgets whom it showed.</summary>
    [JSExport]
    public static void Forget() => tracker?.Forget();

    /// <summary>Fuses photos of one person; see <see cref="SamePerson"/>.</summary>
    [JSExport]
    public static string Fuse([JSMarshalAs<JSType.Array<JSType.String>>] string[] evidence) => SamePerson.Fuse(evidence);

    private static async Task<IFaceReader> ReaderAsync(Pipeline pipeline) =>
        Opened[(int)pipeline] ??= await Readers.OpenAsync(pipeline, Models);

    private static async Task<string> ReadAsync(IFaceReader reader, int width, int height, ReadingOptions options, CancellationToken cancellation)
    {
        var clock = new StageClock();
        if (pixels.Length != 4 * width * height) pixels = new byte[4 * width * height];
        TakePixels(pixels);
        clock.Ended("decode");
        var reading = await reader.ReadAsync(new Raster(width, height, pixels), options with { StageEnded = clock.Ended }, cancellation);
        if (reading.Problem is { } problem) return ReadingJson.WriteError(null, Names.Of(problem), Explain(problem), width, height);
        var json = ReadingJson.WriteOk(null, reading, Detail, clock.Times);
        return options.Describe ? $"{json.AsSpan(0, json.Length - 1)},\"evidence\":[{AllEvidence(reading.Faces)}]}}" : json;
    }

    private static string AllEvidence(IReadOnlyList<FaceReading> faces)
    {
        var texts = new string[faces.Count];
        for (var i = 0; i < texts.Length; i++) texts[i] = $"\"{Evidence.Write(faces[i])}\"";
        return string.Join(',', texts);
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
