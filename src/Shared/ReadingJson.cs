using System.Globalization;
using System.Text;
using FaceShape.Geometry;
using FaceShape.Imaging;

namespace FaceShape.Shared;

/// <summary>Which long lists a reading carries.</summary>
[Flags]
internal enum ReadingDetail
{
    None = 0,
    Landmarks = 1,
    Descriptor = 2,
    Advice = 4,
    All = Landmarks | Descriptor | Advice,
}

/// <summary>
/// The JSON text of a reading: one object, one line, the same from the command line and from the browser.
/// Written by hand because a JSON library would cost the browser 75 to 280 KB.
/// Numbers are rounded, never NaN or infinite: what cannot be computed is <c>null</c>.
/// </summary>
internal static class ReadingJson
{
    private const double DegreesInRadian = 180 / Math.PI;

    /// <summary>A photo that was read.</summary>
    /// <param name="photo">Name of the photo as the caller gave it; left out when null.</param>
    /// <param name="reading">At least one face was read.</param>
    /// <param name="detail">Which long lists to carry.</param>
    /// <param name="milliseconds">What each stage took; left out when null.</param>
    /// <exception cref="ArgumentException">No face was read: that is for <see cref="WriteError"/>.</exception>
    public static string WriteOk(string? photo, PhotoReading reading, ReadingDetail detail, IReadOnlyList<StageTime>? milliseconds = null)
    {
        if (reading.Faces.Count == 0) throw new ArgumentException("No face was read", nameof(reading));
        var json = Begin(photo, "ok", reading.Width, reading.Height).Append(',');
        WriteFace(json, reading.Faces[0], detail);
        if (milliseconds is not null) WriteMilliseconds(json, milliseconds);
        if (reading.Faces.Count > 1) WriteOthers(json, reading.Faces, detail);
        return json.Append('}').ToString();
    }

    /// <summary>A photo that was not read.</summary>
    /// <param name="photo">Name of the photo as the caller gave it; left out when null.</param>
    /// <param name="code">From the closed list of error codes.</param>
    /// <param name="message">One line for people: what is wrong and what to do.</param>
    /// <param name="width">Width of the upright photo, where it could be decoded.</param>
    /// <param name="height">Height of the upright photo, where it could be decoded.</param>
    public static string WriteError(string? photo, string code, string message, int? width = null, int? height = null)
    {
        var json = Begin(photo, "error", width, height).Append(",\"error\":{\"code\":");
        WriteString(json, code);
        WriteString(json.Append(",\"message\":"), message);
        return json.Append("}}").ToString();
    }

    private static StringBuilder Begin(string? photo, string status, int? width, int? height)
    {
        var json = new StringBuilder("{");
        if (photo is not null)
        {
            WriteString(json.Append("\"photo\":"), photo);
            json.Append(',');
        }

        WriteString(json.Append("\"status\":"), status);
        if (width is { } w) WriteNumber(json.Append(",\"width\":"), w, "0");
        if (height is { } h) WriteNumber(json.Append(",\"height\":"), h, "0");
        return json;
    }

    private static void WriteFace(StringBuilder json, FaceReading face, ReadingDetail detail)
    {
        var box = face.Face.Box;
        json.Append("\"face\":{\"box\":[");
        WriteCoordinates(json, box.X, box.Y);
        WriteCoordinates(json.Append(','), box.Width, box.Height);
        WriteProbability(json.Append("],\"score\":"), face.Face.Score);
        json.Append('}');
        if (detail.HasFlag(ReadingDetail.Landmarks)) WriteLandmarks(json, face.Landmarks.Points);
        if (detail.HasFlag(ReadingDetail.Descriptor)) WriteDescriptor(json, face.Descriptor);
        WriteAnswer(json.Append(",\"attributes\":{\"jaw\":"), Names.Of(face.Jaw.Label), face.Jaw.Probability);
        WriteAnswer(json.Append("},\"length\":"), Names.Of(face.Length.Label), face.Length.Probability);
        json.Append("}}");
        WriteShape(json, face.Shape);
        WriteMeasurements(json, face.Measurements);
        WriteWarnings(json, face.Warnings);
        if (detail.HasFlag(ReadingDetail.Advice)) AdviceJson.Write(json, face);
    }

