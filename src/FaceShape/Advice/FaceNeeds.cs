using FaceShape.Classification;

namespace FaceShape.Advice;

/// <summary>What a face asks for to look balanced, by the convention that an oval one asks for nothing.</summary>
internal static class FaceNeeds
{
    private const double Strongest = 2.5;

    /// <summary>What a shape with its traits asks for.</summary>
    public static Balance Of(Shape shape, IReadOnlyList<FaceTrait> traits)
    {
        var need = Of(shape);
        foreach (var trait in traits) need += Of(trait);
        return new(Bound(need.Length), Bound(need.Top), Bound(need.Middle), Bound(need.Low), Bound(need.Edge));
    }

    private static Balance Of(Shape shape) => shape switch
    {
        Shape.Heart => new(0, -1.5, 0, 1.7, -0.5),
        Shape.Oblong => new(-2, 0, 1.2, 0, -0.3),
        Shape.Oval => default,
        Shape.Round => new(1.7, 0, -1, -0.3, 1.2),
        Shape.Square => new(0.7, 0, 0, -1, -1.7),
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static Balance Of(FaceTrait trait) => trait switch
    {
        FaceTrait.AngularJaw => new(0, 0, 0, 0, -0.7),
        FaceTrait.SoftJaw => new(0, 0, 0, 0, 0.4),
        FaceTrait.LongFace => new(-0.7, 0, 0, 0, 0),
        FaceTrait.ShortFace => new(0.7, 0, 0, 0, 0),
        FaceTrait.WideForehead => new(0, -0.8, 0, 0, 0),
        FaceTrait.NarrowForehead => new(0, 0.8, 0, 0, 0),
        FaceTrait.WideJaw => new(0, 0, 0, -0.8, 0),
        FaceTrait.NarrowJaw => new(0, 0, 0, 0.8, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(trait)),
    };

    private static double Bound(double value) => Math.Clamp(value, -Strongest, Strongest);
}
