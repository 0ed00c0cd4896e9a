using FaceShape.Inference;
using FaceShape.Native.Runtime;

namespace FaceShape.Native.Models;

/// <summary>Opens models from a folder that holds <c>models.json</c>, after checking their bytes.</summary>
public sealed class NativeModelSource : IModelSource
{
    private readonly string folder;
    private readonly int threads;

    /// <summary>Reads the catalogue.</summary>
    /// <param name="folder">The folder of <c>models.json</c>.</param>
    /// <param name="threads">Threads a network may use; 0 leaves it to the runtime.</param>
    /// <exception cref="ModelException">The catalogue is missing or damaged.</exception>
    public NativeModelSource(string folder, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        this.folder = folder;
        this.threads = threads;
        Catalogue = CatalogueFile.Read(folder);
    }

    /// <summary>The models that the NuGet package lays beside the program, in <c>models</c>.</summary>
    /// <param name="threads">Threads a network may use; 0 leaves it to the runtime.</param>
    /// <exception cref="ModelException">They are missing or damaged.</exception>
    public static NativeModelSource BesideTheProgram(int threads = 0) => new(Path.Combine(AppContext.BaseDirectory, "models"), threads);

    /// <summary>What the folder says it holds.</summary>
    public ModelCatalogue Catalogue { get; }

    /// <inheritdoc/>
    /// <exception cref="NativeLibraryException">ONNX Runtime is not installed.</exception>
    public ValueTask<ITensorModel> OpenAsync(string name, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        // The very bytes that were hashed are opened, so that nothing can change in between.
        var (verification, bytes) = ModelVerifier.Read(folder, Catalogue.Find(name));
        if (verification.State != ModelState.Ok) throw verification.ToException();
        return ValueTask.FromResult<ITensorModel>(OnnxModel.Open(name, bytes, threads));
    }
}
