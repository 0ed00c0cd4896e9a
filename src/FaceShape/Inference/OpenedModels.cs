namespace FaceShape.Inference;

/// <summary>A source that keeps what it has opened, and closes all of it together.</summary>
/// <param name="source">Where networks come from.</param>
public sealed class OpenedModels(IModelSource source) : IModelSource, IDisposable
{
    private readonly List<ITensorModel> models = [];

    /// <inheritdoc/>
    public async ValueTask<ITensorModel> OpenAsync(string name, CancellationToken cancellation = default)
    {
        var model = await source.OpenAsync(name, cancellation).ConfigureAwait(false);
        models.Add(model);
        return model;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in models) model.Dispose();
        models.Clear();
    }
}
