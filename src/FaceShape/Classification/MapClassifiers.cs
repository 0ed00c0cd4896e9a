using FaceShape.Description;
using FaceShape.Inference;

namespace FaceShape.Classification;

/// <summary>
/// The light classifiers, trained by <c>faceshape train</c>: one network with the inputs <c>map</c> and <c>second</c> [1, 128, 8, 8], what
/// the trunk saw at a first and at a second look, and <c>geometry</c> [1, <see cref="MeshFeatures.Count"/>]. Its outputs are <c>jaw</c>
/// [1, 2], <c>length</c> [1, 2] and <c>shape</c> [1, 5], calibrated probabilities that sum to 1, of the first look; two thresholds that
/// travel with the weights they were chosen for: <c>abstain_below</c> [1], the shape's probability below which nothing is said, and
/// <c>likely_from</c> [1], that from which a shape is one of those that hold the true one nine times in ten; and <c>shape_twice</c> [1, 5],
/// what both looks say together.
/// </summary>
/// <param name="model">The network, <see cref="ModelNames.LightClassifiers"/>.</param>
public sealed class MapClassifiers(ITensorModel model)
{
    /// <summary>
    /// A face is looked at again where its first shape is less likely than this, given that it is one of the first two: more often than these are
    /// close (<see cref="ShapeAnswer.CloseBelow"/>), so that a face is answered by the same looks when its photo is changed.
    /// </summary>
    public const double SecondLookBelow = 0.7;

    private const int Outputs = 6;

    // What stands in for the second look where there is none.
    private readonly Tensor unseen = new(1, FaceTrunk.Channels, FaceTrunk.MapSide, FaceTrunk.MapSide);

    /// <summary>Answers the three questions.</summary>
    /// <param name="map">What <see cref="FaceTrunk"/> gave of the first look.</param>
    /// <param name="geometry">What <see cref="MeshFeatures.From"/> gave.</param>
    /// <param name="isSmall">See <see cref="FaceTrunk.IsSmall"/>.</param>
    /// <param name="lookAgain">
    /// What <see cref="FaceTrunk"/> gives of the second look; asked for only when the face is small or the first look does not clearly prefer one shape, see
    /// <see cref="NeedsSecondLook"/>.
    /// </param>
    /// <param name="cancellation">Checked before the network runs.</param>
    /// <exception cref="ModelException">The network was made for other features or labels.</exception>
    public async ValueTask<Classified> ClassifyAsync(
        Tensor map, float[] geometry, bool isSmall, Func<ValueTask<Tensor>> lookAgain, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(lookAgain);
        var face = new Tensor([1, geometry.Length], geometry);
        var given = await RunAsync(unseen).ConfigureAwait(false);
        var shape = Answer(given[2]);
        var twice = NeedsSecondLook(shape, isSmall);
        if (twice)
        {
            given = await RunAsync(await lookAgain().ConfigureAwait(false)).ConfigureAwait(false);
            shape = Answer(given[5]);
        }

        return new(Likelier<JawType>(given[0].Data), Likelier<FaceLength>(given[1].Data), shape) { LookedTwice = twice };

        async ValueTask<IReadOnlyList<Tensor>> RunAsync(Tensor second)
        {
            var outputs = await model.RunAsync([map, second, face], cancellation).ConfigureAwait(false);
            return outputs.Count == Outputs ? outputs : throw Mismatch($"gives {outputs.Count} tensors, not {Outputs}");
        }

        ShapeAnswer Answer(Tensor probabilities) =>
            new(Array.ConvertAll(Probabilities<Shape>(probabilities.Data), number => (double)number), given[3].Data[0], given[4].Data[0]);
    }

    /// <summary>Whether a face is looked at again: the first look does not clearly prefer one shape, or had few pixels.</summary>
    /// <param name="first">What the first look says.</param>
    /// <param name="isSmall">See <see cref="FaceTrunk.IsSmall"/>.</param>
    public static bool NeedsSecondLook(ShapeAnswer first, bool isSmall)
    {
        ArgumentNullException.ThrowIfNull(first);
        return isSmall || first.Probability < SecondLookBelow * (first.Probability + first.Probabilities[(int)first.Second]);
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
