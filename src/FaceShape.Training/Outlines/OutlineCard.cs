using System.Globalization;
using System.Text;

namespace FaceShape.Training.Outlines;

/// <summary>Writes the outline's card: data, protocol, figures. No figure in it is typed by hand.</summary>
internal static class OutlineCard
{
    // Known of this project's own photos; of others no program sees who is on them.
    private const string Own = """
        The shipped
        regression learnt from `london` (the Face Research Lab London Set, DeBruine and Jones, CC BY 4.0) and `canada` (40 young
        adults, CC BY): adults, frontal, neutral, studio light, hair mostly out of the face. How well it holds for children, beards,
        turned heads or covered foreheads was not measured.
        """;

    private const string Others = """
        Who is
        on them, and under which licence, the program does not know. How well it holds for faces unlike these was not measured.
        """;

    /// <summary>The card as Markdown.</summary>
    /// <param name="figures">The cross-validation.</param>
    /// <param name="sources">Photos by folder.</param>
    /// <param name="penalty">The penalty of the shipped regression.</param>
    public static string Write(OutlineFigures figures, IReadOnlyDictionary<string, int> sources, double penalty)
    {
        var card = new StringBuilder();
        var people = string.Join(", ", sources.Select(source => $"{source.Key} {source.Value}"));
        Text($"""
            # Outline of the face

            Written by `faceshape train-outline`; do not edit. A ridge regression from the 468 points of MediaPipe's face mesh (x and y,
            eyes level, origin between the eyes, unit = distance to the mouth) to 26 points that people drew: hairline, temples, cheeks,
            jaw, chin. Weights: MIT.

            ## Data

            {figures.Photos} photos, one a person, by folder: {people}. Each with a template of 189 points drawn by hand. {(sources.Keys.Order(StringComparer.Ordinal).SequenceEqual(["canada", "london"]) ? Own : Others)}

            ## Protocol

            {OutlineTrainer.Folds}-fold cross-validation by person; the penalty is chosen on {OutlineTrainer.InnerFolds} folds inside
            of what is learnt from. Each face is learnt from in a mirror too. The mesh is the mean of two looks. Intervals: 95 %,
            bootstrap over people. The shipped regression has learnt from all of them (penalty {Number(penalty)}).

            ## Figures

            | distance to the drawn outline, share of the face's width | mean | 95 % interval |
            |---|---|---|
            {Row("cheeks and jaw (distance to the curve)", figures.Curve)}
            {Row("whole outline with the hairline (distance to the curve)", figures.Whole)}
            {Row("chin (distance of the point)", figures.Chin)}
            {Row("middle of the hairline (distance of the point)", figures.Hairline)}

            95 % of the points of cheeks and jaw stay below {Percent(figures.CurveP95)}.

            | measurement | root mean square error | correlation with the drawn outline |
            |---|---|---|
            """);
        foreach (var one in figures.Measurements) Text($"| {one.Name} | {Error(one)} | {Number(one.Correlation)} |");
        Text($"""

            Widths are taken level at fixed heights. Between the drawn points themselves, which slide along the outline from one drawing
            to the next, the ratio of jaw to cheek width correlates {Number(figures.JawPointsCorrelation)}.
            """);
        return card.ToString();

        void Text(string text) => card.Append(text.ReplaceLineEndings("\n")).Append('\n');
    }

    private static string Error(MeasurementFigure figure) =>
        figure.Name.EndsWith("Angle", StringComparison.Ordinal) ? $"{Number(figure.Error * 180 / Math.PI)} degrees"
        : figure.Name.Contains("To", StringComparison.Ordinal) ? Number(figure.Error)
        : Percent(figure.Error);

    private static string Row(string name, OutlineFigure figure) =>
        $"| {name} | {Percent(figure.Value)} | {Percent(figure.Interval[0])} to {Percent(figure.Interval[1])} |";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} %");

    private static string Number(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:0.####}");
}
