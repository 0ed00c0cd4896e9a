using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Training.Learning.Light;

namespace FaceShape.Training.Tests.Learning.Light;

/// <summary>Maps and geometry of nobody, which tell the shape as clearly as is wanted.</summary>
internal static class MadeUpMaps
{
    /// <summary>Photos of people whose shapes take turns.</summary>
    /// <param name="people">Number of people.</param>
    /// <param name="photos">Photos of each.</param>
    /// <param name="signal">How far the shape moves a channel of its own at one place of the map, and a number of the geometry.</param>
    /// <param name="identity">How far the person moves all channels.</param>
    /// <param name="seed">Of everything.</param>
    /// <param name="everywhere">Whether the shape moves its channel at all places.</param>
    public static MapTrainingSet Of(
        int people = 40, int photos = 4, double signal = 3, double identity = 0.5, int seed = 1, bool everywhere = false)
    {
        var random = new Random(seed);
        List<MapFace> faces = [];
        List<Shape> labels = [];
        List<int> numbers = [];
        for (var person = 0; person < people; person++)
        {
            var shape = person % 5;
            var own = Enumerable.Range(0, FaceTrunk.Channels).Select(_ => identity * random.NextDouble()).ToArray();
            for (var photo = 0; photo < photos; photo++)
            {
                faces.Add(new([.. Enumerable.Range(0, 3).Select(_ => Map(shape, own))], Geometry(shape)));
                labels.Add((Shape)shape);
                numbers.Add(person);
            }
        }

        return new(faces, labels, numbers);

        Half[] Map(int shape, double[] own) =>
        [
            .. Enumerable.Range(0, MapNetworkShape.MapLength).Select(i => (Half)(random.NextDouble() + own[i % own.Length]
                + ((everywhere || i / own.Length == 10 * shape + 7) && i % own.Length == shape ? signal : 0))),
        ];

        float[] Geometry(int shape) => [.. Enumerable.Range(0, 21).Select(i => (float)(random.NextDouble() + (i == shape ? signal : 0)))];
    }

    /// <summary>The same, with second looks that show the shape as clearly.</summary>
    public static MapTrainingSet LookedAtTwice(int people = 40, int photos = 4, double signal = 3, double identity = 0.5, int seed = 1)
    {
        var (set, others) = (Of(people, photos, signal, identity, seed), Of(people, photos, signal, identity, seed + 1000));
        return set with { Faces = [.. set.Faces.Zip(others.Faces, (face, other) => face with { Second = other.Maps })] };
    }
}
