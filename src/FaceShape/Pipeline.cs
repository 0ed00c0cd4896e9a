using FaceShape.Inference;

namespace FaceShape;

/// <summary>The two walks from a photo to an answer.</summary>
public enum Pipeline
{
    /// <summary>MediaPipe's small detector and mesh, the measured outline, the first part of the descriptor network.</summary>
    Light,

    /// <summary>The six networks of the original: SSD detector, 68 landmarks, descriptor, three classifiers.</summary>
    Original,
}

/// <summary>Opens readers.</summary>
public static class Readers
{
    /// <summary>Opens what a walk needs for every photo; what only some photos need is opened with the first of them.</summary>
    /// <param name="pipeline">Which walk.</param>
    /// <param name="source">Where networks come from; a light reader asks it again later.</param>
    /// <param name="cancellation">Stops between two networks.</param>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static async ValueTask<IFaceReader> OpenAsync(Pipeline pipeline, IModelSource source, CancellationToken cancellation = default) =>
        pipeline switch
        {
            Pipeline.Light => await LightReader.CreateAsync(source, cancellation).ConfigureAwait(false),
            Pipeline.Original => await FaceReader.CreateAsync(source, cancellation).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(pipeline)),
        };
}
