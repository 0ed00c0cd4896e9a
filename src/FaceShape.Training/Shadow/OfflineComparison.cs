using FaceShape.Insight;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Shadow;

/// <summary>Compares champion and challenger on photos that both read here, before any device runs the challenger.</summary>
public static class OfflineComparison
{
    /// <summary>Probability of naming one better where neither is.</summary>
    public const double FalseAlarm = 0.05;

    private const int Seed = 1;
    private static readonly string[] Shapes = [.. Enum.GetNames<Classification.Shape>().Select(name => name.ToLowerInvariant())];

    /// <summary>Everything that the photos tell.</summary>
    /// <param name="champion">Name of the model in use.</param>
    /// <param name="challenger">Name of the model beside it.</param>
    /// <param name="answers">One a photo.</param>
    /// <exception cref="ShadowException">There is no photo.</exception>
    public static ShadowReport Of(string champion, string challenger, IReadOnlyList<PairedAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count == 0) throw new ShadowException("There is no photo to compare the models on");
        var both = answers.Where(answer => answer is { Champion: not null, Challenger: not null }).ToList();
        List<Finding> findings = [.. Read(answers), .. Agreement(both), .. Accuracy(both), .. Calibration(both), .. Stability(both)];
        return new(champion, challenger, findings, [Chart(both)]);
    }

    private static IEnumerable<Finding> Read(IReadOnlyList<PairedAnswer> answers)
    {
        var (lost, gained) = (answers.Count(a => a is { Champion: not null, Challenger: null }), answers.Count(a => a is { Champion: null, Challenger: not null }));
        var test = McNemar.Of(lost, gained);
        var people = People(answers);
        var leaning = Decides(people, test) && lost > gained ? Leaning.Stop : Leaning.Neither;
        yield return new("Faces read", Text($"Of {answers.Count} photos {lost} are read by the champion alone and {gained} by the challenger alone (p = {test.PValue:F3}).{TooFew(people)}"), leaning);
    }

    private static IEnumerable<Finding> Agreement(List<PairedAnswer> both)
    {
        if (both.Count == 0) yield break;
        var estimate = ShareEstimate.Of(new(2, 1), both.Count(a => Metrics.Best(a.Champion!) == Metrics.Best(a.Challenger!)), both.Count);
        yield return new("Agreement", Text($"Both name the same shape for {Percent(estimate.Share)} of {both.Count} photos ({Percent(estimate.Low)} to {Percent(estimate.High)})."), Leaning.Neither);
    }

    /// <summary>The interval draws people, not photos; McNemar's test is shown beside it because others expect it.</summary>
    private static IEnumerable<Finding> Accuracy(List<PairedAnswer> both)
    {
        var labelled = both.Where(a => a.Label is not null).ToList();
        if (labelled.Count == 0) yield break;
        double[] champion = [.. labelled.Select(a => Hit(a.Champion!, a.Label!.Value))], challenger = [.. labelled.Select(a => Hit(a.Challenger!, a.Label!.Value))];
        double[] gain = [.. challenger.Zip(champion, (b, a) => b - a)];
        var interval = Bootstrap.Interval([.. labelled.Select(a => a.Person)], gain, Seed);
        var test = McNemar.Of(gain.Count(hit => hit < 0), gain.Count(hit => hit > 0));
        var people = People(labelled);
        yield return new(
            "Right more often",
            Text($"First answer right: champion {Percent(champion.Average())}, challenger {Percent(challenger.Average())} of {labelled.Count} photos of {people} people; difference {Points(gain.Average())} points, 95 % interval over people {Points(interval[0])} to {Points(interval[1])}; McNemar {test.ChampionOnly} to {test.ChallengerOnly}, p = {test.PValue:F3} by photo.{TooFew(people)}"),
            !Decides(people, test) ? Leaning.Neither : interval[0] > 0 ? Leaning.Promote : interval[1] < 0 ? Leaning.Stop : Leaning.Neither);
    }

    private static IEnumerable<Finding> Calibration(List<PairedAnswer> both)
    {
        var labelled = both.Where(a => a.Label is not null).ToList();
        if (labelled.Count == 0) yield break;
        var (champion, challenger) = (Error(a => a.Champion!), Error(a => a.Challenger!));
        yield return new("Calibration", Text($"Expected calibration error: champion {champion:F3}, challenger {challenger:F3}."), Leaning.Neither);

        double Error(Func<PairedAnswer, double[]> probabilities) =>
            Statistics.CalibrationError.Of(labelled.Select(a => new Prediction(a.Person, a.Label!.Value, probabilities(a))));
    }

    private static IEnumerable<Finding> Stability(List<PairedAnswer> both)
    {
        var looked = both.Where(a => a is { ChampionSteady: not null, ChallengerSteady: not null }).ToList();
        if (looked.Count == 0) yield break;
        double[] loss = [.. looked.Select(a => (a.ChampionSteady!.Value ? 1.0 : 0) - (a.ChallengerSteady!.Value ? 1.0 : 0))];
        var interval = Bootstrap.Interval([.. looked.Select(a => a.Person)], loss, Seed);
        var (people, test) = (People(looked), McNemar.Of(loss.Count(lost => lost > 0), loss.Count(lost => lost < 0)));
        double champion = looked.Average(a => a.ChampionSteady!.Value ? 1.0 : 0), challenger = looked.Average(a => a.ChallengerSteady!.Value ? 1.0 : 0);
        yield return new(
            "Mirrored photo", Text($"The mirrored photo gets the same shape: champion {Percent(champion)}, challenger {Percent(challenger)}.{TooFew(people)}"),
            Decides(people, test) && interval[0] > 0 ? Leaning.Stop : Leaning.Neither);
    }

    private static ShareChart Chart(List<PairedAnswer> both)
    {
        double[] Shares(Func<PairedAnswer, double[]> of) =>
            [.. Shapes.Select((_, shape) => both.Count == 0 ? 0 : (double)both.Count(a => Metrics.Best(of(a)) == shape) / both.Count)];
        return new("Shapes that were named, photos here", Shapes, [new("champion", Shares(a => a.Champion!), null), new("challenger", Shares(a => a.Challenger!), null)]);
    }

    /// <summary>
    /// Of a few people who agree the bootstrap makes an interval without width: it decides only where there are people enough, and
    /// where chance by photo would not do it either.
    /// </summary>
    private static bool Decides(int people, McNemar test) => people >= Splits.FewestPeople && test.PValue < FalseAlarm;

    private static string TooFew(int people) =>
        people >= Splits.FewestPeople ? "" : Text($" These are too few people to decide: {Splits.FewestPeople} are needed.");

    private static int People(IReadOnlyList<PairedAnswer> answers) => answers.Select(a => a.Person).Distinct().Count();

    private static double Hit(double[] probabilities, int label) => Metrics.Best(probabilities) == label ? 1 : 0;

    private static string Percent(double share) => Text($"{100 * share:F1} %");

    private static string Points(double share) => Text($"{100 * share:F1}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
