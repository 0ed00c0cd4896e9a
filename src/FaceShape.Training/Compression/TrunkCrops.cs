using FaceShape.Description;
using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Training.Data;

namespace FaceShape.Training.Compression;

/// <summary>What the trunk takes of photos, kept in half the room.</summary>
internal static class TrunkCrops
{
    private const int Length = 3 * FaceTrunk.InputSize * FaceTrunk.InputSize;

    /// <summary>Cuts the largest face out of each photo; null where none is found.</summary>
    public static async Task<Half[]?[]> CutAsync(
        string modelsFolder, IReadOnlyList<LabelledPhoto> photos, int threads, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var crops = new Half[]?[photos.Count];
        int next = -1, done = 0;
        var workers = threads > 0 ? threads : Environment.ProcessorCount;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, cancellation))).ConfigureAwait(false);
        return crops;

        async Task WorkAsync()
        {
            using var models = new OpenedModels(new NativeModelSource(modelsFolder, threads: 1));
            var detector = await DetectorCascade.OpenAsync(models, cancellation).ConfigureAwait(false);
            var mesh = new FaceMesh(await models.OpenAsync(ModelNames.FaceMesh, cancellation).ConfigureAwait(false));
            var decoder = new PhotoDecoder();
            for (int i; (i = Interlocked.Increment(ref next)) < photos.Count;)
            {
                cancellation.ThrowIfCancellationRequested();
                crops[i] = await CutAsync(detector, mesh, Decode(decoder, photos[i]), cancellation).ConfigureAwait(false);
                progress?.Report(new("Cutting faces out", Interlocked.Increment(ref done), photos.Count));
            }
        }
    }

    /// <summary>The network's input.</summary>
    /// <param name="crop">A cut-out.</param>
    public static Tensor Input(Half[] crop)
    {
        var face = new Tensor(1, 3, FaceTrunk.InputSize, FaceTrunk.InputSize);
        for (var i = 0; i < Length; i++) face.Data[i] = (float)crop[i];
        return face;
    }

    private static Raster Decode(PhotoDecoder decoder, LabelledPhoto photo) =>
        decoder.DecodeFile(photo.Path).Pad(photo.Pad, FeatureExtractor<LightViews>.Fill);

    private static async ValueTask<Half[]?> CutAsync(DetectorCascade detector, FaceMesh net, Raster photo, CancellationToken cancellation)
    {
        var detected = await detector.DetectAsync(photo, cancellation).ConfigureAwait(false);
        if (detected.Count == 0) return null;
        var largest = detected.MaxBy(face => face.Box.Area);
        var patch = FacePatch.Around(photo, largest.Box);
        if (await net.LocateAsync(patch, largest, cancellation).ConfigureAwait(false) is not { } mesh) return null;
        var input = FaceTrunk.Sample(patch, FaceTrunk.Square(mesh), FaceTrunk.IsSeenMirrored(mesh));
        return Array.ConvertAll(input.Data, value => (Half)value);
    }
}
