using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;
using static FaceShape.Training.Evaluation.FigureText;

namespace FaceShape.Training.Reporting;

/// <summary>The report for people. Every figure in it is inserted.</summary>
internal static class ReportMarkdown
{
    private static readonly string[] Protocols =
        ["shape, one photo", "photos", "people", "first answer right", "right among first two", "macro-F1", "log-loss", "calibration error"];

    /// <summary>The whole report.</summary>
    public static string Write(AccuracyReport report) => string.Join("\n\n", (string[])
    [
        Head(report),
        .. report.Recipes.Select(Recipe),
        .. report.Fairness.Count > 0 ? (string[])[FairnessMarkdown.Write(report.Fairness, report.OfLondonSet)] : [],
    ]) + "\n";

    private static string Head(AccuracyReport report) => $"""
        # Accuracy

        Written by

        ```sh
        {report.Command}
        ```

        Do not edit: [report.json](report.json) holds the same figures at full length, [data.md](data.md) says what the photos are, and
        each recipe has its card: {string.Join(", ", report.Recipes.Select(recipe => $"[{recipe.Name}](model-{recipe.Name}.md)"))}. The same photos, models and seed ({report.Seed}) give the same bytes.

        {Headline(report)}

        ## How it is measured

        - Each picture counts once a folder ({report.Data.Duplicates.Dropped} dropped), and people who share a picture are one person.
        - People are identity clusters of face descriptors (average linkage below {Number(IdentityClusters.SamePerson)}). **No person is on both sides** of any of the
          {report.Folds} folds, nor of the parts on which training stops early.
        - Temperature, the threshold of "can't tell" and that of the sets are fitted for each fold on the answers for the other folds.
        - Intervals are 95 %, from {Bootstrap.Replicates} draws of people with all their photos. The interval of a calibration error leans upwards, because
          drawing people anew adds error of its own.
        - "Unseen source": only the other folders teach; whoever is asked about taught nothing in any of these folders, nor did anybody in them who looks alike.
        - "Leaky" rows split photos at random, so that the same person stands on both sides. That is how most published figures of 80 to
          97 % were made. They are here for comparison and are not accuracies.
        """;

    private static string Headline(AccuracyReport report) => string.Join('\n', report.Recipes.Select(recipe => $"""
        - **{recipe.Name}**: the first answer is right for {Share(recipe.Result.PerPhoto.Top1, recipe.Result.PerPhoto.Top1Interval)} of photos of people never seen, one of the
          first two for {Share(recipe.Result.PerPhoto.Top2, recipe.Result.PerPhoto.Top2Interval)}; leaky, it would read {Percent(recipe.Result.Leaky!.PerPhoto.Top1)} and {Percent(recipe.Result.Leaky.PerPhoto.Top2)}.
        """)) + $"\n- {ModelCard.Agreement(report.Recipes[0].Result)}";

    private static string Recipe(RecipeReport recipe) => $"""
        ## Recipe "{recipe.Name}"

        {recipe.Description.Trim()}

        ### One photo

        {Table(Protocols, Rows(recipe))}

        Jaw and length, one photo: first answer right for {Share(recipe.Result.Jaw.PerPhoto.Top1, recipe.Result.Jaw.PerPhoto.Top1Interval)} and
        {Share(recipe.Result.Length.PerPhoto.Top1, recipe.Result.Length.PerPhoto.Top1Interval)}, calibration error {Ranged(recipe.Result.Jaw.PerPhoto.Ece)} and {Ranged(recipe.Result.Length.PerPhoto.Ece)}.

        ### Honest answers

        {Table(["", "per photo", "per person, all photos pooled"], Honesty(recipe.Result))}

        {Abstention(recipe.Result)}

        ![How often answers of a probability are right]({recipe.Name}-reliability.svg)
        ![How often the most confident answers are right]({recipe.Name}-coverage.svg)
        ![What is taken for what]({recipe.Name}-confusion.svg)

        ### Several photos of one person

        {recipe.Result.FusedPeople} people have at least {FusedAccuracy.FewestPhotos} photos. Each counts once; photos are
        pooled as `faceshape classify --same-person` does.

        {Table(["photos", "first answer right", "right among first two"], recipe.Result.Fused.Select(Fused))}{OneLabel(recipe.Result)}{BySource(recipe.Result)}{Groups(recipe.Result)}

        ### Stability

        {Stability(recipe.Result)}{EachAlone(recipe)}

        ### Taken for

        Photos by true shape (rows) and first answer (columns):

        {ModelCard.Confusion(recipe.Result)}
        """;

