using Microsoft.Win32.SafeHandles;

namespace FaceShape.Native.Runtime;

/// <summary>Owns a session of the runtime: freed once, never while a run is under way, and also when nobody disposed it.</summary>
internal sealed class OnnxSessionHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly OnnxRuntime runtime;

    public OnnxSessionHandle(OnnxRuntime runtime, nint session)
        : base(ownsHandle: true)
    {
        this.runtime = runtime;
        SetHandle(session);
    }

    protected override bool ReleaseHandle()
    {
        runtime.ReleaseSession(handle);
        return true;
    }
}
