namespace FaceShape.Inference;

/// <summary>Where ready-to-run networks come from, by their name in the catalogue (<c>models/models.json</c>).</summary>
public interface IModelSource
{
    /// <summary>Opens a network after checking its bytes against the catalogue's SHA-256.</summary>
    /// <param name="name">Name in the catalogue, see <see cref="ModelNames"/>.</param>
    /// <param name="cancellation">Stops a download or a load.</param>
    /// <exception cref="ModelException">It is missing, its bytes are not what the catalogue says, or the runtime refuses it.</exception>
    ValueTask<ITensorModel> OpenAsync(string name, CancellationToken cancellation = default);
}
