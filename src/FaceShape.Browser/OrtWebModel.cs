using System.Runtime.InteropServices;
using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using FaceShape.Inference;

namespace FaceShape.Browser;

/// <summary>A network in ONNX Runtime web, in the worker this runs in.</summary>
[SupportedOSPlatform("browser")]
internal sealed class OrtWebModel : ITensorModel
{
    private OrtWebModel(string name)
    {
        Name = name;
        Inputs = Ports(name, ofOutputs: false);
        Outputs = Ports(name, ofOutputs: true);
    }

    public string Name { get; }

    public IReadOnlyList<TensorSpec> Inputs { get; }

    public IReadOnlyList<TensorSpec> Outputs { get; }

    /// <summary>First runs are slow: the browser compiles the runtime's code while it runs.</summary>
    public bool HasRun { get; private set; }

    /// <summary>Waits for the session of a model.</summary>
    /// <exception cref="ModelException">The runtime cannot read it.</exception>
    public static async Task<OrtWebModel> OpenAsync(string name)
    {
        try
        {
            await OrtWeb.Open(name);
            return new(name);
        }
        catch (JSException error)
        {
            throw new ModelException(ModelError.Corrupt, name, $"cannot be opened: {error.Message}", error);
        }
    }

    public async ValueTask<IReadOnlyList<Tensor>> RunAsync(IReadOnlyList<Tensor> inputs, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        TensorSpec.Check(Name, Inputs, inputs);
        try
        {
            for (var i = 0; i < inputs.Count; i++) OrtWeb.Give(Name, i, inputs[i].Shape, MemoryMarshal.AsBytes(inputs[i].Data.AsSpan()));
            var run = await OrtWeb.RunAsync(Name);
            HasRun = true;
            return Results(run);
        }
        catch (JSException error)
        {
            throw new ModelException(ModelError.Failed, Name, $"did not run: {error.Message}", error);
        }
    }

    public void Dispose() => OrtWeb.Close(Name);

    private static TensorSpec[] Ports(string model, bool ofOutputs)
    {
        var names = OrtWeb.Names(model, ofOutputs);
        var ports = new TensorSpec[names.Length];
        for (var i = 0; i < names.Length; i++) ports[i] = new(names[i], OrtWeb.Shape(model, ofOutputs, i));
        return ports;
    }

    private Tensor[] Results(int run)
    {
        var results = new Tensor[Outputs.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = new(OrtWeb.ResultShape(run, i));
            OrtWeb.Take(run, i, MemoryMarshal.AsBytes(results[i].Data.AsSpan()));
        }

        return results;
    }
}
