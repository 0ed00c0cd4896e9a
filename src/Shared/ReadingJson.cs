using System.Globalization;
using System.Text;
using FaceShape.Advice;
using FaceShape.Classification;
using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Shared;

/// <summary>Which long lists a reading carries.</summary>
[Flags]
internal enum ReadingDetail
{
    None = 0,
    Landmarks = 1,
    Descriptor = 2,
    Outline = 4,
    Mesh = 8,
    Advice = 16,
    All = Landmarks | Descriptor | Outline | Mesh | Advice,
}

/// <summary>
/// The JSON text of a reading: one object, one line, the same from the command line and from the browser.
/// Written by hand because a JSON library would cost the browser 75 to 280 KB.
/// Numbers are rounded, never NaN or infinite: what cannot be computed is <c>null</c>.
/// </summary>
internal static class ReadingJson
{
    private const double DegreesInRadian = 180 / Math.PI;
    private const double MostExact = 1L << 53;
    private static readonly long[] PowersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    /// <summary>A photo that was read.</summary>
    /// <param name="photo">Name of the photo as the caller gave it; left out when null.</param>
    /// <param name="reading">At least one face was read.</param>
    /// <param name="detail">Which long lists to carry.</param>
    /// <param name="milliseconds">What each stage took; left out when null.</param>
    /// <exception cref="ArgumentException">No face was read: that is for <see cref="WriteError"/>.</exception>
    public static string WriteOk(string? photo, PhotoReading reading, ReadingDetail detail, IReadOnlyList<StageTime>? milliseconds = null) =>
        Write(photo, reading, (json, face) => WriteFace(json, face, reading.Pipeline, detail), milliseconds);

    /// <summary>A photo whose faces were measured: without what the face is called.</summary>
    /// <inheritdoc cref="WriteOk"/>
    public static string WriteMeasured(string? photo, PhotoReading reading, ReadingDetail detail, IReadOnlyList<StageTime>? milliseconds = null) =>
        Write(photo, reading, (json, face) => WriteMeasuredFace(json, face, detail), milliseconds);

