using FaceShape.Training.Fairness;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;
using static FaceShape.Training.Evaluation.FigureText;

namespace FaceShape.Training.Reporting;

/// <summary>How groups of people fare, as a section of the report.</summary>
internal static class FairnessMarkdown
{
    /// <summary>The section, a table a reader.</summary>
    public static string Write(IReadOnlyList<FairnessFigures> readers) => $"""
        ## Groups of people

        {readers[0].Groups[0].People} adults of the Face Research Lab London Set (DeBruine and Jones, CC BY 4.0), all photographed with the same care: neutral, from
        the front, even light. Nobody has labelled their shapes, so this shows how readers treat groups, not how right they are. The
        groups are small: the intervals (95 %, Wilson) say what they can and cannot show. "Not told" is what the person chose.

        {string.Join("\n\n", readers.Select(Reader))}
        """;

    private static string Reader(FairnessFigures reader) => $"""
        ### Reader "{reader.Reader}"

        {Table(["", "people", "read", "warned", "can't tell", "mean probability", .. ClassifierTask.Shape.Labels], reader.Groups.Select(Row))}

        Warnings: {Warnings(reader)}. Do groups differ by more than chance? Share of {PermutationTest.Permutations} random dealings of the groups that differ as
        much (chi-square; below 0.05 would be rare): {string.Join(", ", reader.Differences.Select(one => $"{one.Outcome} by {one.Attribute} {Chance(one.P)}"))}.
        """;

    private static string Chance(double p) => p < 0.001 ? "below 0.001" : Number(p);

    private static string[] Row(GroupFigures group) =>
    [
        group.Attribute == "all" ? "all" : $"{group.Attribute}: {group.Group}", $"{group.People}", Share(group.Read), Share(group.Warned), Share(group.Abstained),
        Percent(group.MeanProbability), .. group.Shapes.Values.Select(count => $"{count}"),
    ];

    private static string Warnings(FairnessFigures reader) =>
        reader.Warnings.Count == 0 ? "none" : string.Join(", ", reader.Warnings.Select(pair => $"{pair.Value} {pair.Key}"));
}
