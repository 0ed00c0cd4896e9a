using FaceShape.Inference;
using FaceShape.Insight;
using FaceShape.Native.Models;

namespace FaceShape.Training.Shadow;

/// <summary>The name of a whole set of models: it changes with any byte of any of them.</summary>
public static class ModelIdentity
{
    /// <summary>The name of the models of a catalogue.</summary>
    public static ModelId Of(ModelCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return ModelId.OfSet([.. catalogue.Models.Select(model => (model.Name, model.Sha256))]);
    }

    /// <summary>The name of the models in a folder, or the name itself.</summary>
    /// <param name="folderOrName">A folder with a models.json, or twelve hexadecimal digits.</param>
    /// <exception cref="ShadowException">It is neither.</exception>
    public static ModelId Of(string folderOrName)
    {
        if (Directory.Exists(folderOrName)) return Of(new NativeModelSource(folderOrName, threads: 1).Catalogue);
        try
        {
            return ModelId.Of(folderOrName);
        }
        catch (FormatException error)
        {
            throw new ShadowException($"{folderOrName} is neither a folder of models nor the twelve digits of a model's name", error);
        }
    }
}
