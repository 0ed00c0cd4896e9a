using FaceShape.Classification;
using FaceShape.Imaging;
using FaceShape.Training.Data;

namespace FaceShape.Training.Tests.Data;

/// <summary>Faces that nobody has: descriptors tell people apart, and landmarks say of the shape as much as is wanted.</summary>
internal static class MadeUpFaces
{
    /// <summary>Photos that were all read.</summary>
    /// <param name="people">Number of people; their shapes take turns.</param>
    /// <param name="photos">Photos of each.</param>
    /// <param name="signal">How far the shape moves some points of the jaw, pixels; 0 leaves nothing to learn but who it is.</param>
    /// <param name="seed">Of everything.</param>
    public static LabelledFaces Gathered(int people = 60, int photos = 4, double signal = 6, int seed = 1)
    {
        var random = new Random(seed);
        List<LabelledPhoto> labelled = [];
        List<PhotoFeatures<DescribedFace>> upright = [], mirror = [];
        for (var person = 0; person < people; person++)
        {
            var shape = (Shape)(person % 5);
            var descriptor = Numbers(128, 0.3);
            for (var photo = 0; photo < photos; photo++)
            {
                labelled.Add(new($"{person}-{photo}.jpg", shape, person % 2 == 0 ? "even" : "odd", 0));
                upright.Add(Features());
                mirror.Add(Features());
            }

            PhotoFeatures<DescribedFace> Features() => new(
                new(new(new(0, 0, 200, 200), 0.99), Landmarks((int)shape), [.. descriptor.Zip(Numbers(128, 0.02), (a, b) => (float)(a + b))]),
                null);
        }

        return LabelledFaces.Gather(labelled, upright, mirror);

        double[] Numbers(int count, double spread) => [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * spread)];

        FaceShape.Landmarks.FaceLandmarks68 Landmarks(int shape)
        {
            var points = new Point[68];
            for (var i = 0; i < 68; i++)
            {
                var (x, y) = i switch
                {
                    < 17 => (100 - 80 * Math.Cos(Math.PI * i / 16), 90 + 90 * Math.Sin(Math.PI * i / 16) + (i % 5 == shape ? signal : 0)),
                    < 36 => (60.0 + 4 * (i - 17), 70.0 + i % 3),
                    < 42 => (65.0 + 3 * (i - 36), 90.0),
                    < 48 => (120.0 + 3 * (i - 42), 90.0),
                    _ => (80.0 + 2 * (i - 48), 150.0 + i % 4),
                };
                points[i] = new(x + random.NextDouble(), y + random.NextDouble());
            }

            return new(points);
        }
    }
}
