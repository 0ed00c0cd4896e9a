using FaceShape.Inference;

namespace FaceShape.Bench.Browser;

/// <summary>Counts how often networks run.</summary>
internal sealed class CountedModels(IModelSource source) : IModelSource
{
    private readonly Dictionary<string, int> runs = [];

    /// <summary>How often a network ran since the last call.</summary>
    public int Take(string name) => runs.Remove(name, out var count) ? count : 0;

    /// <inheritdoc/>
    public async ValueTask<ITensorModel> OpenAsync(string name, CancellationToken cancellation = default) =>
        new Counted(await source.OpenAsync(name, cancellation), this);

    private sealed class Counted(ITensorModel model, CountedModels counts) : ITensorModel
    {
        public string Name => model.Name;

        public IReadOnlyList<TensorSpec> Inputs => model.Inputs;

        public IReadOnlyList<TensorSpec> Outputs => model.Outputs;

        public ValueTask<IReadOnlyList<Tensor>> RunAsync(IReadOnlyList<Tensor> inputs, CancellationToken cancellation = default)
        {
            counts.runs[Name] = counts.runs.GetValueOrDefault(Name) + 1;
            return model.RunAsync(inputs, cancellation);
        }

        public void Dispose() => model.Dispose();
    }
}
