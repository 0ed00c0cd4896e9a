using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Detection;
using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;
using FaceShape.Quality;

namespace FaceShape;

/// <summary>
/// The light walk: detector cascade, mesh, outline, the first part of the descriptor network, one classifier. The heavy detector is
/// opened with the first photo that needs it, the rest of the descriptor network with the first whose descriptor is wanted.
/// </summary>
public sealed class LightReader : IFaceReader
{
    private readonly OpenedModels models;
    private readonly DetectorCascade detector;
    private readonly FaceMesh mesh;
    private readonly FaceOutline outline;
    private readonly ITensorModel trunkModel;
    private readonly FaceTrunk trunk;
    private readonly MapClassifiers classifiers;
    private FaceRecognitionNet? recognition;

    private LightReader(
        OpenedModels models, DetectorCascade detector, FaceMesh mesh, FaceOutline outline, ITensorModel trunkModel, MapClassifiers classifiers)
    {
        this.models = models;
        this.detector = detector;
        this.mesh = mesh;
        this.outline = outline;
        this.trunkModel = trunkModel;
        trunk = new(trunkModel);
        this.classifiers = classifiers;
    }

    /// <summary>Opens the networks that every photo needs.</summary>
    /// <param name="source">Where networks come from; asked again when a photo needs more.</param>
    /// <param name="cancellation">Stops between two networks.</param>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static ValueTask<LightReader> CreateAsync(IModelSource source, CancellationToken cancellation = default) =>
        OpenedModels.ForAsync(source, async models => new LightReader(
            models,
            await DetectorCascade.OpenAsync(models, cancellation).ConfigureAwait(false),
            new(await models.OpenAsync(ModelNames.FaceMesh, cancellation).ConfigureAwait(false)),
            new(await models.OpenAsync(ModelNames.FaceOutline, cancellation).ConfigureAwait(false)),
            await models.OpenAsync(ModelNames.DescriptorTrunk, cancellation).ConfigureAwait(false),
            new(await models.OpenAsync(ModelNames.LightClassifiers, cancellation).ConfigureAwait(false))));

    /// <inheritdoc/>
    public async ValueTask<PhotoReading> ReadAsync(Raster photo, ReadingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        options ??= new();
        var detected = await detector.DetectAsync(photo, cancellation).ConfigureAwait(false);
        options.StageEnded?.Invoke(ReadingStage.Detect);
        var (chosen, problem) = FaceReader.Choose(detected, options.SeveralFaces);
        var readings = new List<FaceReading>(chosen.Count);
        foreach (var face in chosen)
        {
            if (await ReadFaceAsync(photo, face, options, cancellation).ConfigureAwait(false) is { } reading) readings.Add(reading);
        }

        if (readings.Count == 0) problem ??= ReadingProblem.NoFace;
        return new(Pipeline.Light, photo.Width, photo.Height, detected, readings, problem);
    }

    /// <inheritdoc/>
    public void Dispose() => models.Dispose();

    /// <summary>Reads one face; null when there is none where the detector saw one.</summary>
    private async ValueTask<FaceReading?> ReadFaceAsync(
        Raster photo, DetectedFace face, ReadingOptions options, CancellationToken cancellation)
    {
        var patch = FacePatch.Around(photo, face.Box);
        if (await mesh.LocateAsync(patch, face, cancellation).ConfigureAwait(false) is not { } points) return null;
        // In the browser networks run in another worker, one after the other: this one prepares the next meanwhile, and judges the photo.
        var outlining = outline.LocateAsync(points, cancellation);
        options.StageEnded?.Invoke(ReadingStage.Landmarks);
        var (frame, mirrored) = (FaceFrame.Of(points), FaceTrunk.IsSeenMirrored(points));
        var look = trunk.MapAsync(patch, FaceTrunk.Square(points), mirrored, cancellation);
        var outlined = await outlining.ConfigureAwait(false);
        var landmarks = MeshLandmarks.From(points);
        var measured = MeasuredFace.From(points, outlined);
        var warnings = PhotoQuality.Assess(photo, patch, measured);
        var typicality = TrainingPopulation.Shipped.Place(points);
        var geometry = MeshFeatures.From(points, outlined);
        var map = await look.ConfigureAwait(false);
        var descriptor = options.Describe ? await DescribeAsync(photo, face, landmarks, cancellation).ConfigureAwait(false) : null;
        options.StageEnded?.Invoke(ReadingStage.Describe);
        var answer = await classifiers.ClassifyAsync(
            map,
            geometry,
            FaceTrunk.IsSmall(frame),
            () => trunk.MapAsync(patch, FaceTrunk.SecondSquare(points), mirrored, cancellation),
            cancellation).ConfigureAwait(false);
        var reading = new FaceReading(face, landmarks, answer, warnings)
        {
            Descriptor = descriptor,
            Measured = measured,
            Typicality = typicality,
        };
        options.StageEnded?.Invoke(ReadingStage.Classify);
        return reading;
    }

    private async ValueTask<float[]?> DescribeAsync(Raster photo, DetectedFace face, FaceLandmarks68 landmarks, CancellationToken cancellation)
    {
        var square = FaceAlignment.Square(landmarks, face.Box, photo.Width, photo.Height);
        if (square.Width < 1 || square.Height < 1) return null;
        recognition ??= new(trunkModel, await models.OpenAsync(ModelNames.DescriptorRest, cancellation).ConfigureAwait(false));
        return await recognition.DescribeAsync(photo, square, cancellation).ConfigureAwait(false);
    }
}
