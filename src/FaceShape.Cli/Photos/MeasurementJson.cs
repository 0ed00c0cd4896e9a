using System.Text.Encodings.Web;
using System.Text.Json;
using FaceShape.Geometry;
using FaceShape.Imaging;

namespace FaceShape.Cli.Photos;

/// <summary>
/// The JSON text of a measured photo: one object, one line. Lengths are pixels, angles degrees; what cannot be measured is null.
/// </summary>
internal static class MeasurementJson
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A photo that was measured.</summary>
    /// <param name="photo">Its name as the person gave it.</param>
    /// <param name="measured">At least one face was measured.</param>
    /// <param name="detail">Whether the outline's points are written.</param>
    /// <param name="milliseconds">What decoding and measuring took.</param>
    public static string Write(string photo, PhotoMeasurement measured, bool detail, IReadOnlyList<Shared.StageTime> milliseconds) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>(
            [
                new("photo", photo), new("status", "ok"), new("width", measured.Width), new("height", measured.Height),
                .. Face(measured.Faces[0], detail),
                new("milliseconds", milliseconds.ToDictionary(time => time.Stage, time => Math.Round(time.Milliseconds, 2))),
                .. measured.Faces.Count == 1 ? (KeyValuePair<string, object>[])[] :
                    [new("others", measured.Faces.Skip(1).Select(face => new Dictionary<string, object>(Face(face, detail))))],
            ]),
            Options);

    private static IEnumerable<KeyValuePair<string, object>> Face(MeasuredFace face, bool detail)
    {
        var box = face.Face.Box;
        yield return new("face", new
        {
            Box = (double?[])[Round(box.X, 1), Round(box.Y, 1), Round(box.Width, 1), Round(box.Height, 1)],
            Score = Round(face.Face.Score, 4),
        });
        yield return new("pose", new { Yaw = Angle(face.Pose.Yaw), Pitch = Angle(face.Pose.Pitch), Roll = Angle(face.Pose.Roll) });
        yield return new("measurements", Measurements(face.Measurements));
        if (detail) yield return new("outline", face.Outline.Points.ToArray().Select(Pair));
    }

    private static object Measurements(OutlineMeasurements face) => new
    {
        FaceLength = Length(face.FaceLength),
        ForeheadWidth = Length(face.ForeheadWidth),
        CheekboneWidth = Length(face.CheekboneWidth),
        JawWidth = Length(face.JawWidth),
        ChinWidth = Length(face.ChinWidth),
        JawAngle = new { Value = Angle(face.JawAngle.Value), Error = Angle(face.JawAngle.Error) },
        LengthToWidth = Ratio(face.LengthToWidth),
        ForeheadToCheek = Ratio(face.ForeheadToCheek),
        JawToCheek = Ratio(face.JawToCheek),
        ChinToJaw = Ratio(face.ChinToJaw),
    };

    private static object Length(Measurement length) => new { Value = Round(length.Value, 1), Error = Round(length.Error, 1) };

    private static object Ratio(Measurement ratio) => new { Value = Round(ratio.Value, 4), Error = Round(ratio.Error, 4) };

    private static double?[] Pair(Point point) => [Round(point.X, 1), Round(point.Y, 1)];

    private static double? Angle(double radians) => Round(double.RadiansToDegrees(radians), 2);

    private static double? Round(double number, int digits) => double.IsFinite(number) ? Math.Round(number, digits) : null;
}
