using FaceShape.Detection;
using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;
using FaceShape.Quality;

namespace FaceShape;

/// <summary>
/// Follows one face from frame to frame, for guidance before a photo is taken. The detector looks where there is nobody to follow, and
/// now and then to see whether somebody else has come; between that the last mesh says where to look, and one look is enough. Keeps the
/// last mesh and nothing else of a frame. One frame at a time.
/// </summary>
public sealed class FaceTracker : IDisposable
{
    /// <summary>Of so many frames the detector sees one, even while a face is followed.</summary>
    public const int FramesPerDetection = 10;

    /// <summary>A detected face is the one that is followed when their boxes overlap at least this much (intersection over union).</summary>
    public const double SameFace = 0.2;

    private readonly OpenedModels models;
    private readonly BlazeFace detector;
    private readonly FaceMesh mesh;
    private readonly FaceOutline outline;
    private FaceMeshPoints? followed;
    private int framesSince;
    private bool alone = true;

    private FaceTracker(OpenedModels models, BlazeFace detector, FaceMesh mesh, FaceOutline outline)
    {
        this.models = models;
        this.detector = detector;
        this.mesh = mesh;
        this.outline = outline;
    }

    /// <summary>Opens the three networks.</summary>
    /// <param name="source">Where networks come from.</param>
    /// <param name="cancellation">Stops between two networks.</param>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static ValueTask<FaceTracker> CreateAsync(IModelSource source, CancellationToken cancellation = default) =>
        OpenedModels.ForAsync(source, async models => new FaceTracker(
            models,
            new(await models.OpenAsync(ModelNames.BlazeFace, cancellation).ConfigureAwait(false)),
            new(await models.OpenAsync(ModelNames.FaceMesh, cancellation).ConfigureAwait(false)),
            new(await models.OpenAsync(ModelNames.FaceOutline, cancellation).ConfigureAwait(false))));

    /// <summary>Looks at a frame.</summary>
    /// <param name="frame">Upright pixels, not mirrored.</param>
    /// <param name="cancellation">Checked between the networks.</param>
    /// <exception cref="ModelException">A network failed.</exception>
    public async ValueTask<TrackedFrame> TrackAsync(Raster frame, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (await SquareAsync(frame, cancellation).ConfigureAwait(false) is not { } square) return Lost();
        var patch = FacePatch.Around(frame, Within(square));
        var seen = await mesh.GlanceAsync(patch, square, cancellation).ConfigureAwait(false);
        if (seen.Presence < FaceMesh.LeastPresence) return Lost();
        followed = seen;
        var measured = MeasuredFace.From(seen, await outline.LocateAsync(seen, cancellation).ConfigureAwait(false));
        var faults = FrameQuality.Assess(frame, patch, measured);
        return new(new(MeshLandmarks.From(seen), measured), alone ? faults : [FrameFault.SeveralFaces, .. faults]);
    }

    /// <summary>Forgets whom it followed.</summary>
    public void Forget() => followed = null;

    /// <inheritdoc/>
    public void Dispose() => models.Dispose();

    /// <summary>Where the mesh is to look; null when there is no face.</summary>
    private async ValueTask<TurnedSquare?> SquareAsync(Raster frame, CancellationToken cancellation)
    {
        if (followed is { } last && ++framesSince < FramesPerDetection) return FaceMesh.Around(last);
        framesSince = 0;
        var detected = await detector.DetectAsync(frame, cancellation).ConfigureAwait(false);
        alone = FaceReader.Choose(detected, SeveralFaces.Ask).Problem != ReadingProblem.SeveralFaces;
        var (chosen, _) = FaceReader.Choose(detected, SeveralFaces.Largest);
        if (chosen.Count == 0) return followed is null ? null : FaceMesh.Around(followed);
        return followed is not null && Box.IntersectionOverUnion(Box.Around(followed.Points), chosen[0].Box) >= SameFace
            ? FaceMesh.Around(followed)
            : FaceMesh.Expect(chosen[0]);
    }

    private TrackedFrame Lost()
    {
        Forget();
        return new(null, [FrameFault.NoFace]);
    }

    /// <summary>The face in the square that the mesh asks for, about.</summary>
    private static Box Within(TurnedSquare square)
    {
        var side = square.Side / FaceMesh.Enlargement;
        return new(square.Center.X - side / 2, square.Center.Y - side / 2, side, side);
    }
}
