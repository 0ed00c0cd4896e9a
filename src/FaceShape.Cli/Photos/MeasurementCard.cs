using System.Globalization;
using FaceShape.Cli.Terminals;
using FaceShape.Geometry;
using Spectre.Console;

namespace FaceShape.Cli.Photos;

/// <summary>For people: a small card for each measured face.</summary>
internal sealed class MeasurementCard(Terminal terminal)
{
    private readonly IAnsiConsole layout = terminal.Layout();

    public void Write(string photo, PhotoMeasurement measured)
    {
        for (var i = 0; i < measured.Faces.Count; i++)
        {
            var which = measured.Faces.Count > 1 ? $", face {i + 1} of {measured.Faces.Count}" : "";
            layout.MarkupLineInterpolated($"[bold]{photo}[/][dim] {measured.Width} x {measured.Height}{which}[/]");
            Write(measured.Faces[i]);
            layout.WriteLine();
        }
    }

    private void Write(MeasuredFace face)
    {
        var (m, pose) = (face.Measurements, face.Pose);
        Row("Length", $"{Pixels(m.FaceLength)} from hairline to chin, {Ratio(m.LengthToWidth)} of the width");
        Row("Forehead", $"{Pixels(m.ForeheadWidth)} wide, {Ratio(m.ForeheadToCheek)} of the cheekbones");
        Row("Cheeks", $"{Pixels(m.CheekboneWidth)} wide");
        Row("Jaw", $"{Pixels(m.JawWidth)} wide, {Ratio(m.JawToCheek)} of the cheekbones");
        Row("", $"angle {Degrees(m.JawAngle.Value)} ± {Degrees(m.JawAngle.Error)}");
        Row("Chin", $"{Pixels(m.ChinWidth)} wide, {Ratio(m.ChinToJaw)} of the jaw");
        Row("Head", $"turned {Degrees(pose.Yaw)}, lifted {Degrees(pose.Pitch)}, leaning {Degrees(pose.Roll)}");
    }

    private void Row(string name, string text) =>
        layout.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  [dim]{name,-9}[/]{text}");

    private static string Pixels(Measurement length) => Text($"{length.Value:0} ± {length.Error:0} pixels");

    private static string Ratio(Measurement ratio) => Text($"{ratio.Value:0.00} ± {ratio.Error:0.00}");

    private static string Degrees(double radians) => Text($"{double.RadiansToDegrees(radians):0}°");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
