using FaceShape.Classification;
using FaceShape.Cli.Terminals;
using FaceShape.Geometry;
using FaceShape.Quality;
using FaceShape.Shared;

namespace FaceShape.Cli.Photos;

/// <summary>Cards of classified faces.</summary>
/// <param name="terminal">Where.</param>
/// <param name="detail">Whether all probabilities, measurements and times are shown.</param>
internal sealed class OutcomeCards(Terminal terminal, bool detail) : Cards(terminal), IFusedWriter
{
    private const int BarWidth = 24;

    public void WriteFused(FusedAnswer? fused)
    {
        if (fused is null) return;
        var copies = fused.Different < fused.Photos ? Text($", {fused.Different} of them different") : "";
        WriteTitle("Together", Text($" {fused.Photos} {(fused.Photos == 1 ? "photo" : "photos")}{copies}"));
        WriteAnswer(fused.Answer, []);
        WriteLine();
    }

    protected override void WriteFace(FaceReading face)
    {
        WriteAnswer(face.Answer, face.Warnings);
        if (detail) WriteDetail(face);
        foreach (var warning in face.Warnings) WriteRow("Warning", WarningWords.Of(warning), "yellow");
    }

    protected override void WriteEnd(PhotoRead photo)
    {
        if (detail) WriteRow("Time", string.Join(", ", photo.Times.Select(time => Text($"{time.Stage} {time.Milliseconds:0} ms"))));
    }

    private void WriteAnswer(Classified answer, IReadOnlyList<PhotoWarning> warnings)
    {
        var shape = answer.Shape;
        WriteRow("Shape", ShapeWords.Of(shape, warnings), shape.Abstained ? "yellow" : "green");
        if (detail) WriteProbabilities(shape.Probabilities);
        WriteRow("Jaw", Text($"{Names.Of(answer.Jaw.Label)} {answer.Jaw.Probability:P0}"));
        WriteRow("Length", Text($"{Names.Of(answer.Length.Label)} {answer.Length.Probability:P0}"));
    }

    private void WriteProbabilities(IReadOnlyList<double> probabilities)
    {
        for (var i = 0; i < probabilities.Count; i++)
        {
            var bar = new string('#', (int)Math.Round(probabilities[i] * BarWidth));
            WriteRow("", Text($"{Names.Shapes[i],-7}{probabilities[i],5:P0} {bar}").TrimEnd());
        }
    }

    private void WriteDetail(FaceReading face)
    {
        var box = face.Face.Box;
        WriteRow("Face", Text($"{box.Width:0} x {box.Height:0} pixels at {box.X:0}, {box.Y:0}, score {face.Face.Score:0.000}"));
        if (face.Measured is { } measured)
        {
            // The answer has rows "Length" and "Jaw" too.
            WriteRow("Measured", "on the outline, each with its expected error");
            WriteMeasured(measured);
        }

        if (face.Proportions is { } rough) WriteProportions(rough);
    }

    private void WriteProportions(FaceMeasurements rough)
    {
        var (length, jaw, chin) = (rough.LengthToWidth, rough.JawToCheek, rough.ChinToJaw);
        WriteRow("Ratios", Text($"length to width {length:0.00}, jaw to cheeks {jaw:0.00}, chin to jaw {chin:0.00}"));
    }
}
