using System.Globalization;
using FaceShape.Cli.Terminals;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Protocol;
using Spectre.Console;

namespace FaceShape.Cli.Commands;

/// <summary>Figures of an evaluation as tables for people.</summary>
internal static class EvaluationReport
{
    public static void Write(Terminal terminal, EvaluationResult result)
    {
        var layout = terminal.Layout();
        layout.WriteLine(Text($"{result.Photos} photos, {result.Read} read, {result.People} people; {Described(result)}"));
        foreach (var (code, count) in result.NotRead) layout.WriteLine(Text($"  not read: {count} {code}"));
        layout.WriteLine();
        layout.Write(Scores(result));
        layout.Write(Coverage(result));
        layout.Write(Honesty(result));
        layout.Write(Confusion(result));
    }

    private static string Described(EvaluationResult result) => result.Folds is { } folds
        ? Text($"classifiers trained anew, {folds} folds, nobody on both sides")
        : "classifiers as they are";

    private static Table Scores(EvaluationResult result)
    {
        var table = Plain("", "top-1 (95 % interval)", "top-2 (95 % interval)", "calibration error", "can't tell");
        Add(table, "Shape, per photo", result.PerPhoto, result);
        Add(table, "Shape, per person", result.PerPerson);
        if (result.Sources.Count > 1)
        {
            foreach (var (source, scores) in result.Sources) Add(table, $"  photos of {source}", scores.PerPhoto, scores);
        }

        Add(table, "Jaw, per photo", result.Jaw.PerPhoto, result.Jaw);
        Add(table, "Length, per photo", result.Length.PerPhoto, result.Length);
        if (result.Strict is { } strict) Add(table, "Shape, lookalikes as one person", strict.PerPhoto, strict);
        if (result.Leaky is { } leaky) Add(table, "Shape, random split (leaky: do not quote)", leaky.PerPhoto, leaky);
        return table;
    }

    private static void Add(Table table, string name, Accuracy accuracy, ClassifierScores? scores = null) => table.AddRow(
        new Text(name),
        new Text(Share(accuracy.Top1, accuracy.Top1Interval)),
        new Text(Share(accuracy.Top2, accuracy.Top2Interval)),
        new Text(scores is null ? "" : Text($"{scores.Ece:0.000}")),
        new Text(scores is null ? "" : Text($"{scores.Abstained:P0}")));

    private static Table Coverage(EvaluationResult result)
    {
        // A row each: columns would be cut into other numbers on a narrow terminal.
        var table = Plain("Most confident", "top-1");
        foreach (var point in result.Coverage) table.AddRow(Text($"{point[0]:P0}"), Text($"{point[1]:P0}"));
        return table;
    }

    private static Table Honesty(EvaluationResult result)
    {
        var table = Plain("", "share (95 % interval)");
        Add("Right where the answer is not \"can't tell\"", result.Answered);
        if (result.Said is { } said)
        {
            Add(Text($"Right where one shape is named, {said.OneShape:P0} of photos"), said.OneShapeRight);
            Add(Text($"One of two is right where they are close, {said.BetweenTwo:P0} of photos"), said.BetweenTwoRight);
        }

        Add("Right among the most confident three quarters", result.PerPhoto.MostConfidentThreeQuarters);
        Add("Right among the most confident half", result.PerPhoto.MostConfidentHalf);
        if (result.Sets is { } sets) Add(Text($"Sets of {sets.MeanSize.Value:0.0} shapes on average that hold the true one"), sets.Holds);
        Add("Photos whose answer stays the same in the mirror", result.MirrorAgreement);
        Add("Pairs of photos of one person with the same answer", result.SamePerson?.PerPair);
        Add("The same, each person counted once", result.SamePerson?.PerPerson);
        Add("The same, where one shape is named for each photo", result.SamePerson?.OneShape);
        foreach (var fused in result.Fused)
            Add(Text($"{result.FusedPeople} people by {(fused.Photos is { } count ? $"{count}" : "all")} of their photos, top-1"), fused.Top1);
        if (result.FusedOneLabel is { } unanimous)
            Add(Text($"{result.FusedOneLabelPeople} of them whose photos all have one label, by all of their photos, top-1"), unanimous.Top1);
        foreach (var group in result.FusedAgreement)
            Add(Text($"{group.People} people by {group.Photos} and {group.Photos} other{(group.Photos == 1 ? "" : "s")} of their photos, the same answer"), group.Same);
        return table;

        void Add(string name, Figure? figure)
        {
            if (figure is not null) table.AddRow(new Text(name), new Text(Share(figure.Value, figure.Interval)));
        }
    }

    private static Table Confusion(EvaluationResult result)
    {
        var table = Plain(["True label, then answer:", .. result.Labels]);
        foreach (var (label, counts) in result.Labels.Zip(result.Confusion))
        {
            table.AddRow([label, .. counts.Select(count => Text($"{count}"))]);
        }

        return table;
    }

    private static Table Plain(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(new Text(columns[i]));
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        return table;
    }

    private static string Share(double share, double[] interval) =>
        Text($"{share * 100:0.0} ({interval[0] * 100:0.0} to {interval[1] * 100:0.0})");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
