using System.Globalization;
using System.Text;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Writes the classifiers' card: data, protocol, figures. No figure in it is typed by hand.</summary>
internal static class ModelCard
{
    /// <summary>The card as Markdown.</summary>
    /// <param name="words">What it says about the recipe.</param>
    /// <param name="result">Cross-validation on the training photos.</param>
    /// <param name="fitted">Temperatures and thresholds that are shipped, by question.</param>
    public static string Write(
        RecipeWords words, EvaluationResult result, IReadOnlyDictionary<ClassifierTask, FittedCalibration> fitted)
    {
        var (_, abstainBelow, likelyFrom) = fitted[ClassifierTask.Shape];
        var card = new StringBuilder();
        Text($"""
            # {words.Title}

            Written by `faceshape train`; do not edit. They read {words.Seen} and give calibrated
            probabilities: `shape` ({string.Join(", ", result.Labels)}), `jaw` ({string.Join(", ", result.Jaw.Labels)}),
            `length` ({string.Join(", ", result.Length.Labels)}). Weights: MIT.

            ## What they are for

            A pleasant first guess for hairstyles, glasses and make-up. **Not** for identifying people, hiring, admission, insurance,
            health, or any decision about a person.

            ## Data

            {result.Photos} photos in {result.Sources.Count} source(s), {result.Read} of them read ({NotRead(result)}), {result.People} people
            (identity clusters: average linkage of descriptors, distance below {Number(IdentityClusters.SamePerson)}). **Women only**, mostly
            celebrities from magazine and web lists: how well the answers hold for men, children or faces unlike these was not measured. A label
            is a magazine's opinion, one a celebrity: two independent sources agree on the shape for only about 70 % of the people they share,
            which bounds what any reader of single-source labels can honestly reach. The photos are not published.

            Jaw and length labels come from the shape labels, only where the shape decides them: angular = square; soft = round, oval;
            long = oblong, oval; short = round, square. The rest is left out of that training.

            ## Protocol

            {result.Folds}-fold cross-validation, **identity-disjoint**: no person is on both sides of any split, also not between learning and
            early stopping. Clusters can tear one person's photos apart, so the figures stand again with lookalikes (distance below
            {Number(IdentityClusters.PerhapsSamePerson)}) counted as one person.
            {words.Training.ReplaceLineEndings("\n            ").TrimEnd()}
            The temperature and the thresholds are fitted for each fold on the predictions for the other folds. Intervals: 95 %,
            {Bootstrap.Replicates} bootstrap draws of people. The shipped classifiers are trained in the same way on all photos; their own
            figures on these photos would flatter them and are not given.

            ## Figures

            | identity-disjoint | photos | people | top-1 per photo | top-2 per photo | top-1 per person | top-2 per person | ECE | log-loss | macro-F1 |
            |---|---|---|---|---|---|---|---|---|---|
            """);
        Text(Row("shape", result));
        foreach (var (source, scores) in result.Sources.OrderBy(source => source.Key, StringComparer.Ordinal)) Text(Row($"shape, source {source}", scores));
        Text(Row("jaw", result.Jaw));
        Text(Row("length", result.Length));
        if (result.Strict is { } strict) Text(Row($"shape, lookalikes up to {Number(IdentityClusters.PerhapsSamePerson)} as one person", strict));
        if (result.Leaky is { } leaky)
        {
            Text(Row("shape, **random split: leaky, not to be quoted**", leaky));
            Text($"""

                The last row is how most published figures are made: photos of one person are on both sides, and the classifier recognizes
                the person.
                """);
        }

        Text($"""

            Shape, the most confident photos first (share of photos: share right): {Coverage(result)}.

            Shape, photos by true label (rows) and first answer (columns):

            | | {string.Join(" | ", result.Labels)} |
            |---|{string.Concat(Enumerable.Repeat("---|", result.Labels.Count))}
            """);
        for (var i = 0; i < result.Labels.Count; i++) Text($"| {result.Labels[i]} | {string.Join(" | ", result.Confusion[i])} |");
        Text($"""

            ## Calibration and abstention

            Temperatures: {string.Join(", ", fitted.Select(task => $"{task.Key.Name} {Number(task.Value.Temperature)}"))}. "Can't tell" below a probability of
            {Number(abstainBelow)} for the first answer: answers of that probability are right {Percent(Calibration.WorthSaying)} of the time (isotonic
            regression on the cross-validation), less probable ones less often. In the cross-validation that is {Percent(result.Abstained)} of the photos.
            The shapes of at least {Percent(likelyFrom)} each hold the true one {Percent(Calibration.SetCoverage)} of the time.
            """);
        return card.ToString();

        void Text(string text) => card.Append(text.ReplaceLineEndings("\n")).Append('\n');
    }

    private static string Row(string name, ClassifierScores s) =>
        $"| {name} | {s.Read} | {s.People} | {Share(s.PerPhoto.Top1, s.PerPhoto.Top1Interval)} | {Second(s, s.PerPhoto)} "
        + $"| {Share(s.PerPerson.Top1, s.PerPerson.Top1Interval)} | {Second(s, s.PerPerson)} "
        + $"| {Number(s.Ece)} | {Number(s.LogLoss)} | {Number(s.MacroF1)} |";

    private static string Second(ClassifierScores scores, Accuracy accuracy) =>
        scores.Labels.Count == 2 ? "" : Share(accuracy.Top2, accuracy.Top2Interval);

    private static string NotRead(EvaluationResult result) =>
        result.NotRead.Count == 0 ? "all" : string.Join(", ", result.NotRead.Select(pair => $"{pair.Value} {pair.Key}"));

    private static string Coverage(ClassifierScores scores) =>
        string.Join(", ", scores.Coverage.Select(point => $"{Percent(point[0])}: {Percent(point[1])}"));

    private static string Share(double share, double[] interval) => $"{Percent(share)} ({Percent(interval[0])} to {Percent(interval[1])})";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    private static string Number(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:0.###}");
}