    /// <summary>What several photos of one person say together.</summary>
    /// <param name="fused">Null when none of the photos was read.</param>
    /// <param name="pipeline">How they were read.</param>
    /// <param name="profile">What advice is wanted for; none when null.</param>
    public static string WriteFused(FusedAnswer? fused, Pipeline pipeline, FaceProfile? profile = null)
    {
        if (fused is null) return "{\"fused\":null}";
        var json = new StringBuilder("{\"fused\":{");
        WriteNumber(json.Append("\"photos\":"), fused.Photos, 0);
        WriteNumber(json.Append(",\"different\":"), fused.Different, 0);
        WriteNumber(json.Append(",\"worth\":"), fused.Worth, 3);
        WriteAnswers(json, fused.Answer, pipeline);
        if (profile is not null) AdviceJson.Write(json, profile);
        return json.Append("}}").ToString();
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

    private static string Write(
        string? photo, PhotoReading reading, Action<StringBuilder, FaceReading> write, IReadOnlyList<StageTime>? milliseconds)
    {
        if (reading.Faces.Count == 0) throw new ArgumentException("No face was read", nameof(reading));
        var json = Begin(photo, "ok", reading.Width, reading.Height).Append(',');
        WriteString(json.Append("\"pipeline\":"), Names.Of(reading.Pipeline));
        write(json.Append(','), reading.Faces[0]);
        if (milliseconds is not null) WriteMilliseconds(json, milliseconds);
        for (var i = 1; i < reading.Faces.Count; i++)
        {
            write(json.Append(i == 1 ? ",\"others\":[{" : ",{"), reading.Faces[i]);
            json.Append('}');
        }

        return json.Append(reading.Faces.Count > 1 ? "]}" : "}").ToString();
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
        if (width is { } w) WriteNumber(json.Append(",\"width\":"), w, 0);
        if (height is { } h) WriteNumber(json.Append(",\"height\":"), h, 0);
        return json;
    }

    private static void WriteFace(StringBuilder json, FaceReading face, Pipeline pipeline, ReadingDetail detail)
    {
        WriteBox(json, face.Face);
        if (detail.HasFlag(ReadingDetail.Landmarks)) WritePoints(json.Append(",\"landmarks\":"), face.Landmarks.Points);
        if (detail.HasFlag(ReadingDetail.Descriptor) && face.Descriptor is { } descriptor) WriteDescriptor(json, descriptor);
        WriteLines(json, face.Measured, detail);
        WriteAnswers(json, face.Answer, pipeline);
        if (face.Measured is { } measured) WriteMeasured(json, measured);
        if (face.Proportions is { } proportions) WriteProportions(json, proportions);
        if (face.Typicality is { } typicality) WriteTypicality(json, typicality);
        WriteWarnings(json, face.Warnings);
        if (detail.HasFlag(ReadingDetail.Advice)) AdviceJson.Write(json, FaceProfile.From(face.Answer, face.Measured?.Measurements));
    }

    private static void WriteMeasuredFace(StringBuilder json, FaceReading face, ReadingDetail detail)
    {
        WriteBox(json, face.Face);
        WriteLines(json, face.Measured, detail);
        if (face.Measured is { } measured) WriteMeasured(json, measured);
        WriteWarnings(json, face.Warnings);
    }

    private static void WriteBox(StringBuilder json, Detection.DetectedFace face)
    {
        json.Append("\"face\":{\"box\":[");
        WriteCoordinates(json, face.Box.X, face.Box.Y);
        WriteCoordinates(json.Append(','), face.Box.Width, face.Box.Height);
        WriteProbability(json.Append("],\"score\":"), face.Score);
        json.Append('}');
    }

    private static void WriteLines(StringBuilder json, MeasuredFace? face, ReadingDetail detail)
    {
        if (face is null) return;
        if (detail.HasFlag(ReadingDetail.Outline)) WritePoints(json.Append(",\"outline\":"), face.Outline.Points);
        if (detail.HasFlag(ReadingDetail.Mesh)) WriteMesh(json.Append(",\"mesh\":"), face.Mesh);
    }

    internal static void WritePoints(StringBuilder json, ReadOnlySpan<Point> points)
    {
        for (var i = 0; i < points.Length; i++)
        {
            WriteCoordinates(json.Append(i == 0 ? "[[" : ",["), points[i].X, points[i].Y);
            json.Append(']');
        }

        json.Append(']');
    }

    /// <summary>x, y and depth of each point; tenths of a pixel are finer than the mesh.</summary>
    private static void WriteMesh(StringBuilder json, FaceMeshPoints mesh)
    {
        for (var i = 0; i < FaceMeshPoints.Count; i++)
        {
            WriteNumber(json.Append(i == 0 ? "[[" : ",["), mesh.Points[i].X, 1);
            WriteNumber(json.Append(','), mesh.Points[i].Y, 1);
            WriteNumber(json.Append(','), mesh.Depths[i], 1);
            json.Append(']');
        }

        json.Append(']');
    }

    private static void WriteAnswers(StringBuilder json, Classified answer, Pipeline pipeline)
    {
        WriteAnswer(json.Append(",\"attributes\":{\"jaw\":"), Names.Of(answer.Jaw.Label), answer.Jaw.Probability);
        WriteAnswer(json.Append("},\"length\":"), Names.Of(answer.Length.Label), answer.Length.Probability);
        json.Append("}}");
        WriteShape(json, answer.Shape, pipeline);
    }

    private static void WriteDescriptor(StringBuilder json, IReadOnlyList<float> descriptor)
    {
        json.Append(",\"descriptor\":[");
        for (var i = 0; i < descriptor.Count; i++)
        {
            if (i > 0) json.Append(',');
            WriteNumber(json, descriptor[i], 7);
        }

        json.Append(']');
    }

    /// <summary>An answer's label and probability, without the closing brace: a shape goes on.</summary>
    private static void WriteAnswer(StringBuilder json, string label, double probability)
    {
        WriteString(json.Append("{\"label\":"), label);
        WriteProbability(json.Append(",\"probability\":"), probability);
    }

    private static void WriteShape(StringBuilder json, ShapeAnswer shape, Pipeline pipeline)
    {
        WriteAnswer(json.Append(",\"shape\":"), Names.Of(shape.Label), shape.Probability);
        WriteString(json.Append(",\"second\":"), Names.Of(shape.Second));
        if (shape.IsClose) WriteShapes(json.Append(",\"between\":"), [shape.Label, shape.Second]);
        json.Append(",\"abstained\":").Append(shape.Abstained ? "true" : "false").Append(",\"probabilities\":");
        for (var i = 0; i < Names.Shapes.Count; i++)
        {
            WriteString(json.Append(i == 0 ? '{' : ','), Names.Shapes[i]);
            WriteProbability(json.Append(':'), shape.Probabilities[i]);
        }

        json.Append('}');

        // The original's classifiers have no such threshold.
        if (pipeline == Pipeline.Light) WriteShapes(json.Append(",\"set\":"), shape.Likely);
        json.Append('}');
    }

    private static void WriteShapes(StringBuilder json, IReadOnlyList<Shape> shapes)
    {
        for (var i = 0; i < shapes.Count; i++) WriteString(json.Append(i == 0 ? '[' : ','), Names.Of(shapes[i]));
        json.Append(']');
    }

    internal static void WritePose(StringBuilder json, HeadPose pose)
    {
        WriteCoordinate(json.Append(",\"pose\":{\"yaw\":"), pose.Yaw * DegreesInRadian);
        WriteCoordinate(json.Append(",\"pitch\":"), pose.Pitch * DegreesInRadian);
        WriteCoordinate(json.Append(",\"roll\":"), pose.Roll * DegreesInRadian);
        json.Append('}');
    }

    private static void WriteMeasured(StringBuilder json, MeasuredFace face)
    {
        WritePose(json, face.Pose);
        var measured = face.Measurements;
        WriteMeasurement(json.Append(",\"measurements\":{"), "faceLength", measured.FaceLength);
        WriteMeasurement(json.Append(','), "foreheadWidth", measured.ForeheadWidth);
        WriteMeasurement(json.Append(','), "cheekboneWidth", measured.CheekboneWidth);
        WriteMeasurement(json.Append(','), "jawWidth", measured.JawWidth);
        WriteMeasurement(json.Append(','), "chinWidth", measured.ChinWidth);
        var angle = measured.JawAngle;
        WriteMeasurement(json.Append(','), "jawAngle", new(angle.Value * DegreesInRadian, angle.Error * DegreesInRadian));
        WriteMeasurement(json.Append(','), "lengthToWidth", measured.LengthToWidth);
        WriteMeasurement(json.Append(','), "foreheadToCheek", measured.ForeheadToCheek);
        WriteMeasurement(json.Append(','), "jawToCheek", measured.JawToCheek);
        WriteMeasurement(json.Append(','), "chinToJaw", measured.ChinToJaw);
        json.Append('}');
    }

    private static void WriteMeasurement(StringBuilder json, string name, Measurement measurement)
    {
        WriteString(json, name);
        WriteNumber(json.Append(":{\"value\":"), measurement.Value, 4);
        WriteNumber(json.Append(",\"error\":"), measurement.Error, 4);
        json.Append('}');
    }

    private static void WriteProportions(StringBuilder json, FaceMeasurements face)
    {
        WriteCoordinate(json.Append(",\"proportions\":{\"lengthToWidth\":"), face.LengthToWidth);
        WriteCoordinate(json.Append(",\"jawToCheek\":"), face.JawToCheek);
        WriteCoordinate(json.Append(",\"chinToJaw\":"), face.ChinToJaw);
        WriteCoordinate(json.Append(",\"jawAngle\":"), face.JawAngle * DegreesInRadian);
        WriteCoordinate(json.Append(",\"roll\":"), face.Roll * DegreesInRadian);
        WriteCoordinate(json.Append(",\"yaw\":"), face.Yaw);
        json.Append('}');
    }

    private static void WriteTypicality(StringBuilder json, Quality.Typicality typicality)
    {
        WriteCoordinate(json.Append(",\"typicality\":{\"distance\":"), typicality.Distance);
        WriteString(json.Append(",\"rarity\":"), Names.Of(typicality.Rarity));
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
            WriteNumber(json.Append(':'), times[i].Milliseconds, 2);
        }

        json.Append('}');
    }

    private static void WriteCoordinates(StringBuilder json, double first, double second)
    {
        WriteCoordinate(json, first);
        WriteCoordinate(json.Append(','), second);
    }

    internal static void WriteCoordinate(StringBuilder json, double value) => WriteNumber(json, value, 3);

    private static void WriteProbability(StringBuilder json, double value) => WriteNumber(json, value, 6);

    /// <summary>A number to the nearest of so many decimals, without zeros at the end. By whole numbers, as the browser's interpreter is slow with formats (docs/performance.md).</summary>
    internal static void WriteNumber(StringBuilder json, double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            json.Append("null");
            return;
        }

        var power = PowersOfTen[decimals];
        var scaled = Math.Round(Math.Abs(value) * power, MidpointRounding.AwayFromZero);
        if (scaled > MostExact)
        {
            json.Append(value.ToString("0", CultureInfo.InvariantCulture));
            return;
        }

        var (whole, rest) = Math.DivRem((long)scaled, power);
        if (value < 0 && scaled > 0) json.Append('-');
        json.Append(whole);
        if (rest == 0) return;
        json.Append('.');
        while (rest > 0)
        {
            power /= 10;
            json.Append((char)('0' + rest / power));
            rest %= power;
        }
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
