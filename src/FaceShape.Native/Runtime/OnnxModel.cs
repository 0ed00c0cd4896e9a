using System.Buffers;
using System.Text;
using FaceShape.Inference;

namespace FaceShape.Native.Runtime;

/// <summary>A network run by ONNX Runtime on the processor. Inputs and outputs are tensors of 32-bit floats.</summary>
public sealed class OnnxModel : ITensorModel
{
    private readonly OnnxRuntime runtime;
    private readonly OnnxSessionHandle session;
    private readonly byte[][] names;
    private readonly nint[] inputNames;
    private readonly nint[] outputNames;

    private OnnxModel(string name, OnnxRuntime runtime, OnnxSessionHandle session)
    {
        this.runtime = runtime;
        this.session = session;
        Name = name;
        Inputs = Specs(inputs: true);
        Outputs = Specs(inputs: false);
        names = [.. Inputs.Concat(Outputs).Select(port => PinnedUtf8(port.Name))];
        var pointers = Array.ConvertAll(names, AddressOf);
        inputNames = pointers[..Inputs.Count];
        outputNames = pointers[Inputs.Count..];
    }

    /// <summary>Version of ONNX Runtime, such as 1.30.0.</summary>
    /// <exception cref="NativeLibraryException">ONNX Runtime is not installed.</exception>
    public static string RuntimeVersion => OnnxRuntime.Shared.Version;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Outputs { get; }

    /// <summary>Opens a network.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="model">The ONNX file's bytes; not needed afterwards.</param>
    /// <param name="threads">Threads that share one operator's work; 0 leaves it to the runtime.</param>
    /// <exception cref="ModelException">
    /// <see cref="ModelError.Corrupt"/>: the runtime cannot read it; <see cref="ModelError.Mismatch"/>: a port is not float32.
    /// </exception>
    /// <exception cref="NativeLibraryException">ONNX Runtime is not installed.</exception>
    public static OnnxModel Open(string name, ReadOnlySpan<byte> model, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        var runtime = OnnxRuntime.Shared;
        OnnxSessionHandle session;
        try
        {
            session = new(runtime, runtime.CreateSession(model, threads));
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelException(ModelError.Corrupt, name, $"cannot be read by ONNX Runtime {runtime.Version}: {error.Message}", error);
        }

        try
        {
            return new(name, runtime, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A network as ONNX Runtime would run it on any processor, in the runtime's own format: constants worked out, operations joined.
    /// Where it is opened, nothing of that is left to do.
    /// </summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <returns>A file of the same version's ORT format.</returns>
    /// <exception cref="ModelException"><see cref="ModelError.Corrupt"/>: the runtime cannot read it.</exception>
    /// <exception cref="NativeLibraryException">ONNX Runtime is not installed.</exception>
    /// <exception cref="IOException">There is no room for a temporary file.</exception>
    public static byte[] Optimize(string name, ReadOnlySpan<byte> model) => Optimize(name, model, "ort");

    /// <summary>The same as an ONNX file, for whoever changes it further.</summary>
    /// <inheritdoc cref="Optimize(string, ReadOnlySpan{byte})"/>
    /// <returns>An ONNX file with operations of the runtime's own.</returns>
    public static byte[] Simplify(string name, ReadOnlySpan<byte> model) => Optimize(name, model, "onnx");

    // The runtime knows the format by the file's extension.
    private static byte[] Optimize(string name, ReadOnlySpan<byte> model, string extension)
    {
        var runtime = OnnxRuntime.Shared;
        var folder = Directory.CreateTempSubdirectory("faceshape");
        try
        {
            var path = Path.Combine(folder.FullName, $"optimized.{extension}");
            runtime.WriteOptimized(model, path);
            return File.ReadAllBytes(path);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelException(ModelError.Corrupt, name, $"cannot be read by ONNX Runtime {runtime.Version}: {error.Message}", error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public ValueTask<IReadOnlyList<Tensor>> RunAsync(IReadOnlyList<Tensor> inputs, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(session.IsClosed, this);
        cancellation.ThrowIfCancellationRequested();
        TensorSpec.Check(Name, Inputs, inputs);
        return ValueTask.FromResult<IReadOnlyList<Tensor>>(Run(inputs));
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private Tensor[] Run(IReadOnlyList<Tensor> inputs)
    {
        var pins = new MemoryHandle[inputs.Count];
        var values = new nint[inputs.Count];
        var results = new nint[Outputs.Count];
        var entered = false;
        try
        {
            session.DangerousAddRef(ref entered);
            for (var i = 0; i < values.Length; i++)
            {
                pins[i] = inputs[i].Data.AsMemory().Pin();
                values[i] = Wrap(pins[i], inputs[i]);
            }

            runtime.Run(session.DangerousGetHandle(), inputNames, values, outputNames, results);
            return Array.ConvertAll(results, Copy);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelException(ModelError.Failed, Name, $"did not run: {error.Message}", error);
        }
        finally
        {
            foreach (var value in results) runtime.ReleaseValue(value);
            foreach (var value in values) runtime.ReleaseValue(value);
            foreach (var pin in pins) pin.Dispose();
            if (entered) session.DangerousRelease();
            GC.KeepAlive(names);
        }
    }

    private unsafe nint Wrap(MemoryHandle pin, Tensor tensor) =>
        runtime.CreateTensor((float*)pin.Pointer, tensor.Data.LongLength, Array.ConvertAll(tensor.Shape, length => (long)length));

    private Tensor Copy(nint value)
    {
        var data = runtime.Read(value, out var shape);
        return new(shape, data.ToArray());
    }

    private TensorSpec[] Specs(bool inputs) => Array.ConvertAll(
        runtime.Ports(session.DangerousGetHandle(), inputs),
        port => port.IsFloat
            ? new TensorSpec(port.Name, port.Shape)
            : throw new ModelException(ModelError.Mismatch, Name, $"has the port '{port.Name}', which is no tensor of float32"));

    // On the pinned heap the runtime can keep the address and nothing has to be freed.
    private static byte[] PinnedUtf8(string text)
    {
        var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text) + 1, pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    private static unsafe nint AddressOf(byte[] pinned)
    {
        fixed (byte* first = pinned) return (nint)first;
    }
}
