using FaceShape.Classification;
using FaceShape.Geometry;

namespace FaceShape.Advice;

/// <summary>What advice is given for: the shapes that are in question, and what else is known of the face.</summary>
/// <param name="Shapes">One; two when the answer lies between them; all five when it could not be told.</param>
/// <param name="Traits">What is told beyond the shape; may be empty.</param>
public sealed record FaceProfile(IReadOnlyList<Shape> Shapes, IReadOnlyList<FaceTrait> Traits)
{
    /// <summary>The probability from which jaw and length are taken as told.</summary>
    public const double Told = 0.7;

    /// <summary>Middling ratio of forehead to cheekbones: median over 142 adults, as <c>faceshape measure</c> reads london and canada.</summary>
    public const double MiddlingForehead = 0.88;

    /// <summary>Middling ratio of jaw to cheekbones: likewise.</summary>
    public const double MiddlingJaw = 0.88;

    /// <summary>What was read from a face.</summary>
    /// <param name="answer">Jaw type, face length, shape.</param>
    /// <param name="outline">What was measured on the outline, where it was: a width is told when it departs by more than its error.</param>
    public static FaceProfile From(Classified answer, OutlineMeasurements? outline = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var (jaw, length, shape) = answer;
        List<FaceTrait> traits = [];
        if (jaw.Probability >= Told) traits.Add(jaw.Label == JawType.Angular ? FaceTrait.AngularJaw : FaceTrait.SoftJaw);
        if (length.Probability >= Told) traits.Add(length.Label == FaceLength.Long ? FaceTrait.LongFace : FaceTrait.ShortFace);
        if (outline is not null)
        {
            Add(traits, outline.ForeheadToCheek, MiddlingForehead, FaceTrait.WideForehead, FaceTrait.NarrowForehead);
            Add(traits, outline.JawToCheek, MiddlingJaw, FaceTrait.WideJaw, FaceTrait.NarrowJaw);
        }

        return new(InQuestion(shape), traits);
    }

    private static Shape[] InQuestion(ShapeAnswer shape)
    {
        if (shape.Abstained) return [Shape.Heart, Shape.Oblong, Shape.Oval, Shape.Round, Shape.Square];
        return shape.IsClose ? [shape.Label, shape.Second] : [shape.Label];
    }

    private static void Add(List<FaceTrait> traits, Measurement measured, double middling, FaceTrait wide, FaceTrait narrow)
    {
        if (measured.Value > middling + measured.Error) traits.Add(wide);
        else if (measured.Value < middling - measured.Error) traits.Add(narrow);
    }
}