    private static IEnumerable<string[]> Rows(RecipeReport recipe)
    {
        var result = recipe.Result;
        yield return Row("all sources, nobody on both sides", result);
        foreach (var (source, scores) in result.Sources) yield return Row($"of these, photos of {source}", scores);
        yield return Row("all sources, lookalikes as one person", result.Strict!);
        foreach (var (source, scores) in recipe.Alone) yield return Row($"{source} alone, nobody on both sides", scores);
        foreach (var (source, scores) in recipe.Unseen) yield return Row($"unseen source {source}, trained on the others", scores);
        yield return Row("**leaky**: all sources", result.Leaky!);
        foreach (var (source, scores) in recipe.LeakyAlone) yield return Row($"**leaky**: {source} alone", scores);
    }

    private static string[] Row(string name, ClassifierScores scores) =>
    [
        name, $"{scores.Read}", $"{scores.People}", Share(scores.PerPhoto.Top1, scores.PerPhoto.Top1Interval),
        Share(scores.PerPhoto.Top2, scores.PerPhoto.Top2Interval), Ranged(scores.PerPhoto.MacroF1), Ranged(scores.PerPhoto.LogLoss), Ranged(scores.PerPhoto.Ece),
    ];

    private static IEnumerable<string[]> Honesty(ClassifierScores scores)
    {
        Accuracy photo = scores.PerPhoto, person = scores.PerPerson;
        yield return ["first answer right", Share(photo.Top1, photo.Top1Interval), Share(person.Top1, person.Top1Interval)];
        yield return ["right among first two", Share(photo.Top2, photo.Top2Interval), Share(person.Top2, person.Top2Interval)];
        yield return ["macro-F1", Ranged(photo.MacroF1), Ranged(person.MacroF1)];
        yield return ["log-loss", Ranged(photo.LogLoss), Ranged(person.LogLoss)];
        yield return ["calibration error", Ranged(photo.Ece), Ranged(person.Ece)];
        yield return ["right among the most confident three quarters", Share(photo.MostConfidentThreeQuarters), Share(person.MostConfidentThreeQuarters)];
        yield return ["right among the most confident half", Share(photo.MostConfidentHalf), Share(person.MostConfidentHalf)];
    }

    private static string Abstention(EvaluationResult result)
    {
        var sets = result.Sets is not { } figures
            ? ""
            : $"""
                Sets that shall hold the true shape {100 * figures.Promise:0} times in a hundred hold it for {Share(figures.Holds)}, with {Ranged(figures.MeanSize)} shapes on
                average ({string.Join(", ", figures.Sizes.Select((share, i) => $"{i + 1}: {Percent(share)}"))}).
                """;
        return $"""
            "Can't tell" is the answer for {Percent(result.Abstained)} of photos (below a probability of {Number(result.Fitted![ClassifierTask.Shape.Name].AbstainBelow)}); of the others {Share(result.Answered)} are right.{Outright(result)}{SecondLook(result)}
            {sets}
            """.Trim();
    }

    private static string Outright(EvaluationResult result) => result.Said is not { } said
        ? ""
        : $"""

            One shape is named for {Percent(said.OneShape)} of photos, and is right for {Share(said.OneShapeRight)} of them; {Percent(said.BetweenTwo)} are said to lie
            between two, one of which is right for {Share(said.BetweenTwoRight)} of them.
            """;

    private static string SecondLook(EvaluationResult result) => result.LookedTwice == 0
        ? ""
        : $"\n{Percent(result.LookedTwice)} of the faces are looked at a second time, because the first look does not clearly prefer one shape, or had few pixels.";

