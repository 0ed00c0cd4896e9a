using System.Runtime.InteropServices;

namespace FaceShape.Native.Runtime;

/// <summary>
/// ONNX Runtime's npm and NuGet builds send usage data to Microsoft from 1.29 on, unless a variable of the environment says no
/// before the runtime is created. Nothing may leave the device here, so it always says no. (It also keeps the runtime from matching
/// the command line against an expression that overflows the stack when there are many arguments.)
/// </summary>
internal static partial class Telemetry
{
    private const string OptOut = "ORT_DISABLE_TELEMETRY";

    /// <summary>Must be called before the runtime's environment is created.</summary>
    public static void Silence()
    {
        // On Unix .NET keeps its own copy of the environment, which native code does not see.
        if (OperatingSystem.IsWindows()) Environment.SetEnvironmentVariable(OptOut, "1");
        else if (SetEnvironment(OptOut, "1", overwrite: 1) != 0) throw new NativeLibraryException($"{OptOut} cannot be set; set it to 1 yourself");
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
