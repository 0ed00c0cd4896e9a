using FaceShape.Cli.Commands;
using FaceShape.Cli.Terminals;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Protocol;

namespace FaceShape.Cli.Tests;

/// <summary>What <c>faceshape evaluate</c> shows people; the figures are made up.</summary>
public class EvaluationReportTests
{
    private static readonly Accuracy Good = new(0.591, 0.817, [0.542, 0.636], [0.784, 0.846])
    {
        MacroF1 = Around(0.58),
        LogLoss = Around(1.02),
        Ece = Around(0.018),
        Reliability = [new(0.55, 0.57, 100)],
        Coverage = [[0.5, 0.743], [1, 0.591]],
        MostConfidentHalf = Around(0.743),
        MostConfidentThreeQuarters = Around(0.657),
        Confusion = [[5, 1], [2, 4]],
    };

    private static readonly ClassifierScores Scores = new()
    {
        Labels = ["round", "square"],
        Read = 12,
        People = 7,
        PerPhoto = Good,
        PerPerson = Good with { Top1 = 0.6 },
        Abstained = 0.164,
        LookedTwice = 0.28,
        Answered = Around(0.632),
        Said = new(0.55, Around(0.724), 0.286, Around(0.751)),
        MirrorAgreement = Around(0.999),
        SamePerson = new(5, 40, Around(0.563), Around(0.607), 30, Around(0.646), 20, Around(0.724), Around(0.702)),
        FusedPeople = 4,
        Fused = [new(1, Around(0.555), Around(0.784)), new(null, Around(0.625), Around(0.906))],
        FusedOneLabelPeople = 3,
        FusedOneLabel = new(null, Around(0.695), Around(0.926)),
        FusedAgreement = [new(1, 2, Around(0.538)), new(3, 2, Around(0.693))],
        PhotoCorrelation = 0.8,
        Sets = new(0.9, Around(0.9), new(2.36, [2.25, 2.46]), [0.2, 0.8]),
    };

    [Fact]
    public void Classifiers_that_were_trained_anew_are_shown_beside_stricter_and_leaky_splits() => Expectation.Holds("evaluate-folds", Shown(
        Result("identity-disjoint") with
        {
            Folds = 5,
            NotRead = new Dictionary<string, int> { ["no-face"] = 2 },
            Sources = new Dictionary<string, ClassifierScores> { ["a"] = Scores, ["b"] = Scores },
            Strict = Scores,
            Leaky = Scores with { PerPhoto = Good with { Top1 = 0.768 } },
        }));

    [Fact]
    public void Classifiers_as_they_are_and_people_with_few_photos_make_shorter_tables() => Expectation.Holds("evaluate-shipped", Shown(
        Result("as-shipped") with { MirrorAgreement = null, SamePerson = null, FusedPeople = 0, Fused = [], FusedOneLabelPeople = 0, FusedOneLabel = null, FusedAgreement = [] }));

    private static EvaluationResult Result(string protocol) => new()
    {
        Protocol = protocol,
        Photos = 14,
        NotRead = new Dictionary<string, int>(),
        Jaw = Scores,
        Length = Scores,
        Agreement = [],
        Sources = new Dictionary<string, ClassifierScores> { ["a"] = Scores },
        Labels = Scores.Labels,
        Read = Scores.Read,
        People = Scores.People,
        PerPhoto = Scores.PerPhoto,
        PerPerson = Scores.PerPerson,
        Abstained = Scores.Abstained,
        LookedTwice = Scores.LookedTwice,
        Answered = Scores.Answered,
        Said = Scores.Said,
        MirrorAgreement = Scores.MirrorAgreement,
        SamePerson = Scores.SamePerson,
        FusedPeople = Scores.FusedPeople,
        Fused = Scores.Fused,
        FusedOneLabelPeople = Scores.FusedOneLabelPeople,
        FusedOneLabel = Scores.FusedOneLabel,
        FusedAgreement = Scores.FusedAgreement,
        PhotoCorrelation = Scores.PhotoCorrelation,
        Sets = Scores.Sets,
    };

    private static string Shown(EvaluationResult result)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        EvaluationReport.Write(new Terminal(output, error, false, false), result);
        return output.ToString().ReplaceLineEndings("\n");
    }

    private static Figure Around(double value) => new(value, [value - 0.05, Math.Min(value + 0.05, 1)]);
}
