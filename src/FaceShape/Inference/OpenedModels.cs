namespace FaceShape.Inference;

/// <summary>A source that keeps what it has opened, and closes all of it together.</summary>
/// <param name="source">Where networks come from.</param>
public sealed class OpenedModels(IModelSource source) : IModelSource, IDisposable
{
    private readonly List<ITensorModel> models = [];

    /// <summary>Opens networks for something that then owns them; what was opened is closed again where one of them cannot be.</summary>
    /// <typeparam name="T">What owns them.</typeparam>
    /// <param name="source">Where networks come from.</param>
    /// <param name="open">Opens them and makes the owner.</param>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static async ValueTask<T> ForAsync<T>(IModelSource source, Func<OpenedModels, ValueTask<T>> open)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(open);
        var models = new OpenedModels(source);
        try
        {
            return await open(models).ConfigureAwait(false);
        }
        catch
        {
            models.Dispose();
            throw;
        }
    }

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
