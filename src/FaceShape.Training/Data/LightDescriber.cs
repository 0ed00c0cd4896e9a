using System.Buffers.Binary;
using System.Security.Cryptography;
using FaceShape.Description;
using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Training.Data;

/// <summary>The light walk up to its classifiers, with more looks at the face than an answer takes.</summary>
internal sealed class LightDescriber : IFaceDescriber<LightViews>
{
    private readonly OpenedModels models;
    private readonly int looks;
    private readonly DetectorCascade detector;
    private readonly LightFeatures features;
    private readonly FaceTrunk trunk;

    private LightDescriber(OpenedModels models, int looks, DetectorCascade detector, ITensorModel mesh, ITensorModel outline, ITensorModel trunk)
    {
        this.models = models;
        this.looks = looks;
        this.detector = detector;
        this.trunk = new(trunk);
        features = new(new(mesh), new(outline), this.trunk);
    }

    /// <summary>Opens the networks.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="looks">Looks at a face, the first as the reader takes it; at least 1.</param>
    /// <param name="cancellation">Stops between two networks.</param>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static async ValueTask<IFaceDescriber<LightViews>> OpenAsync(IModelSource source, int looks, CancellationToken cancellation = default)
    {
        var models = new OpenedModels(source);
        return new LightDescriber(
            models,
            looks,
            await DetectorCascade.OpenAsync(models, cancellation).ConfigureAwait(false),
            await models.OpenAsync(ModelNames.FaceMesh, cancellation).ConfigureAwait(false),
            await models.OpenAsync(ModelNames.FaceOutline, cancellation).ConfigureAwait(false),
            await models.OpenAsync(ModelNames.DescriptorTrunk, cancellation).ConfigureAwait(false));
    }

    public async ValueTask<LightViews?> DescribeAsync(Raster photo, CancellationToken cancellation = default)
    {
        var detected = await detector.DetectAsync(photo, cancellation).ConfigureAwait(false);
        if (detected.Count == 0) return null;
        var largest = detected.MaxBy(face => face.Box.Area);
        var patch = FacePatch.Around(photo, largest.Box);
        if (await features.ExtractAsync(patch, largest, cancellation).ConfigureAwait(false) is not { } face) return null;
        List<Half[]> maps = [ChannelsInnermost(face.Map)];
        var disturbance = new Disturbance(new Random(Seed(photo)));
        while (maps.Count < looks)
        {
            var square = disturbance.Move(FaceTrunk.Square(face.Outlined.Frame));
            var input = FaceTrunk.Sample(patch, square, LightFeatures.IsSeenMirrored(face.Mesh));
            disturbance.Recolour(input);
            maps.Add(ChannelsInnermost(await trunk.MapAsync(input, cancellation).ConfigureAwait(false)));
        }

        return new(face.Mesh, face.Outlined.Outline, maps);
    }

    public void Dispose() => models.Dispose();

    /// <summary>A seed of the photo's own, so that what is drawn does not depend on the order of the photos.</summary>
    private static int Seed(Raster photo) => BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(photo.Pixels));

    internal static Half[] ChannelsInnermost(Tensor map)
    {
        const int Positions = FaceTrunk.MapSide * FaceTrunk.MapSide;
        var turned = new Half[map.Data.Length];
        for (var channel = 0; channel < FaceTrunk.Channels; channel++)
        {
            for (var at = 0; at < Positions; at++) turned[at * FaceTrunk.Channels + channel] = (Half)map.Data[channel * Positions + at];
        }

        return turned;
    }
}
