using System.Text.Json;

namespace FaceShape.Training.Evaluation;

/// <summary>Writes results as the JSON that other programs rely on.</summary>
public static class EvaluationJson
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web);
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true, IndentSize = 2, NewLine = "\n" };

    /// <summary>One JSON object on one line, numbers at full precision.</summary>
    public static string ToJson(this EvaluationResult result) => JsonSerializer.Serialize(result, Compact);

    internal static string ToIndentedJson<T>(T value) => JsonSerializer.Serialize(value, Indented) + "\n";
}
