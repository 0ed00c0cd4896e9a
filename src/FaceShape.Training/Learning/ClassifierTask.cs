using FaceShape.Classification;
using FaceShape.Inference;

namespace FaceShape.Training.Learning;

/// <summary>A question that a classifier answers, and which photos can teach it.</summary>
/// <param name="Name">The classifier's name in the catalogue.</param>
/// <param name="Labels">Its answers, in the order of its probabilities.</param>
/// <param name="LabelOf">Number of the answer that a shape decides; null where it decides none.</param>
internal sealed record ClassifierTask(string Name, IReadOnlyList<string> Labels, Func<Shape, int?> LabelOf)
{
    public static ClassifierTask Shape { get; } = new(ModelNames.ShapeClassifier, Names<Shape>(), shape => (int)shape);

    public static ClassifierTask Jaw { get; } = new(ModelNames.JawClassifier, Names<JawType>(), shape => shape switch
    {
        Classification.Shape.Square => (int)JawType.Angular,
        Classification.Shape.Round or Classification.Shape.Oval => (int)JawType.Soft,
        _ => null,
    });

    public static ClassifierTask Length { get; } = new(ModelNames.LengthClassifier, Names<FaceLength>(), shape => shape switch
    {
        Classification.Shape.Oblong or Classification.Shape.Oval => (int)FaceLength.Long,
        Classification.Shape.Round or Classification.Shape.Square => (int)FaceLength.Short,
        _ => null,
    });

    public static IReadOnlyList<ClassifierTask> All { get; } = [Shape, Jaw, Length];

    private static string[] Names<TLabel>()
        where TLabel : struct, Enum => [.. Enum.GetNames<TLabel>().Select(name => name.ToLowerInvariant())];
}
