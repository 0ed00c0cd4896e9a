using FaceShape.Classification;

namespace FaceShape.Training.Learning.Light;

/// <summary>Photos that the light classifiers learn from.</summary>
/// <param name="Faces">What is seen of each.</param>
/// <param name="Labels">The shape that each is said to have.</param>
/// <param name="People">Number of the person in each.</param>
internal sealed record MapTrainingSet(IReadOnlyList<MapFace> Faces, IReadOnlyList<Shape> Labels, IReadOnlyList<int> People)
{
    /// <summary>What is seen of each in the mirror, to ask about; empty where nobody asks.</summary>
    public IReadOnlyList<MapFace> Mirrored { get; init; } = [];

    /// <summary>
    /// Photos of other people, whose shapes were said by other lists. Networks learn to see on them too (multi-task learning, Caruana, 1997), but
    /// answer by a head of its own, which is left out afterwards: what such a label means need not be the same. Null for none.
    /// </summary>
    public MapTrainingSet? Beside { get; init; }

    /// <summary>Number of photos.</summary>
    public int Count => Faces.Count;

    /// <summary>Whether each face is looked at twice.</summary>
    public bool HasSecondLook => Faces.All(face => face.Second.Count > 0);

    /// <summary>The same photos as who sees only the second look has them.</summary>
    public MapTrainingSet AtSecondLook() => this with
    {
        Faces = [.. Faces.Select(face => face.AtSecondLook())],
        Mirrored = [.. Mirrored.Select(face => face.AtSecondLook())],
        Beside = Beside?.AtSecondLook(),
    };

    /// <summary>What each photo counts, on average 1: the number of photos of the same person to the power of minus this.</summary>
    public double[] PhotoWeights(double personPower)
    {
        var photos = People.CountBy(person => person).ToDictionary();
        var weights = People.Select(person => Math.Pow(photos[person], -personPower)).ToArray();
        var mean = weights.Average();
        return [.. weights.Select(weight => weight / mean)];
    }

    /// <summary>The photos at some places; those beside stay.</summary>
    public MapTrainingSet At(IReadOnlyList<int> photos) =>
        new([.. photos.Select(i => Faces[i])], [.. photos.Select(i => Labels[i])], [.. photos.Select(i => People[i])])
        {
            Mirrored = Mirrored.Count == 0 ? [] : [.. photos.Select(i => Mirrored[i])],
            Beside = Beside,
        };
}
