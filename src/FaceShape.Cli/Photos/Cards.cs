using System.Globalization;
using FaceShape.Cli.Terminals;
using FaceShape.Geometry;
using Spectre.Console;

namespace FaceShape.Cli.Photos;

/// <summary>For people: a small card for each face, and a line on standard error for each photo that was not read.</summary>
/// <param name="terminal">Where.</param>
internal abstract class Cards(Terminal terminal) : OutcomeWriter
{
    private readonly IAnsiConsole layout = terminal.Layout();

    protected override void Write(PhotoRead photo)
    {
        var (width, height, faces) = (photo.Reading.Width, photo.Reading.Height, photo.Reading.Faces);
        for (var i = 0; i < faces.Count; i++)
        {
            if (i > 0) WriteLine();
            WriteTitle(photo.Photo, $" {width} x {height}{(faces.Count > 1 ? $", face {i + 1} of {faces.Count}" : "")}");
            WriteFace(faces[i]);
        }

        WriteEnd(photo);
        WriteLine();
    }

    protected override void Write(PhotoFailed photo) => terminal.Complain(photo.Photo, photo.Message, photo.Code);

    protected abstract void WriteFace(FaceReading face);

    /// <summary>What is said once a photo, after its faces.</summary>
    protected virtual void WriteEnd(PhotoRead photo)
    {
    }

    protected void WriteTitle(string title, string more) => layout.MarkupLineInterpolated($"[bold]{title}[/][dim]{more}[/]");

    protected void WriteRow(string name, string text, string style = "default") =>
        layout.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  [dim]{name,-9}[/][{style}]{text}[/]");

    protected void WriteLine() => layout.WriteLine();

    /// <summary>The measurements and the turn of the head.</summary>
    protected void WriteMeasured(MeasuredFace face)
    {
        var (m, pose) = (face.Measurements, face.Pose);
        WriteRow("Length", $"{Pixels(m.FaceLength)} from hairline to chin, {Ratio(m.LengthToWidth)} of the width");
        WriteRow("Forehead", $"{Pixels(m.ForeheadWidth)} wide, {Ratio(m.ForeheadToCheek)} of the cheekbones");
        WriteRow("Cheeks", $"{Pixels(m.CheekboneWidth)} wide");
        WriteRow("Jaw", $"{Pixels(m.JawWidth)} wide, {Ratio(m.JawToCheek)} of the cheekbones");
        WriteRow("", $"angle {Degrees(m.JawAngle.Value)} ± {Degrees(m.JawAngle.Error)}");
        WriteRow("Chin", $"{Pixels(m.ChinWidth)} wide, {Ratio(m.ChinToJaw)} of the jaw");
        WriteRow("Head", $"turned {Degrees(pose.Yaw)}, lifted {Degrees(pose.Pitch)}, leaning {Degrees(pose.Roll)}");
    }

    /// <summary>The invariant culture writes "61 %".</summary>
    protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Pixels(Measurement length) => Text($"{length.Value:0} ± {length.Error:0} pixels");

    private static string Ratio(Measurement ratio) => Text($"{ratio.Value:0.00} ± {ratio.Error:0.00}");

    private static string Degrees(double radians) => Text($"{double.RadiansToDegrees(radians):0}°");
}

/// <summary>Cards of measured faces.</summary>
/// <param name="terminal">Where.</param>
internal sealed class MeasurementCards(Terminal terminal) : Cards(terminal)
{
    protected override void WriteFace(FaceReading face) => WriteMeasured(face.Measured!);
}
