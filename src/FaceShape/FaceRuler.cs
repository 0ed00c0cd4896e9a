using FaceShape.Detection;
using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;

namespace FaceShape;

/// <summary>One measured face.</summary>
/// <param name="Face">Where it is and how sure the detector is.</param>
/// <param name="Mesh">468 points, pixels of the photo.</param>
/// <param name="Outline">26 points, pixels of the photo.</param>
/// <param name="Measurements">Lengths, widths, ratios, with their errors.</param>
/// <param name="Pose">How the head is turned.</param>
public sealed record MeasuredFace(
    DetectedFace Face, FaceMeshPoints Mesh, FaceOutlinePoints Outline, OutlineMeasurements Measurements, HeadPose Pose);

/// <summary>What was measured in one photo.</summary>
/// <param name="Width">Width of the upright photo in pixels.</param>
/// <param name="Height">Height of the upright photo in pixels.</param>
/// <param name="Detected">All faces that were found, the surest first.</param>
/// <param name="Faces">Those that were measured, the largest first; empty when there is a <paramref name="Problem"/>.</param>
/// <param name="Problem">Why nothing was measured, if so.</param>
public sealed record PhotoMeasurement(
    int Width, int Height, IReadOnlyList<DetectedFace> Detected, IReadOnlyList<MeasuredFace> Faces, ReadingProblem? Problem);

/// <summary>
/// Measures faces: detector cascade, mesh, outline, measurements. Light: the heavy detector is opened only for a photo that needs it.
/// </summary>
public sealed class FaceRuler : IDisposable
{
    private readonly List<ITensorModel> models;
    private readonly IModelSource source;
    private readonly DetectorCascade detector;
    private readonly FaceMesh meshNet;
    private readonly FaceOutline? outlineNet;

    private FaceRuler(IModelSource source, List<ITensorModel> models)
    {
        this.source = source;
        this.models = models;
        detector = new(new BlazeFace(models[0], DetectorCascade.HintScore), OpenHeavyAsync);
        meshNet = new(models[1]);
        if (models.Count > 2) outlineNet = new(models[2]);
    }

    /// <summary>Opens the light networks.</summary>
    /// <param name="source">Where networks come from; asked for the heavy detector too when a photo needs it.</param>
    /// <param name="cancellation">Stops between two networks.</param>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static async ValueTask<FaceRuler> CreateAsync(IModelSource source, CancellationToken cancellation = default) =>
        new(source, await FaceReader.OpenAsync(source, ModelNames.Light, cancellation).ConfigureAwait(false));

    /// <summary>Opens detector and mesh alone, to make examples for training a new outline.</summary>
    /// <inheritdoc cref="CreateAsync" path="/param"/>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public static async ValueTask<FaceRuler> CreateForMeshAsync(IModelSource source, CancellationToken cancellation = default) =>
        new(source, await FaceReader.OpenAsync(source, ModelNames.ForOutline, cancellation).ConfigureAwait(false));

    /// <summary>Measures the faces of a photo.</summary>
    /// <param name="photo">Upright pixels.</param>
    /// <param name="several">Which faces, when there are several.</param>
    /// <param name="cancellation">Checked between the networks.</param>
    /// <exception cref="ModelException">A network is missing or fails.</exception>
    /// <exception cref="InvalidOperationException">The ruler was made for meshes only.</exception>
    public async ValueTask<PhotoMeasurement> MeasureAsync(
        Raster photo, SeveralFaces several = SeveralFaces.Ask, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        if (outlineNet is null)
            throw new InvalidOperationException("This ruler has no outline: use FindMeshAsync, or make it by CreateAsync");
        var detected = await detector.DetectAsync(photo, cancellation).ConfigureAwait(false);
        var (chosen, problem) = FaceReader.Choose(detected, several);
        var measured = new List<MeasuredFace>();
        foreach (var face in chosen)
        {
            if (await meshNet.LocateAsync(FacePatch.Around(photo, face.Box), face, cancellation).ConfigureAwait(false) is not { } mesh) continue;
            var outlined = await outlineNet.LocateAsync(mesh, cancellation).ConfigureAwait(false);
            measured.Add(new(
                face, mesh, outlined.Outline.Map(outlined.Frame.ToPhoto), OutlineMeasurements.From(outlined), HeadPose.From(mesh)));
        }

        return new(photo.Width, photo.Height, detected, measured, measured.Count == 0 ? problem ?? ReadingProblem.NoFace : null);
    }

    /// <summary>The mesh of the largest face; null when there is none.</summary>
    /// <inheritdoc cref="MeasureAsync" path="/param"/>
    public async ValueTask<FaceMeshPoints?> FindMeshAsync(Raster photo, CancellationToken cancellation = default)
    {
        var detected = await detector.DetectAsync(photo, cancellation).ConfigureAwait(false);
        var (chosen, _) = FaceReader.Choose(detected, SeveralFaces.Largest);
        return chosen.Count == 0 ? null : await meshNet.LocateAsync(FacePatch.Around(photo, chosen[0].Box), chosen[0], cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in models) model.Dispose();
    }

    private async ValueTask<IFaceDetector> OpenHeavyAsync(CancellationToken cancellation)
    {
        models.Add(await source.OpenAsync(ModelNames.SsdMobileNetV1, cancellation).ConfigureAwait(false));
        return new SsdMobileNetV1(models[^1]);
    }
}
