using System.Runtime.Versioning;
using FaceShape.Detection;
using FaceShape.Inference;

namespace FaceShape.Browser;

/// <summary>
/// Networks whose bytes the worker fetches and checks against the catalogue: those of the first answer while the C# runtime starts,
/// others when they are opened.
/// </summary>
[SupportedOSPlatform("browser")]
internal sealed class BrowserModelSource : IModelSource
{
    // A network that takes any size is warmed with this one.
    private const int FreeLength = BlazeFace.GlanceSize;

    private readonly List<OrtWebModel> opened = [];

    public async ValueTask<ITensorModel> OpenAsync(string name, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var model = await OrtWebModel.OpenAsync(name);
        opened.Add(model);
        return model;
    }

    /// <summary>Lets every network that has not run yet run once on zeros.</summary>
    public async Task WarmUpAsync()
    {
        foreach (var model in opened)
        {
            if (model.HasRun) continue;
            var zeros = new Tensor[model.Inputs.Count];
            for (var i = 0; i < zeros.Length; i++) zeros[i] = Zeros(model.Inputs[i].Shape);
            await model.RunAsync(zeros);
        }
    }

    private static Tensor Zeros(IReadOnlyList<int> shape)
    {
        var lengths = new int[shape.Count];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = shape[i] < 0 ? FreeLength : shape[i];
        return new(lengths);
    }
}
