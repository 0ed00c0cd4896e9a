using FaceShape.Inference;

namespace FaceShape.Tests;

/// <summary>A network that answers what a test tells it to.</summary>
/// <param name="name">Its name.</param>
/// <param name="answer">From inputs to outputs.</param>
internal sealed class MadeUpNetwork(string name, Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> answer) : ITensorModel
{
    public string Name => name;

    public IReadOnlyList<TensorSpec> Inputs => [];

    public IReadOnlyList<TensorSpec> Outputs => [];

    public bool IsDisposed { get; private set; }

    public int Runs { get; private set; }

    public ValueTask<IReadOnlyList<Tensor>> RunAsync(IReadOnlyList<Tensor> inputs, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Runs++;
        return ValueTask.FromResult(answer(inputs));
    }

    public void Dispose() => IsDisposed = true;
}
