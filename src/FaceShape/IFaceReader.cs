using FaceShape.Imaging;

namespace FaceShape;

/// <summary>Which faces are read when a photo shows several.</summary>
public enum SeveralFaces
{
    /// <summary>The largest, unless another is of similar size: then none, see <see cref="ReadingProblem.SeveralFaces"/>.</summary>
    Ask,

    /// <summary>The largest, whatever else is there.</summary>
    Largest,

    /// <summary>All, the largest first.</summary>
    All,
}

/// <summary>A room of the walk that a photo has just left.</summary>
public enum ReadingStage
{
    /// <summary>Faces were looked for.</summary>
    Detect,

    /// <summary>Landmarks were found.</summary>
    Landmarks,

    /// <summary>The descriptor was made, or the map that the light classifiers look at.</summary>
    Describe,

    /// <summary>Measured and classified.</summary>
    Classify,
}

/// <summary>How one photo is read.</summary>
public sealed record ReadingOptions
{
    /// <summary>What happens when there are several faces.</summary>
    /// <value>The default value is <see cref="SeveralFaces.Ask"/>.</value>
    public SeveralFaces SeveralFaces { get; init; } = SeveralFaces.Ask;

    /// <summary>Whether descriptors are wanted; the light walk makes them only then, the original always.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Describe { get; init; }

    /// <summary>Called when a stage ends, once a face for all but the first; the caller may time it or show progress.</summary>
    /// <value>The default value is none.</value>
    public Action<ReadingStage>? StageEnded { get; init; }
}

/// <summary>Photo in, reading out. One photo at a time.</summary>
public interface IFaceReader : IDisposable
{
    /// <summary>Reads a photo.</summary>
    /// <param name="photo">Upright pixels.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancellation">Checked between the networks.</param>
    /// <exception cref="Inference.ModelException">A model is missing or fails.</exception>
    ValueTask<PhotoReading> ReadAsync(Raster photo, ReadingOptions? options = null, CancellationToken cancellation = default);
}
