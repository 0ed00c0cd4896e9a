using FaceShape.Training.Fairness;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;
using static FaceShape.Training.Evaluation.FigureText;

namespace FaceShape.Training.Reporting;

/// <summary>How groups of people fare, as a section of the report.</summary>
internal static class FairnessMarkdown
{
    // Known of the London set; of other people the program knows what their table says.
    internal const string London = """
        adults of the Face Research Lab London Set (DeBruine and Jones, CC BY 4.0), all photographed with the same care: neutral, from
        the front, even light. Nobody has labelled their shapes, so this shows how readers treat groups, not how right they are. The
        groups are small: the intervals (95 %, Wilson) say what they can and cannot show. "Not told" is what the person chose.
        """;

    private const string Others = """
        people of a folder with a table of their age, sex and ethnicity. How they were photographed the program does not know: where groups
        were photographed differently, that shows too. Labels of their shapes are not looked at, so this shows how readers treat groups, not
        how right they are. The intervals (95 %, Wilson) say what small groups can and cannot show. "Not told": the table gives no age in years.
        """;

    /// <summary>The section, a table a reader.</summary>
    /// <param name="readers">The figures.</param>
    /// <param name="ofLondonSet">Whether they are about the Face Research Lab London Set.</param>
    public static string Write(IReadOnlyList<FairnessFigures> readers, bool ofLondonSet) => $"""
        ## Groups of people

        {readers[0].Groups[0].People} {(ofLondonSet ? London : Others)}

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
