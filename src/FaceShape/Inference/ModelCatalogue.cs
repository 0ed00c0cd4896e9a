namespace FaceShape.Inference;

/// <summary>All models that belong to a release; <c>models/models.json</c> is its written form.</summary>
/// <param name="Models">One entry a model, in the order of the walk.</param>
public sealed record ModelCatalogue(IReadOnlyList<ModelEntry> Models)
{
    /// <summary>Finds a model by its name.</summary>
    /// <exception cref="ModelException"><see cref="ModelError.Missing"/>: the catalogue has no such entry.</exception>
    public ModelEntry Find(string name)
    {
        foreach (var model in Models)
        {
            if (model.Name == name) return model;
        }

        throw new ModelException(ModelError.Missing, name, "is not in the catalogue (models/models.json)");
    }
}

/// <summary>A model: where it comes from, and how its bytes are recognized.</summary>
/// <param name="Name">Name by which it is opened, see <see cref="ModelNames"/>.</param>
/// <param name="File">Path relative to the catalogue, with forward slashes.</param>
/// <param name="Sha256">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="BrotliBytes">Size after brotli at its best (quality 11, window 24).</param>
/// <param name="Source">Package and version, or the command, it was made from.</param>
/// <param name="Licence">SPDX identifier of the weights.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
public sealed record ModelEntry(
    string Name,
    string File,
    string Sha256,
    long Bytes,
    long BrotliBytes,
    string Source,
    string Licence,
    IReadOnlyList<ModelPort> Inputs,
    IReadOnlyList<ModelPort> Outputs);

/// <summary>One tensor that a model takes or gives.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="Shape">Lengths of the axes, outermost first.</param>
/// <param name="Range">Layout, value range and unit, in words.</param>
public sealed record ModelPort(string Name, IReadOnlyList<int> Shape, string Range);
