using System.Globalization;
using System.Text;
using System.Text.Json;
using FaceShape.Inference;

namespace FaceShape.Training.Conversion;

/// <summary>One operation of a TensorFlow.js graph.</summary>
/// <param name="Name">Its name, by which others take what it gives.</param>
/// <param name="Op">Operator of TensorFlow.</param>
/// <param name="Inputs">Names of the nodes it takes from, without control inputs.</param>
internal sealed record GraphNode(string Name, string Op, IReadOnlyList<string> Inputs)
{
    private readonly JsonElement? attributes;

    /// <summary>Reads a node of the file's <c>modelTopology.node</c>.</summary>
    public GraphNode(JsonElement json)
        : this(json.GetProperty("name").GetString()!, json.GetProperty("op").GetString()!, InputsOf(json)) =>
        attributes = json.TryGetProperty("attr", out var attr) ? attr : null;

    /// <summary>Whole numbers, such as <c>strides</c>; empty when there are none.</summary>
    public int[] Integers(string name) =>
        Find(name) is { } found && found.TryGetProperty("list", out var list) && list.TryGetProperty("i", out var numbers)
            ? [.. numbers.EnumerateArray().Select(Integer)]
            : [];

    /// <summary>A word, such as <c>padding</c>: base64 in the file; null when there is none.</summary>
    public string? Word(string name) => Find(name) is { } found && found.TryGetProperty("s", out var word) ? Decode(word) : null;

    /// <summary>Words, such as <c>fused_ops</c>.</summary>
    public string[] Words(string name) =>
        Find(name) is { } found && found.TryGetProperty("list", out var list) && list.TryGetProperty("s", out var words)
            ? [.. words.EnumerateArray().Select(Decode)]
            : [];

    /// <summary>A switch, such as <c>keep_dims</c>; false when there is none.</summary>
    public bool Flag(string name) => Find(name) is { } found && found.TryGetProperty("b", out var flag) && flag.GetBoolean();

    /// <summary>The shape of a placeholder; a free length is -1.</summary>
    public int[] Shape() =>
        Find("shape") is { } found && found.TryGetProperty("shape", out var shape) && shape.TryGetProperty("dim", out var axes)
            ? [.. axes.EnumerateArray().Select(axis => Integer(axis.GetProperty("size")))]
            : [];

    // "^name" is an order of execution, not a value; "name:0" is the first output.
    private static string[] InputsOf(JsonElement json) => json.TryGetProperty("input", out var inputs)
        ?
        [
            .. inputs.EnumerateArray().Select(input => input.GetString()!)
                .Where(input => !input.StartsWith('^'))
                .Select(input => input.Split(':')[0]),
        ]
        : [];

    // Protocol buffers write 64-bit integers as strings.
    private static int Integer(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? int.Parse(json.GetString()!, CultureInfo.InvariantCulture) : json.GetInt32();

    private static string Decode(JsonElement json) => Encoding.ASCII.GetString(json.GetBytesFromBase64());

    private JsonElement? Find(string name) => attributes is { } all && all.TryGetProperty(name, out var found) ? found : null;
}

/// <summary>A network in the format of TensorFlow.js graph models: operations as JSON, weights in files beside it.</summary>
/// <param name="Name">Name of the model, for messages.</param>
/// <param name="Nodes">All operations by name.</param>
/// <param name="Weights">The constants.</param>
internal sealed record GraphModel(string Name, IReadOnlyDictionary<string, GraphNode> Nodes, WeightsManifest Weights)
{
    /// <summary>Reads <c>MODEL.json</c> and the weight files that it names.</summary>
    /// <param name="folder">The folder that holds them.</param>
    /// <param name="name">Name of the model.</param>
    /// <exception cref="ModelException"><see cref="ModelError.Missing"/> or <see cref="ModelError.Corrupt"/>.</exception>
    public static GraphModel Read(string folder, string name)
    {
        var file = $"{name}.json";
        try
        {
            using var json = JsonDocument.Parse(WeightsManifest.ReadFile(folder, file, name));
            var manifest = Encoding.UTF8.GetBytes(json.RootElement.GetProperty("weightsManifest").GetRawText());
            var nodes = json.RootElement.GetProperty("modelTopology").GetProperty("node").Clone();
            return new(
                name,
                nodes.EnumerateArray().Select(node => new GraphNode(node)).ToDictionary(node => node.Name, StringComparer.Ordinal),
                WeightsManifest.Read(folder, name, file, manifest));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentException or FormatException)
        {
            throw WeightsManifest.Corrupt(name, $"{file} is not a graph model of TensorFlow.js: {error.Message}", error);
        }
    }
}
