namespace FaceShape.Inference;

/// <summary>All models that belong to a release; <c>models/models.json</c> is its written form.</summary>
/// <param name="Models">One entry a model, in the order of the walk.</param>
/// <param name="Challenger">Models that are tried beside these, or on their way to take their place; null for none.</param>
/// <param name="Issued">When it was signed, seconds since 1970, UTC, so that no older one is passed off as this; null where it is not.</param>
public sealed record ModelCatalogue(IReadOnlyList<ModelEntry> Models, Challenger? Challenger = null, long? Issued = null)
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

/// <summary>Models that some devices run: beside those in use, after the answer and only noted, or in their place.</summary>
/// <param name="Name">By which reports name them: <see cref="Insight.ModelId"/> of the whole set.</param>
/// <param name="Enabled">The switch: off, no device runs them, whatever else is said here.</param>
/// <param name="Answers">They answer in place of those in use; else they are run beside them, where people share.</param>
/// <param name="Share">On how many of a hundred devices, 0 to 100.</param>
/// <param name="Salt">Which devices: another salt draws others, the same one with a greater share keeps those that there were.</param>
/// <param name="Models">Those that differ from the catalogue's models of the same name.</param>
public sealed record Challenger(string Name, bool Enabled, bool Answers, int Share, string Salt, IReadOnlyList<ModelEntry> Models);

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
