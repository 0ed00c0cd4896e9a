using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace FaceShape.Training.Evaluation;

/// <summary>Writes results as the JSON that other programs rely on.</summary>
public static partial class EvaluationJson
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web);
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true, IndentSize = 2, NewLine = "\n" };
    private static readonly JsonSerializerOptions Rounded = new(Indented) { Converters = { new RoundedNumbers() } };

    /// <summary>One JSON object on one line, numbers at full precision.</summary>
    public static string ToJson(this EvaluationResult result) => JsonSerializer.Serialize(result, Compact);

    internal static string ToIndentedJson<T>(T value) => JsonSerializer.Serialize(value, Indented) + "\n";

    /// <summary>Indented, numbers with five decimals, rows of numbers on one line: for files that people compare.</summary>
    internal static string ToRoundedJson<T>(T value) =>
        RowOfNumbers().Replace(JsonSerializer.Serialize(value, Rounded), row => Spaces().Replace(row.Value, " ").Replace("[ ", "[").Replace(" ]", "]")) + "\n";

    [GeneratedRegex(@"\[[\s\d.,eE+-]+\]")]
    private static partial Regex RowOfNumbers();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private sealed class RoundedNumbers : JsonConverter<double>
    {
        private const int Decimals = 5;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round(value, Decimals));
    }
}
