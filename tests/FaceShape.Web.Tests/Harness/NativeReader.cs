using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Shared;
using FaceShape.Testing;

namespace FaceShape.Web.Tests.Harness;

/// <summary>The same reader as the command line's, to hold the browser's against.</summary>
internal static class NativeReader
{
    /// <summary>No side that reaches a reader is longer, here and in the page.</summary>
    private const int LongestSide = 2048;

    /// <summary>No probability differs more between the runtimes; on the London photos 0.0015 at most.</summary>
    private const double Tolerance = 0.005;

    /// <summary>Two shapes that are nearer than the runtimes round are a tie: either may come first, and both must see the tie.</summary>
    private const double Tie = 0.001;

    private static readonly PhotoDecoder Decoder = new(new PhotoLimits(MaxSide: LongestSide));
    private static readonly SemaphoreSlim Turn = new(1);
    private static readonly Dictionary<Pipeline, IFaceReader> Opened = [];

    /// <summary>Decodes as the command line does.</summary>
    public static Raster Decode(byte[] photo) => Decoder.Decode(photo);

    /// <summary>Reads the largest face.</summary>
    public static async Task<FaceReading> ReadAsync(Raster photo, Pipeline pipeline = Pipeline.Light, bool describe = false) =>
        (await WalkAsync(photo, pipeline, new() { SeveralFaces = SeveralFaces.Largest, Describe = describe }))[0];

    /// <summary>Reads all faces, the largest first.</summary>
    public static Task<IReadOnlyList<FaceReading>> ReadAllAsync(Raster photo) =>
        WalkAsync(photo, Pipeline.Light, new() { SeveralFaces = SeveralFaces.All });

    /// <summary>Fails where a browser's answer about a photo of one face is another than this reader's.</summary>
    public static async Task AssertSameAsync(Photo photo, Answer answer)
    {
        var face = await ReadAsync(Decode(photo.Bytes));
        var shape = face.Answer.Shape;
        if (shape.Probability - shape.Probabilities[(int)shape.Second] < Tie)
        {
            Assert.Contains(answer.Shape, new[] { Names.Of(shape.Label), Names.Of(shape.Second) });
            Assert.Equal(answer.Probabilities[Names.Of(shape.Label)], answer.Probabilities[Names.Of(shape.Second)], 2 * Tie);
        }
        else
        {
            Assert.Equal(Names.Of(shape.Label), answer.Shape);
        }

        Assert.Equal(Names.Shapes.Count, answer.Probabilities.Count);
        foreach (var (index, name) in Names.Shapes.Index())
            Assert.Equal(shape.Probabilities[index], answer.Probabilities[name], Tolerance);
    }

    private static async Task<IReadOnlyList<FaceReading>> WalkAsync(Raster photo, Pipeline pipeline, ReadingOptions options)
    {
        // A reader reads one photo at a time.
        await Turn.WaitAsync();
        try
        {
            if (!Opened.TryGetValue(pipeline, out var reader))
                Opened[pipeline] = reader = await Readers.OpenAsync(pipeline, new NativeModelSource(Repository.Path("models")));
            return (await reader.ReadAsync(photo, options)).Faces;
        }
        finally
        {
            Turn.Release();
        }
    }
}
