using System.Text.Json;
using FaceShape.Inference;

namespace FaceShape.Training.Conversion;

/// <summary>The weights of one network in the format of TensorFlow.js: a manifest, and tensors stored one after the other.</summary>
internal sealed class WeightsManifest
{
    private const string Float = "float32";
    private const string Integer = "int32";

    private static readonly JsonSerializerOptions ManifestOptions = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly string model;
    private readonly Dictionary<string, WeightTensor> tensors;

    private WeightsManifest(string model, Dictionary<string, WeightTensor> tensors) => (this.model, this.tensors) = (model, tensors);

    /// <summary>All tensors, in the order of the file.</summary>
    public IReadOnlyCollection<WeightTensor> Tensors => tensors.Values;

    /// <summary>Reads <c>MODEL_model-weights_manifest.json</c> and the files that it names.</summary>
    /// <param name="folder">The folder that holds them.</param>
    /// <param name="model">Name of the model, for file names and messages.</param>
    /// <exception cref="ModelException">
    /// <see cref="ModelError.Missing"/>: a file is not there; <see cref="ModelError.Corrupt"/>: it is cut off, too long or of an
    /// unknown type.
    /// </exception>
    public static WeightsManifest Read(string folder, string model)
    {
        var file = $"{model}_model-weights_manifest.json";
        return Read(folder, model, file, ReadFile(folder, file, model));
    }

    /// <summary>Reads the files that a manifest names; see <see cref="Read(string, string)"/>.</summary>
    /// <param name="folder">The folder that holds them.</param>
    /// <param name="model">Name of the model, for messages.</param>
    /// <param name="file">The manifest's file, for messages.</param>
    /// <param name="manifest">The manifest itself, JSON.</param>
    public static WeightsManifest Read(string folder, string model, string file, ReadOnlySpan<byte> manifest)
    {
        var tensors = new Dictionary<string, WeightTensor>(StringComparer.Ordinal);
        foreach (var group in Parse(manifest, model, file))
        {
            ReadOnlyMemory<byte> data = Concatenate(group.Paths.Select(path => ReadFile(folder, path, model)));
            var at = 0;
            foreach (var entry in group.Weights)
            {
                var tensor = Cut(data, entry, ref at, model);
                if (!tensors.TryAdd(entry.Name, tensor)) throw Corrupt(model, $"its weights manifest names {entry.Name} twice");
            }

            if (at != data.Length) throw Corrupt(model, $"its weights file has {data.Length} bytes, the manifest describes {at}");
        }

        return new(model, tensors);
    }

    /// <summary>Finds a tensor of floats and checks its shape.</summary>
    /// <exception cref="ModelException"><see cref="ModelError.Corrupt"/>: it is not there, or of another type or shape.</exception>
    public WeightTensor Find(string name, params int[] shape)
    {
        if (!tensors.TryGetValue(name, out var tensor)) throw Corrupt(model, $"its weights lack {name}");
        if (tensor.Type != Float) throw Corrupt(model, $"{name} is {tensor.Type}, not {Float}");
        return tensor.Shape.AsSpan().SequenceEqual(shape)
            ? tensor
            : throw Corrupt(model, $"{name} has shape [{string.Join(", ", tensor.Shape)}], not [{string.Join(", ", shape)}]");
    }

    /// <summary>Finds a tensor by its name alone; null when it is not there.</summary>
    public WeightTensor? FindOrNull(string name) => tensors.GetValueOrDefault(name);

    private static List<Group> Parse(ReadOnlySpan<byte> manifest, string model, string file)
    {
        try
        {
            var groups = JsonSerializer.Deserialize<List<Group>>(manifest, ManifestOptions);
            return groups is not null && groups.All(group => group is not null && group.Weights.All(entry => entry is not null))
                ? groups
                : throw Corrupt(model, $"{file} is not a weights manifest: something in it is null");
        }
        catch (JsonException error)
        {
            throw Corrupt(model, $"{file} is not a weights manifest: {error.Message}", error);
        }
    }

    internal static byte[] ReadFile(string folder, string file, string model)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                ModelError.Missing, model, $"cannot be built: {file} cannot be read in {folder}; run npm ci and try again", error);
        }
    }

    private static WeightTensor Cut(ReadOnlyMemory<byte> data, Entry entry, ref int at, string model)
    {
        var elementSize = (entry.Dtype, entry.Quantization) switch
        {
            (Float or Integer, { Dtype: "uint8", Scale: not null, Min: not null }) => 1,
            (Float, { Dtype: "float16" }) => 2,
            (Float or Integer, null) => sizeof(float),
            var (type, stored) => throw Corrupt(model, $"{entry.Name} is {type} stored as {stored?.Dtype ?? type}, which is not known"),
        };
        var length = Length(entry, elementSize, model);
        if (length > data.Length - at)
        {
            throw Corrupt(model, $"its weights file is cut off: {entry.Name} needs bytes {at} to {at + length} of {data.Length}");
        }

        var quantization = entry.Quantization is { Scale: { } scale, Min: { } minimum } ? new WeightQuantization(scale, minimum) : null;
        at += (int)length;
        return new(entry.Name, entry.Dtype, entry.Shape, quantization, data.Slice(at - (int)length, (int)length), elementSize == 2);
    }

    /// <summary>Bytes of a tensor; at most the largest int, so that no shape overflows.</summary>
    private static long Length(Entry entry, int elementSize, string model)
    {
        var length = (long)elementSize;
        foreach (var axis in entry.Shape)
        {
            if (axis < 1) throw Corrupt(model, $"{entry.Name} has an axis of length {axis}");
            length = Math.Min(length * axis, int.MaxValue);
        }

        return length;
    }

    private static byte[] Concatenate(IEnumerable<byte[]> parts)
    {
        using var whole = new MemoryStream();
        foreach (var part in parts) whole.Write(part);
        return whole.ToArray();
    }

    internal static ModelException Corrupt(string model, string detail, Exception? inner = null) =>
        new(ModelError.Corrupt, model, $"cannot be built: {detail}; delete node_modules, run npm ci and try again", inner);

    private sealed record Group(IReadOnlyList<string> Paths, IReadOnlyList<Entry> Weights);

    private sealed record Entry(string Name, int[] Shape, string Dtype, Stored? Quantization = null);

    private sealed record Stored(string Dtype, double? Scale = null, double? Min = null);
}
