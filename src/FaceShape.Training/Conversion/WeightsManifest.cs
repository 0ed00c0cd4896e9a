using System.Text.Json;
using FaceShape.Inference;

namespace FaceShape.Training.Conversion;

/// <summary>The weights of one network in the format of TensorFlow.js: a manifest, and tensors stored one after the other.</summary>
internal sealed class WeightsManifest
{
    private readonly string model;
    private readonly Dictionary<string, WeightTensor> tensors;

    private WeightsManifest(string model, Dictionary<string, WeightTensor> tensors) => (this.model, this.tensors) = (model, tensors);

    /// <summary>All tensors, in the order of the file.</summary>
    public IReadOnlyCollection<WeightTensor> Tensors => tensors.Values;

    /// <summary>Reads <c>MODEL_model-weights_manifest.json</c> and the files that it names.</summary>
    /// <param name="folder">The folder that holds them.</param>
    /// <param name="model">Name of the model, for file names and messages.</param>
    /// <exception cref="ModelException">
    /// <see cref="ModelError.Missing"/>: a file is not there; <see cref="ModelError.Corrupt"/>: it is cut off, too long or of an unknown type.
    /// </exception>
    public static WeightsManifest Read(string folder, string model)
    {
        var tensors = new Dictionary<string, WeightTensor>(StringComparer.Ordinal);
        foreach (var group in ReadGroups(folder, model))
        {
            var data = group.Paths.SelectMany(path => ReadFile(folder, path, model)).ToArray().AsMemory();
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

    /// <summary>Finds a tensor and checks its shape.</summary>
    /// <exception cref="ModelException"><see cref="ModelError.Corrupt"/>: it is not there, or of another shape.</exception>
    public WeightTensor Find(string name, params int[] shape)
    {
        if (!tensors.TryGetValue(name, out var tensor)) throw Corrupt(model, $"its weights lack {name}");
        return tensor.Shape.AsSpan().SequenceEqual(shape)
            ? tensor
            : throw Corrupt(model, $"{name} has shape [{string.Join(", ", tensor.Shape)}], not [{string.Join(", ", shape)}]");
    }

    private static List<Group> ReadGroups(string folder, string model)
    {
        var file = $"{model}_model-weights_manifest.json";
        try
        {
            return JsonSerializer.Deserialize<List<Group>>(ReadFile(folder, file, model), ManifestOptions)
                ?? throw Corrupt(model, $"{file} is empty");
        }
        catch (JsonException error)
        {
            throw Corrupt(model, $"{file} is not a weights manifest: {error.Message}", error);
        }
    }

    private static byte[] ReadFile(string folder, string file, string model)
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
        var elementSize = (entry.Dtype, entry.Quantization?.Dtype) switch
        {
            ("float32" or "int32", "uint8") => 1,
            ("float32" or "int32", null) => sizeof(float),
            var (type, stored) => throw Corrupt(model, $"{entry.Name} is of type {type} stored as {stored ?? type}, which is not known"),
        };
        var length = entry.Shape.Aggregate((long)elementSize, (size, axis) =>
            axis > 0 ? checked(size * axis) : throw Corrupt(model, $"{entry.Name} has an axis of length {axis}"));
        if (length > data.Length - at)
        {
            throw Corrupt(model, $"its weights file is cut off: {entry.Name} needs bytes {at} to {at + length} of {data.Length}");
        }

        var quantization = entry.Quantization is { } q ? new WeightQuantization(q.Scale, q.Min) : null;
        var tensor = new WeightTensor(entry.Name, entry.Shape, quantization, data.Slice(at, (int)length));
        at += (int)length;
        return tensor;
    }

    private static ModelException Corrupt(string model, string detail, Exception? inner = null) =>
        new(ModelError.Corrupt, model, $"cannot be built: {detail}; delete node_modules, run npm ci and try again", inner);

    private static readonly JsonSerializerOptions ManifestOptions = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private sealed record Group(IReadOnlyList<string> Paths, IReadOnlyList<Entry> Weights);

    private sealed record Entry(string Name, int[] Shape, string Dtype, Stored? Quantization = null);

    private sealed record Stored(string Dtype, double Scale, double Min);
}
