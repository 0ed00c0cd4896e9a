using System.Buffers.Binary;
using System.Security.Cryptography;
using FaceShape.Description;
using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;

namespace FaceShape.Training.Data;

/// <summary>The light walk up to its classifiers, with more looks at the face than an answer takes.</summary>
internal sealed class LightDescriber : IFaceDescriber<LightViews>
{
    private readonly OpenedModels models;
    private readonly DetectorCascade detector;
    private readonly FaceMesh mesh;
    private readonly FaceTrunk trunk;
    private readonly int looks;

    private LightDescriber(OpenedModels models, DetectorCascade detector, ITensorModel mesh, ITensorModel trunk, int looks)
    {
        (this.models, this.detector, this.looks) = (models, detector, looks);
        (this.mesh, this.trunk) = (new(mesh), new(trunk));
    }

    /// <summary>The networks that are looked through.</summary>
    public static IReadOnlyList<string> Networks { get; } = [.. ModelNames.ForOutline, ModelNames.DescriptorTrunk];

    /// <summary>Opens the networks.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="looks">How often each face is looked at: as the reader does, then disturbed.</param>
    /// <param name="cancellation">Stops between two networks.</param>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static ValueTask<IFaceDescriber<LightViews>> OpenAsync(IModelSource source, int looks, CancellationToken cancellation = default) =>
        OpenedModels.ForAsync<IFaceDescriber<LightViews>>(source, async models => new LightDescriber(
            models,
            await DetectorCascade.OpenAsync(models, cancellation).ConfigureAwait(false),
            await models.OpenAsync(ModelNames.FaceMesh, cancellation).ConfigureAwait(false),
            await models.OpenAsync(ModelNames.DescriptorTrunk, cancellation).ConfigureAwait(false),
            looks));

    public async ValueTask<LightViews?> DescribeAsync(Raster photo, CancellationToken cancellation = default)
    {
        var detected = await detector.DetectAsync(photo, cancellation).ConfigureAwait(false);
        if (detected.Count == 0) return null;
        var largest = detected.MaxBy(face => face.Box.Area);
        var patch = FacePatch.Around(photo, largest.Box);
        if (await mesh.LocateAsync(patch, largest, cancellation).ConfigureAwait(false) is not { } points) return null;
        var mirrored = FaceTrunk.IsSeenMirrored(points);
        var disturbance = new Disturbance(new Random(Seed(photo)));
        return new(
            points,
            await LookAsync(FaceTrunk.Square(points)).ConfigureAwait(false),
            await LookAsync(FaceTrunk.SecondSquare(points)).ConfigureAwait(false));

        async ValueTask<List<Half[]>> LookAsync(TurnedSquare square)
        {
            List<Half[]> maps = [];
            while (maps.Count < looks)
            {
                var input = FaceTrunk.Sample(patch, maps.Count == 0 ? square : disturbance.Move(square), mirrored);
                if (maps.Count > 0) disturbance.Recolour(input);
                maps.Add(ChannelsInnermost(await trunk.MapAsync(input, cancellation).ConfigureAwait(false)));
            }

            return maps;
        }
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