    private static string[] Fused(FusedAccuracy fused) => [fused.Photos is { } count ? $"{count}" : "all", Share(fused.Top1), Share(fused.Top2)];

    private static string OneLabel(EvaluationResult result) => result.FusedOneLabel is not { } fused
        ? ""
        : $"""


            Photos of a person need not carry one label: lists disagree, and people whom the descriptor cannot tell apart are taken for
            one. Of the {result.FusedOneLabelPeople} whose photos all carry the same, {Share(fused.Top1)} get it as the first answer and {Share(fused.Top2)}
            among the first two.
            """;

    private static string BySource(EvaluationResult result)
    {
        if (result.Sources.Count < 2) return "";
        ClassifierScores[] all = [result, .. result.Sources.Values];
        return "\n\nThe same answers list by list: within one list a person has one label, unless two people were taken for one.\n\n"
            + Table(["", "all sources", .. result.Sources.Keys.Select(source => $"of these, photos of {source}")], Pooled(all));
    }

    private static string Groups(EvaluationResult result) => result.FusedAgreement is not [var first, ..]
        ? ""
        : $"""


            How much photos add shows without any label, too. {first.People} people have at least {2 * result.FusedAgreement.Max(group => group.Photos)} photos; two groups of photos of one of
            them, no photo in both, get the same first answer:

            {Table(["photos in each group", "the same first answer"], result.FusedAgreement.Select(group => (string[])[$"{group.Photos}", Share(group.Same)]))}
            """;

    private static IEnumerable<string[]> Pooled(IReadOnlyList<ClassifierScores> all) =>
    [
        Across(all, "two photos of a person, the same first answer; each person counts once", scores => Share(scores.SamePerson?.PerPerson)),
        Across(all, $"people with {FusedAccuracy.FewestPhotos} photos or more", scores => $"{scores.FusedPeople}"),
        Across(all, "all photos of each pooled: first answer right", scores => Share(scores.Fused.LastOrDefault()?.Top1)),
        Across(all, "all photos of each pooled: right among first two", scores => Share(scores.Fused.LastOrDefault()?.Top2)),
    ];

    private static string[] Across(IEnumerable<ClassifierScores> all, string name, Func<ClassifierScores, string> figure) => [name, .. all.Select(figure)];

    private static string EachAlone(RecipeReport recipe)
    {
        if (recipe.Alone.Count == 0) return "";
        ClassifierScores[] all = [recipe.Result, .. recipe.Alone.Values];
        return "\n\n### Each source alone\n\nLearnt and asked within one list, nobody on both sides.\n\n" + Table(["", "all sources", .. recipe.Alone.Keys.Select(source => $"{source} alone")],
        [
            Across(all, "right among the most confident three quarters", scores => Share(scores.PerPhoto.MostConfidentThreeQuarters)),
            Across(all, "right among the most confident half", scores => Share(scores.PerPhoto.MostConfidentHalf)),
            Across(all, "the same first answer in the mirror", scores => Share(scores.MirrorAgreement)),
            .. Pooled(all),
        ]);
    }

    private static string Stability(EvaluationResult result)
    {
        var pairs = result.SamePerson is not { } same
            ? "Nobody has two photos."
            : $"""
                Two photos of one person get the same first answer in {Share(same.PerPair)} of {same.Pairs} pairs; when each of the {same.People} people
                counts once, in {Share(same.PerPerson)}. Where neither photo is answered by "can't tell" ({same.AnsweredPairs} pairs), each person once, in {Share(same.Answered)};
                where each is answered by one shape outright ({same.OneShapePairs} pairs), in {Share(same.OneShape)}.
                The first answer about each is one of the first two about the other in {Share(same.AmongFirstTwo)}, each person once.
                A picture that two folders have, cut or stored anew, is one photo.
                """;
        return $"{pairs}\nThe same photo in the mirror keeps its first answer in {Share(result.MirrorAgreement)}.";
    }
}
