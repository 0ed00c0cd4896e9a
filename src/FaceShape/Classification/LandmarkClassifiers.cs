using FaceShape.Inference;

namespace FaceShape.Classification;

/// <summary>
/// The three classifiers on landmark geometry and descriptor, trained by <c>faceshape train</c>: small networks with the
/// inputs <c>geometry</c> [1, <see cref="GeometryFeatures.Count"/>] and <c>descriptor</c> [1, 128] and the output
/// <c>probabilities</c> [1, labels], calibrated and summing to 1. Standardization, softmax and temperature are inside the
/// networks. The shape's has a second output <c>abstain_below</c> [1]: the threshold travels with the weights it was
/// chosen for.
/// </summary>
/// <param name="jaw">Jaw type, <see cref="ModelNames.JawClassifier"/>.</param>
/// <param name="length">Face length, <see cref="ModelNames.LengthClassifier"/>.</param>
/// <param name="shape">Face shape, <see cref="ModelNames.ShapeClassifier"/>.</param>
public sealed class LandmarkClassifiers(ITensorModel jaw, ITensorModel length, ITensorModel shape)
{
    /// <summary>Answers the three questions.</summary>
    /// <param name="geometry">What <see cref="GeometryFeatures.From"/> gave.</param>
    /// <param name="descriptor">128 numbers.</param>
    /// <param name="cancellation">Checked before each network runs.</param>
    /// <exception cref="ModelException">A network was made for other features or labels.</exception>
    public async ValueTask<Classified> ClassifyAsync(float[] geometry, float[] descriptor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(descriptor);
        IReadOnlyList<Tensor> inputs = [new([1, geometry.Length], geometry), new([1, descriptor.Length], descriptor)];
        var jaws = await RunAsync<JawType>(jaw, 1).ConfigureAwait(false);
        var lengths = await RunAsync<FaceLength>(length, 1).ConfigureAwait(false);
        var shapes = await RunAsync<Shape>(shape, 2).ConfigureAwait(false);
        return new(
            Likelier<JawType>(jaws[0].Data),
            Likelier<FaceLength>(lengths[0].Data),
            new(Array.ConvertAll(shapes[0].Data, number => (double)number), shapes[1].Data[0]));

        async ValueTask<IReadOnlyList<Tensor>> RunAsync<TLabel>(ITensorModel model, int outputs)
            where TLabel : struct, Enum
        {
            var given = await model.RunAsync(inputs, cancellation).ConfigureAwait(false);
            var labels = Enum.GetValues<TLabel>().Length;
            if (given.Count != outputs || given[0].Data.Length != labels)
                throw new ModelException(ModelError.Mismatch, model.Name, $"does not give {labels} probabilities; train it anew with this version");
            return given;
        }
    }

    private static AttributeAnswer<TLabel> Likelier<TLabel>(float[] probabilities)
        where TLabel : struct, Enum =>
        probabilities[0] >= probabilities[1]
            ? new(Enum.GetValues<TLabel>()[0], probabilities[0])
            : new(Enum.GetValues<TLabel>()[1], probabilities[1]);
}

/// <summary>The answers to the three questions.</summary>
/// <param name="Jaw">Jaw type.</param>
/// <param name="Length">Face length.</param>
/// <param name="Shape">Face shape.</param>
public sealed record Classified(AttributeAnswer<JawType> Jaw, AttributeAnswer<FaceLength> Length, ShapeAnswer Shape)
{
    /// <summary>Whether the face was looked at a second time, because the first look did not clearly prefer one shape, or had few pixels.</summary>
    public bool LookedTwice { get; init; }
}
