using System.Runtime.InteropServices;
using System.Text;

namespace FaceShape.Native.Runtime;

/// <summary>
/// ONNX Runtime's C API, loaded once a process on first use.
/// </summary>
internal sealed unsafe class OnnxRuntime
{
    // The oldest table that has every slot below; newer libraries serve it too.
    private const uint ApiVersion = 16;

    // Errors reach the caller as exceptions, so the runtime's own log stays silent below "fatal".
    private const int LogFatal = 4;

    private const int AllOptimizations = 99;

    // It brings convolutions into layouts that only processors of one kind understand, and keeps them from taking additions in.
    private const string NotPortable = "NchwcTransformer";

    private static readonly Lazy<OnnxRuntime> Instance = new(static () => new(NativeLibraryFile.OnnxRuntime.Load()));

    private readonly void** api;
    private readonly nint environment;

    private OnnxRuntime(nint library)
    {
        var root = ((delegate* unmanaged<ApiBase*>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        Version = Marshal.PtrToStringUTF8((nint)root->GetVersionString()) ?? "";
        api = root->GetApi(ApiVersion);
        if (api is null) throw new NativeLibraryException($"ONNX Runtime {Version} is too old; version 1.16 or newer is needed");
        nint created;
        Telemetry.Silence();
        fixed (byte* id = "faceshape\0"u8)
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)api[Slot.CreateEnv])(LogFatal, id, &created));
        environment = created;
        nint memory;
        Check(((delegate* unmanaged<int, int, nint*, nint>)api[Slot.CreateCpuMemoryInfo])(0, 0, &memory));
        CpuMemory = memory;
        nint allocator;
        Check(((delegate* unmanaged<nint*, nint>)api[Slot.GetAllocatorWithDefaultOptions])(&allocator));
        Allocator = allocator;
    }

    /// <summary>The one runtime of this process.</summary>
    /// <exception cref="NativeLibraryException">The library is missing or too old.</exception>
    public static OnnxRuntime Shared => Instance.Value;

    /// <summary>Version of the library, such as 1.30.0.</summary>
    public string Version { get; }

    private nint CpuMemory { get; }

    private nint Allocator { get; }

    /// <summary>Reads a model and plans its run.</summary>
    /// <param name="model">The ONNX file; copied by the runtime.</param>
    /// <param name="threads">Threads inside one operator; 0 leaves it to the runtime.</param>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the model.</exception>
    public nint CreateSession(ReadOnlySpan<byte> model, int threads)
    {
        var options = CreateOptions(AllOptimizations);
        try
        {
            if (threads > 0) Check(((delegate* unmanaged<nint, int, nint>)api[Slot.SetIntraOpNumThreads])(options, threads));
            return CreateSession(model, options);
        }
        finally
        {
            Release(Slot.ReleaseSessionOptions, options);
        }
    }

    /// <summary>Writes a model with all that can be worked out beforehand on every kind of processor.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="path">Where to; .ort gives the runtime's own format.</param>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the model, or cannot write there.</exception>
    public void WriteOptimized(ReadOnlySpan<byte> model, string path)
    {
        var options = CreateOptions(AllOptimizations);
        try
        {
            Configure(options, "optimization.disable_specified_optimizers", NotPortable);
            var encoding = OperatingSystem.IsWindows() ? Encoding.Unicode : Encoding.UTF8;
            fixed (byte* file = encoding.GetBytes(path + '\0'))
                Check(((delegate* unmanaged<nint, byte*, nint>)api[Slot.SetOptimizedModelFilePath])(options, file));
            ReleaseSession(CreateSession(model, options));
        }
        finally
        {
            Release(Slot.ReleaseSessionOptions, options);
        }
    }

    /// <summary>What a session takes, or gives.</summary>
    public OnnxPort[] Ports(nint session, bool inputs)
    {
        nuint count;
        var slot = inputs ? Slot.SessionGetInputCount : Slot.SessionGetOutputCount;
        Check(((delegate* unmanaged<nint, nuint*, nint>)api[slot])(session, &count));
        var ports = new OnnxPort[count];
        for (var i = 0; i < ports.Length; i++)
        {
            var (isFloat, shape) = PortType(session, inputs ? Slot.SessionGetInputTypeInfo : Slot.SessionGetOutputTypeInfo, (nuint)i);
            ports[i] = new(PortName(session, inputs ? Slot.SessionGetInputName : Slot.SessionGetOutputName, (nuint)i), isFloat, shape);
        }

        return ports;
    }

    /// <summary>Wraps numbers where they are; the memory must stay in place until the value is released.</summary>
    public nint CreateTensor(float* data, long count, ReadOnlySpan<long> shape)
    {
        nint value;
        fixed (long* lengths = shape)
        {
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)api[Slot.CreateTensorWithDataAsOrtValue])(
                CpuMemory, data, (nuint)(count * sizeof(float)), lengths, (nuint)shape.Length, OnnxPort.Float32, &value));
        }

        return value;
    }

    /// <summary>Runs a session; fills <paramref name="outputs"/> with values that the caller releases, also after an error.</summary>
    public void Run(
        nint session, ReadOnlySpan<nint> inputNames, ReadOnlySpan<nint> inputs, ReadOnlySpan<nint> outputNames, Span<nint> outputs)
    {
        fixed (nint* takes = inputNames, values = inputs, gives = outputNames, results = outputs)
        {
            Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)api[Slot.Run])(
                session, 0, takes, values, (nuint)inputs.Length, gives, (nuint)outputs.Length, results));
        }
    }

    /// <summary>Shape and numbers of a float32 value; valid until the value is released.</summary>
    public ReadOnlySpan<float> Read(nint value, out int[] shape)
    {
        nint info;
        Check(((delegate* unmanaged<nint, nint*, nint>)api[Slot.GetTensorTypeAndShape])(value, &info));
        try
        {
            shape = Shape(info);
        }
        finally
        {
            Release(Slot.ReleaseTensorTypeAndShapeInfo, info);
        }

        float* data;
        Check(((delegate* unmanaged<nint, float**, nint>)api[Slot.GetTensorMutableData])(value, &data));
        var count = 1;
        foreach (var length in shape) count = checked(count * length);
        return new(data, count);
    }

    /// <summary>Frees a value.</summary>
    public void ReleaseValue(nint value) => Release(Slot.ReleaseValue, value);

    /// <summary>Frees a session.</summary>
    public void ReleaseSession(nint session) => Release(Slot.ReleaseSession, session);

    private void Configure(nint options, string key, string value)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(key + '\0'), setting = Encoding.UTF8.GetBytes(value + '\0'))
            Check(((delegate* unmanaged<nint, byte*, byte*, nint>)api[Slot.AddSessionConfigEntry])(options, name, setting));
    }

    private nint CreateOptions(int optimizations)
    {
        nint options;
        Check(((delegate* unmanaged<nint*, nint>)api[Slot.CreateSessionOptions])(&options));
        try
        {
            Check(((delegate* unmanaged<nint, int, nint>)api[Slot.SetSessionGraphOptimizationLevel])(options, optimizations));
            return options;
        }
        catch
        {
            Release(Slot.ReleaseSessionOptions, options);
            throw;
        }
    }

    private nint CreateSession(ReadOnlySpan<byte> model, nint options)
    {
        nint session;
        fixed (byte* bytes = model)
        {
            Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)api[Slot.CreateSessionFromArray])(
                environment, bytes, (nuint)model.Length, options, &session));
        }

        return session;
    }

    private string PortName(nint session, int slot, nuint index)
    {
        byte* name;
        Check(((delegate* unmanaged<nint, nuint, nint, byte**, nint>)api[slot])(session, index, Allocator, &name));
        var text = Marshal.PtrToStringUTF8((nint)name) ?? "";
        Check(((delegate* unmanaged<nint, void*, nint>)api[Slot.AllocatorFree])(Allocator, name));
        return text;
    }

    private (bool IsFloat, int[] Shape) PortType(nint session, int slot, nuint index)
    {
        nint type, tensor;
        Check(((delegate* unmanaged<nint, nuint, nint*, nint>)api[slot])(session, index, &type));
        try
        {
            Check(((delegate* unmanaged<nint, nint*, nint>)api[Slot.CastTypeInfoToTensorInfo])(type, &tensor));
            if (tensor == 0) return (false, []); // a sequence or map, not a tensor
            int element;
            Check(((delegate* unmanaged<nint, int*, nint>)api[Slot.GetTensorElementType])(tensor, &element));
            return (element == OnnxPort.Float32, Shape(tensor));
        }
        finally
        {
            Release(Slot.ReleaseTypeInfo, type);
        }
    }

    private int[] Shape(nint info)
    {
        nuint rank;
        Check(((delegate* unmanaged<nint, nuint*, nint>)api[Slot.GetDimensionsCount])(info, &rank));
        var lengths = new long[rank];
        fixed (long* first = lengths) Check(((delegate* unmanaged<nint, long*, nuint, nint>)api[Slot.GetDimensions])(info, first, rank));
        return Array.ConvertAll(lengths, length => checked((int)length));
    }

    private void Check(nint status)
    {
        if (status == 0) return;
        var message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<nint, byte*>)api[Slot.GetErrorMessage])(status)) ?? "";
        Release(Slot.ReleaseStatus, status);
        throw new OnnxRuntimeException(message);
    }

    private void Release(int slot, nint handle)
    {
        if (handle != 0) ((delegate* unmanaged<nint, void>)api[slot])(handle);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ApiBase
    {
        public delegate* unmanaged<uint, void**> GetApi;
        public delegate* unmanaged<byte*> GetVersionString;
    }
}
