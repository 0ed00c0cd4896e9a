using System.Globalization;
using FaceShape.Classification;
using FaceShape.Quality;
using FaceShape.Shared;

namespace FaceShape.Cli.Photos;

/// <summary>What people are told about a shape.</summary>
internal static class ShapeWords
{
    /// <summary>The shape in a few words, or why it cannot be told.</summary>
    /// <param name="shape">The answer.</param>
    /// <param name="warnings">What is wrong with the photo.</param>
    public static string Of(ShapeAnswer shape, IReadOnlyList<PhotoWarning> warnings)
    {
        var (first, second) = (Likely(shape, shape.Label), Likely(shape, shape.Second));
        if (shape.Abstained) return $"can't tell: {Reason(shape, warnings)}; nearest are {first} and {second}";
        return shape.IsClose
            ? $"between {Names.Of(shape.Label)} and {Names.Of(shape.Second)}: {first}, {second}"
            : $"{first}, then {second}";
    }

    private static string Reason(ShapeAnswer shape, IReadOnlyList<PhotoWarning> warnings)
    {
        if (warnings.Count > 0) return "the photo makes it hard, see below";
        return shape.Likely.Count > 2
            ? string.Create(CultureInfo.InvariantCulture, $"the face has something of {shape.Likely.Count} shapes")
            : "no shape stands out";
    }

    private static string Likely(ShapeAnswer shape, Shape which) =>
        string.Create(CultureInfo.InvariantCulture, $"{Names.Of(which)} {shape.Probabilities[(int)which]:P0}");
}