    private static void WriteLandmarks(StringBuilder json, ReadOnlySpan<Point> points)
    {
        json.Append(",\"landmarks\":");
        var separator = '[';
        foreach (var point in points)
        {
            WriteCoordinates(json.Append(separator).Append('['), point.X, point.Y);
            json.Append(']');
            separator = ',';
        }

        json.Append(']');
    }

    private static void WriteDescriptor(StringBuilder json, IReadOnlyList<float> descriptor)
    {
        json.Append(",\"descriptor\":[");
        for (var i = 0; i < descriptor.Count; i++)
        {
            if (i > 0) json.Append(',');
            WriteNumber(json, descriptor[i], "0.#######");
        }

        json.Append(']');
    }

    /// <summary>An answer's label and probability, without the closing brace: a shape goes on.</summary>
    private static void WriteAnswer(StringBuilder json, string label, double probability)
    {
        WriteString(json.Append("{\"label\":"), label);
        WriteProbability(json.Append(",\"probability\":"), probability);
    }

    private static void WriteShape(StringBuilder json, Classification.ShapeAnswer shape)
    {
        WriteAnswer(json.Append(",\"shape\":"), Names.Of(shape.Label), shape.Probability);
        WriteString(json.Append(",\"second\":"), Names.Of(shape.Second));
        json.Append(",\"abstained\":").Append(shape.Abstained ? "true" : "false").Append(",\"probabilities\":");
        for (var i = 0; i < Names.Shapes.Length; i++)
        {
            WriteString(json.Append(i == 0 ? '{' : ','), Names.Shapes[i]);
            WriteProbability(json.Append(':'), shape.Probabilities[i]);
        }

        json.Append("}}");
    }

    private static void WriteMeasurements(StringBuilder json, FaceMeasurements face)
    {
        WriteCoordinate(json.Append(",\"measurements\":{\"lengthToWidth\":"), face.LengthToWidth);
        WriteCoordinate(json.Append(",\"jawToCheek\":"), face.JawToCheek);
        WriteCoordinate(json.Append(",\"chinToJaw\":"), face.ChinToJaw);
        WriteCoordinate(json.Append(",\"jawAngle\":"), face.JawAngle * DegreesInRadian);
        WriteCoordinate(json.Append(",\"roll\":"), face.Roll * DegreesInRadian);
        WriteCoordinate(json.Append(",\"yaw\":"), face.Yaw);
        json.Append('}');
    }

    private static void WriteWarnings(StringBuilder json, IReadOnlyList<Quality.PhotoWarning> warnings)
    {
        json.Append(",\"warnings\":[");
        for (var i = 0; i < warnings.Count; i++)
        {
            if (i > 0) json.Append(',');
            WriteString(json, Names.Of(warnings[i]));
        }

        json.Append(']');
    }

    private static void WriteMilliseconds(StringBuilder json, IReadOnlyList<StageTime> times)
    {
        json.Append(",\"milliseconds\":{");
        for (var i = 0; i < times.Count; i++)
        {
            if (i > 0) json.Append(',');
            WriteString(json, times[i].Stage);
            WriteNumber(json.Append(':'), times[i].Milliseconds, "0.##");
        }

        json.Append('}');
    }

    private static void WriteOthers(StringBuilder json, IReadOnlyList<FaceReading> faces, ReadingDetail detail)
    {
        json.Append(",\"others\":");
        for (var i = 1; i < faces.Count; i++)
        {
            WriteFace(json.Append(i == 1 ? '[' : ',').Append('{'), faces[i], detail);
            json.Append('}');
        }

        json.Append(']');
    }

    private static void WriteCoordinates(StringBuilder json, double first, double second)
    {
        WriteCoordinate(json, first);
        WriteCoordinate(json.Append(','), second);
    }

    private static void WriteCoordinate(StringBuilder json, double value) => WriteNumber(json, value, "0.###");

    private static void WriteProbability(StringBuilder json, double value) => WriteNumber(json, value, "0.######");

    private static void WriteNumber(StringBuilder json, double value, string format)
    {
        if (!double.IsFinite(value))
        {
            json.Append("null");
            return;
        }

        var text = value.ToString(format, CultureInfo.InvariantCulture);
        json.Append(text == "-0" ? "0" : text);
    }

    private static void WriteString(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') json.Append('\\').Append(c);
            else if (IsPlain(c)) json.Append(c);
            else json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        json.Append('"');
    }

    // Surrogates are escaped too: the line stays valid UTF-8 even where a file name holds half of a pair.
    private static bool IsPlain(char c) => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029');
}
