using System.Runtime.Versioning;
using FaceShape.Inference;

namespace FaceShape.Browser;

/// <summary>Networks whose bytes the worker fetches and checks against the catalogue while the C# runtime starts.</summary>
[SupportedOSPlatform("browser")]
internal sealed class BrowserModelSource : IModelSource
{
    public async ValueTask<ITensorModel> OpenAsync(string name, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return await OrtWebModel.OpenAsync(name);
    }
}
