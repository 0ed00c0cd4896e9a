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
/// The walk of the original six networks: detect, landmarks, align, describe, measure, classify. The same code runs in the
/// browser, on the command line and when features are made for training.
/// </summary>
public sealed class FaceReader : IFaceReader
{
    /// <summary>
    /// Another face competes when its side (square root of the box's area) is at least this share of the largest face's.
    /// </summary>
    public const double SimilarSize = 0.6;

    private readonly OpenedModels models;
    private readonly SsdMobileNetV1 detector;
    private readonly FaceLandmark68Net landmarkNet;
    private readonly FaceRecognitionNet recognitionNet;
    private readonly LandmarkClassifiers? classifiers;

    private FaceReader(OpenedModels models, IReadOnlyList<ITensorModel> nets)
    {
        this.models = models;
        detector = new(nets[0]);
        landmarkNet = new(nets[1]);
        recognitionNet = new(nets[2]);
        if (nets.Count > 3) classifiers = new(nets[3], nets[4], nets[5]);
    }

    /// <summary>Opens the six networks.</summary>
    /// <param name="source">Where networks come from.</param>
    /// <param name="cancellation">Stops between two networks.</param>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static ValueTask<FaceReader> CreateAsync(IModelSource source, CancellationToken cancellation = default) =>
        OpenAsync(source, ModelNames.All, cancellation);

    /// <summary>Opens the three networks before the classifiers, to make features for training new ones.</summary>
    /// <inheritdoc cref="CreateAsync" path="/param"/>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public static ValueTask<FaceReader> CreateForFeaturesAsync(IModelSource source, CancellationToken cancellation = default) =>
        OpenAsync(source, ModelNames.ForFeatures, cancellation);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The reader was made for features only.</exception>
    public async ValueTask<PhotoReading> ReadAsync(Raster photo, ReadingOptions? options = null, CancellationToken cancellation = default)
    {
        if (classifiers is null) throw new InvalidOperationException("This reader has no classifiers: use DescribeAsync, or make it by CreateAsync");
        options ??= new();
        var (detected, problem, faces) = await DescribeAsync(photo, options, cancellation).ConfigureAwait(false);
        var readings = new List<FaceReading>(faces.Count);
        foreach (var (face, landmarks, descriptor) in faces)
        {
            var measured = FaceMeasurements.From(landmarks);
            var answer = await classifiers.ClassifyAsync(GeometryFeatures.From(landmarks), descriptor, cancellation).ConfigureAwait(false);
            var warnings = PhotoQuality.Assess(photo, face.Box, measured);
            readings.Add(new(face, landmarks, answer, warnings) { Descriptor = descriptor, Proportions = measured });
            options.StageEnded?.Invoke(ReadingStage.Classify);
        }

        return new(Pipeline.Original, photo.Width, photo.Height, detected, readings, problem);
    }

    /// <summary>Walks up to the descriptor: what the classifiers are trained on.</summary>
    /// <param name="photo">Upright pixels.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancellation">Checked between the networks.</param>
    /// <exception cref="ModelException">A network failed.</exception>
    public async ValueTask<PhotoDescription> DescribeAsync(Raster photo, ReadingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        options ??= new();
        var detected = await detector.DetectAsync(photo, cancellation).ConfigureAwait(false);
        options.StageEnded?.Invoke(ReadingStage.Detect);

        var described = new List<DescribedFace>();
        var (chosen, problem) = Choose(detected, options.SeveralFaces);
        foreach (var face in chosen)
        {
            if (await landmarkNet.LocateAsync(photo, face.Box, cancellation).ConfigureAwait(false) is not { } landmarks) continue;
            options.StageEnded?.Invoke(ReadingStage.Landmarks);
            var square = FaceAlignment.Square(landmarks, face.Box, photo.Width, photo.Height);
            if (square.Width < 1 || square.Height < 1) continue;
            var descriptor = await recognitionNet.DescribeAsync(photo, square, cancellation).ConfigureAwait(false);
            options.StageEnded?.Invoke(ReadingStage.Describe);
            described.Add(new(face, landmarks, descriptor));
        }

        // A box whose landmarks lie outside the photo is no face that could be read.
        return new(detected, described.Count == 0 ? problem ?? ReadingProblem.NoFace : null, described);
    }

    /// <inheritdoc/>
    public void Dispose() => models.Dispose();

    /// <summary>Which of the faces of a photo are read.</summary>
    internal static (IReadOnlyList<DetectedFace> Chosen, ReadingProblem? Problem) Choose(IReadOnlyList<DetectedFace> detected, SeveralFaces several)
    {
        if (detected.Count == 0) return ([], ReadingProblem.NoFace);
        var bySize = new List<DetectedFace>(detected);
        bySize.Sort((a, b) => b.Box.Area.CompareTo(a.Box.Area));
        if (several == SeveralFaces.All) return (bySize, null);
        var competes = several == SeveralFaces.Ask && bySize.Count > 1
            && bySize[1].Box.Area >= SimilarSize * SimilarSize * bySize[0].Box.Area;
        return competes ? ([], ReadingProblem.SeveralFaces) : ([bySize[0]], null);
    }

    private static ValueTask<FaceReader> OpenAsync(IModelSource source, IReadOnlyList<string> names, CancellationToken cancellation) =>
        OpenedModels.ForAsync(source, async models =>
        {
            var nets = new List<ITensorModel>(names.Count);
            foreach (var name in names) nets.Add(await models.OpenAsync(name, cancellation).ConfigureAwait(false));
            return new FaceReader(models, nets);
        });
}

/// <summary>What the classifiers are trained on, of one photo.</summary>
/// <param name="Detected">All faces that were found, the surest first.</param>
/// <param name="Problem">Why no face was described, if so.</param>
/// <param name="Faces">Those that were described, the largest first.</param>
public sealed record PhotoDescription(IReadOnlyList<DetectedFace> Detected, ReadingProblem? Problem, IReadOnlyList<DescribedFace> Faces);

/// <summary>A face with its landmarks and descriptor.</summary>
/// <param name="Face">Where it is.</param>
/// <param name="Landmarks">68 points in pixels of the photo.</param>
/// <param name="Descriptor">128 numbers.</param>
public sealed record DescribedFace(DetectedFace Face, FaceLandmarks68 Landmarks, float[] Descriptor);
