using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;
using static FaceShape.Training.Evaluation.FigureText;

namespace FaceShape.Training.Evaluation;

/// <summary>Writes the classifiers' card: data, protocol, figures. No figure in it is typed by hand.</summary>
internal static class ModelCard
{
    private static readonly string[] Titles =
    [
        "identity-disjoint", "photos", "people", "top-1 per photo", "top-2 per photo", "top-1 per person", "top-2 per person", "ECE", "log-loss",
        "macro-F1",
    ];

    /// <summary>The card as Markdown.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="description">What the classifiers read, and how they are trained.</param>
    /// <param name="photos">What is known of the training photos beyond figures.</param>
    /// <param name="result">Cross-validation on the training photos.</param>
    public static string Write(string title, string description, PhotoWords photos, EvaluationResult result) => $"""
        # {title}

        Written by a program; do not edit. They give calibrated probabilities: `shape` ({string.Join(", ", result.Labels)}),
        `jaw` ({string.Join(", ", result.Jaw.Labels)}), `length` ({string.Join(", ", result.Length.Labels)}). Weights: MIT.

        {description.Trim()}

        ## What they are for

        A pleasant first guess for hairstyles, glasses and make-up. **Not** for identifying people, hiring, admission, insurance,
        health, or any decision about a person.

        ## Data

        {result.Photos} photos in {result.Sources.Count} source(s), {result.Read} of them read and counted ({NotRead(result)}), {result.People} people
        (identity clusters: average linkage of descriptors, distance below {Number(IdentityClusters.SamePerson)}). {photos.ModelCard} {Agreement(result)}{photos.NotPublished}

        Jaw and length labels come from the shape labels, only where the shape decides them: angular = square; soft = round, oval;
        long = oblong, oval; short = round, square. The rest is left out of that training.

        ## Protocol

        {result.Folds}-fold cross-validation, **identity-disjoint**: no person is on both sides of any split, also not between learning and
        early stopping. Clusters can tear one person's photos apart, so the figures stand again with lookalikes (distance below
        {Number(IdentityClusters.PerhapsSamePerson)}) counted as one person. Temperature and thresholds are fitted for each fold on the answers for the other folds.
        Intervals: 95 %, {Bootstrap.Replicates} bootstrap draws of people. The shipped classifiers are trained in the same way on all photos; their
        own figures on these photos would flatter them and are not given.

        ## Figures

        {Table(Titles, Rows(result))}

        The row of the random split is how most published figures are made: photos of one person are on both sides, and the classifier
        recognizes the person.

        Shape, the most confident photos first (share of photos: share right): {Coverage(result)}.

        Shape, photos by true label (rows) and first answer (columns):

        {Confusion(result)}

        ## Calibration, abstention, sets

        Temperatures: {Temperatures(result)}.{SecondLook(result)} "Can't tell" below a probability of
        {Number(result.Fitted![ClassifierTask.Shape.Name].AbstainBelow)} for the first answer: answers of that probability are right {Percent(Calibration.WorthSaying)} of the time (logistic
        regression on the cross-validation), less probable ones less often. In the cross-validation that is {Percent(result.Abstained)} of the photos; of the
        others {Share(result.Answered)} are right. The shapes of at least {Percent(result.Fitted[ClassifierTask.Shape.Name].LikelyFrom)} each are a set that shall hold the true one. {Sets(result)}

        """.ReplaceLineEndings("\n");

    /// <summary>How often folders agree, in a sentence.</summary>
    public static string Agreement(EvaluationResult result) => result.Agreement.Count == 0
        ? "How often two sources agree on a person's shape cannot be told from these photos."
        : "Of people whom two sources show, both say the same shape for "
            + string.Join(", ", result.Agreement.Select(pair => $"{Share(pair.Agree)} ({pair.First} and {pair.Second}, {pair.People} people)"))
            + "; lists that copy each other agree more than independent ones. That bounds what a reader of one list's labels can honestly reach with another's.";

    /// <summary>A table of the confusion matrix.</summary>
    public static string Confusion(ClassifierScores scores) => Table(
        ["", .. scores.Labels],
        scores.Labels.Zip(scores.Confusion, (label, counts) => (string[])[label, .. counts.Select(count => $"{count}")]));

    private static IEnumerable<string[]> Rows(EvaluationResult result)
    {
        yield return Row("shape", result);
        foreach (var (source, scores) in result.Sources.OrderBy(source => source.Key, StringComparer.Ordinal)) yield return Row($"shape, source {source}", scores);
        yield return Row("jaw", result.Jaw);
        yield return Row("length", result.Length);
        if (result.Strict is { } strict) yield return Row($"shape, lookalikes up to {Number(IdentityClusters.PerhapsSamePerson)} as one person", strict);
        if (result.Leaky is { } leaky) yield return Row("shape, **random split: leaky, not to be quoted**", leaky);
    }

    private static string[] Row(string name, ClassifierScores s) =>
    [
        name, $"{s.Read}", $"{s.People}", Share(s.PerPhoto.Top1, s.PerPhoto.Top1Interval), Second(s, s.PerPhoto),
        Share(s.PerPerson.Top1, s.PerPerson.Top1Interval), Second(s, s.PerPerson), Number(s.Ece), Number(s.LogLoss), Number(s.MacroF1),
    ];

    private static string Second(ClassifierScores scores, Accuracy accuracy) =>
        scores.Labels.Count == 2 ? "" : Share(accuracy.Top2, accuracy.Top2Interval);

    private static string NotRead(EvaluationResult result) =>
        result.NotRead.Count == 0 ? "none failed" : string.Join(", ", result.NotRead.Select(pair => $"{pair.Value} {pair.Key}"));

    private static string Coverage(ClassifierScores scores) =>
        string.Join(", ", scores.Coverage.Select(point => $"{100 * point[0]:0} %: {Percent(point[1])}"));

    private static string SecondLook(EvaluationResult result) => result.LookedTwice == 0
        ? ""
        : $" {Percent(result.LookedTwice)} of the faces are looked at a second time (temperature {Number(result.Fitted![ClassifierTask.Shape.Name].TwiceTemperature)}).";

    private static string Temperatures(EvaluationResult result) =>
        string.Join(", ", result.Fitted!.Select(pair => $"{pair.Key} {Number(pair.Value.Temperature)}"));

    private static string Sets(ClassifierScores scores) => scores.Sets is not { } sets
        ? ""
        : $"Promised for {100 * sets.Promise:0} % of photos, it does for {Share(sets.Holds)}, with {Ranged(sets.MeanSize)} shapes on average.";
}
