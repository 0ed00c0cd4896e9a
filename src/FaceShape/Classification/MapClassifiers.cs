using FaceShape.Description;
using FaceShape.Inference;

namespace FaceShape.Classification;

/// <summary>
/// The light classifiers, trained by <c>faceshape train</c>: one network with the inputs <c>map</c> [1, 128, 8, 8] and <c>geometry</c>
/// [1, <see cref="MeshFeatures.Count"/>]. Its outputs are <c>jaw</c> [1, 2], <c>length</c> [1, 2] and <c>shape</c> [1, 5], calibrated
/// probabilities that sum to 1, and two thresholds that travel with the weights they were chosen for: <c>abstain_below</c> [1], the
/// shape's probability below which nothing is said, and <c>likely_from</c> [1], that from which a shape is one of those that hold the
/// true one nine times in ten.
/// </summary>
/// <param name="model">The network, <see cref="ModelNames.LightClassifiers"/>.</param>
public sealed class MapClassifiers(ITensorModel model)
{
    private const int Outputs = 5;

    /// <summary>Answers the three questions.</summary>
    /// <param name="map">What <see cref="FaceTrunk"/> gave.</param>
    /// <param name="geometry">What <see cref="MeshFeatures.From"/> gave.</param>
    /// <param name="cancellation">Checked before the network runs.</param>
    /// <exception cref="ModelException">The network was made for other features or labels.</exception>
    public async ValueTask<Classified> ClassifyAsync(Tensor map, float[] geometry, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(geometry);
        var given = await model.RunAsync([map, new([1, geometry.Length], geometry)], cancellation).ConfigureAwait(false);
        if (given.Count != Outputs) throw Mismatch($"gives {given.Count} tensors, not {Outputs}");
        return new(
            Likelier<JawType>(given[0].Data),
            Likelier<FaceLength>(given[1].Data),
            new(Array.ConvertAll(Probabilities<Shape>(given[2].Data), number => (double)number), given[3].Data[0], given[4].Data[0]));
    }

    private AttributeAnswer<TLabel> Likelier<TLabel>(float[] given)
        where TLabel : struct, Enum
    {
        var probabilities = Probabilities<TLabel>(given);
        var first = probabilities[0] >= probabilities[1] ? 0 : 1;
        return new(Enum.GetValues<TLabel>()[first], probabilities[first]);
    }

    private float[] Probabilities<TLabel>(float[] given)
        where TLabel : struct, Enum
    {
        var labels = Enum.GetValues<TLabel>().Length;
        return given.Length == labels ? given : throw Mismatch($"does not give {labels} probabilities");
    }

    private ModelException Mismatch(string what) => new(ModelError.Mismatch, model.Name, $"{what}; train it anew with this version");
}
