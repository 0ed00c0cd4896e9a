namespace FaceShape.Inference;

/// <summary>
/// A neural network that is ready to run: ONNX Runtime under a desktop or in the browser.
/// Calls from one thread may overlap, and are answered in turn; disposing frees the runtime's memory.
/// </summary>
public interface ITensorModel : IDisposable
{
    /// <summary>Name in the catalogue, for messages.</summary>
    string Name { get; }

    /// <summary>What it takes, in order.</summary>
    IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>What it gives, in order.</summary>
    IReadOnlyList<TensorSpec> Outputs { get; }

    /// <summary>Runs the network once.</summary>
    /// <param name="inputs">One tensor for each of <see cref="Inputs"/>, in that order; not changed.</param>
    /// <param name="cancellation">Checked before the run; a run that has begun is not interrupted.</param>
    /// <returns>One new tensor for each of <see cref="Outputs"/>, in that order.</returns>
    /// <exception cref="ModelException">The shapes do not fit, or the runtime failed (its own words are in the message).</exception>
    ValueTask<IReadOnlyList<Tensor>> RunAsync(IReadOnlyList<Tensor> inputs, CancellationToken cancellation = default);
}
