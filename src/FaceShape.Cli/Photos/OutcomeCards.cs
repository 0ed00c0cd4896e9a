using System.Globalization;
using FaceShape.Cli.Terminals;
using FaceShape.Shared;
using Spectre.Console;

namespace FaceShape.Cli.Photos;

/// <summary>For people: a small card for each face, and a line on standard error for each photo that was not read.</summary>
internal sealed class OutcomeCards(Terminal terminal, bool detail) : IOutcomeWriter
{
    private const int BarWidth = 24;

    private readonly IAnsiConsole layout = terminal.Layout();

    public void Write(PhotoOutcome outcome)
    {
        if (outcome is PhotoFailed failed)
        {
            terminal.Complain(failed.Photo, failed.Message, failed.Code);
            return;
        }

        var read = (PhotoRead)outcome;
        var faces = read.Reading.Faces;
        for (var i = 0; i < faces.Count; i++)
        {
            if (i > 0) layout.WriteLine();
            WriteTitle(read, faces.Count > 1 ? $", face {i + 1} of {faces.Count}" : "");
            WriteFace(faces[i]);
        }

        if (detail) WriteRow("Time", string.Join(", ", read.Times.Select(time => Text($"{time.Stage} {time.Milliseconds:0} ms"))));
        layout.WriteLine();
    }

    private void WriteTitle(PhotoRead read, string which) =>
        layout.MarkupLineInterpolated($"[bold]{read.Photo}[/][dim] {read.Reading.Width} x {read.Reading.Height}{which}[/]");

    private void WriteFace(FaceReading face)
    {
        var shape = face.Shape;
        var second = Text($"{Names.Of(shape.Second)} {shape.Probabilities[(int)shape.Second]:P0}");
        var first = Text($"{Names.Of(shape.Label)} {shape.Probability:P0}");
        if (shape.Abstained) WriteRow("Shape", $"can't tell; nearest are {first} and {second}", "yellow");
        else WriteRow("Shape", $"{first}, then {second}", "green");
        if (detail) WriteProbabilities(shape.Probabilities);
        WriteRow("Jaw", Text($"{Names.Of(face.Jaw.Label)} {face.Jaw.Probability:P0}"));
        WriteRow("Length", Text($"{Names.Of(face.Length.Label)} {face.Length.Probability:P0}"));
        if (detail) WriteMeasurements(face);
        foreach (var warning in face.Warnings) WriteRow("Warning", WarningWords.Of(warning), "yellow");
    }

    private void WriteProbabilities(IReadOnlyList<double> probabilities)
    {
        for (var i = 0; i < probabilities.Count; i++)
        {
            var bar = new string('#', (int)Math.Round(probabilities[i] * BarWidth));
            WriteRow("", Text($"{Names.Shapes[i],-7}{probabilities[i],5:P0} {bar}").TrimEnd());
        }
    }

    private void WriteMeasurements(FaceReading face)
    {
        var measured = face.Measurements;
        var box = face.Face.Box;
        WriteRow("Face", Text($"{box.Width:0} x {box.Height:0} pixels at {box.X:0}, {box.Y:0}, score {face.Face.Score:0.000}"));
        var (length, jaw, chin) = (measured.LengthToWidth, measured.JawToCheek, measured.ChinToJaw);
        WriteRow("Ratios", Text($"length to width {length:0.00}, jaw to cheeks {jaw:0.00}, chin to jaw {chin:0.00}"));
    }

    private void WriteRow(string name, string text, string style = "default") =>
        layout.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  [dim]{name,-9}[/][{style}]{text}[/]");

    // The invariant culture writes "61 %".
    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
