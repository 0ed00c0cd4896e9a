using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FaceShape.Native.Imaging;

/// <summary>
/// The entry points of libvips and GLib that are used here. None takes a variable number of arguments: those break on Apple's processors.
/// </summary>
internal static unsafe partial class LibVips
{
    private const string Library = "vips";

    private static readonly Lazy<string> Loaded = new(Initialize);

    /// <summary>Loads the library on first use; returns its version.</summary>
    /// <exception cref="NativeLibraryException">It is missing or does not start.</exception>
    public static string Load() => Loaded.Value;

    private static string Initialize()
    {
        var library = NativeLibraryFile.LibVips.Load();
        NativeLibrary.SetDllImportResolver(typeof(LibVips).Assembly, (name, _, _) => name == Library ? library : 0);
        if (vips_init("faceshape") != 0) throw new NativeLibraryException($"libvips does not start: {TakeError()}");
        g_log_set_default_handler(&Silent, 0); // what matters reaches the caller as an exception
        vips_block_untrusted_set(1);
        vips_cache_set_max(0); // an operation must not outlive the caller's bytes
        vips_concurrency_set(1); // whoever reads many photos runs several decoders
        return $"{vips_version(0)}.{vips_version(1)}.{vips_version(2)}";
    }

    /// <summary>What libvips said last; the buffer is one for all threads, so the words may be those of another photo.</summary>
    public static string TakeError()
    {
        var message = Marshal.PtrToStringUTF8(vips_error_buffer())?.Trim().ReplaceLineEndings("; ") ?? "";
        vips_error_clear();
        return message;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Silent(byte* domain, int level, byte* message, nint data)
    {
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int vips_init(string program);

    [LibraryImport(Library)]
    private static partial int vips_version(int part);

    [LibraryImport(Library)]
    private static partial nint vips_error_buffer();

    [LibraryImport(Library)]
    internal static partial void vips_error_clear();

    [LibraryImport(Library)]
    private static partial void vips_block_untrusted_set(int on);

    [LibraryImport(Library)]
    private static partial void vips_cache_set_max(int operations);

    [LibraryImport(Library)]
    private static partial void vips_concurrency_set(int threads);

    [LibraryImport(Library)]
    private static partial nint g_log_set_default_handler(delegate* unmanaged[Cdecl]<byte*, int, byte*, nint, void> handler, nint data);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint vips_operation_new(string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_object_set_argument_from_string(nint target, string name, string value);

    [LibraryImport(Library)]
    internal static partial int vips_cache_operation_buildp(nint* operation);

    [LibraryImport(Library)]
    internal static partial void vips_object_unref_outputs(nint operation);

    [LibraryImport(Library)]
    internal static partial nuint vips_image_get_type();

    [LibraryImport(Library)]
    internal static partial nuint vips_blob_get_type();

    [LibraryImport(Library)]
    internal static partial nint vips_blob_new(nint free, void* data, nuint length);

    [LibraryImport(Library)]
    internal static partial nint vips_area_get_data(nint area, nuint* length, int* count, nuint* type, nuint* itemSize);

    [LibraryImport(Library)]
    internal static partial void vips_area_unref(nint area);

    [LibraryImport(Library)]
    internal static partial nint vips_image_new_from_memory_copy(void* data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_width(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_height(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_bands(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_format(nint image);

    [LibraryImport(Library)]
    internal static partial ulong vips_format_sizeof(int format);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_interpretation(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_orientation(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_hasalpha(nint image);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_image_get_blob(nint image, string name, void** data, nuint* length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint vips_image_get_typeof(nint image, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void vips_image_set_blob_copy(nint image, string name, void* data, nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void vips_image_set_int(nint image, string name, int value);

    [LibraryImport(Library)]
    internal static partial byte* vips_image_write_to_memory(nint image, nuint* size);

    [LibraryImport(Library)]
    internal static partial nint g_value_init(Value* value, nuint type);

    [LibraryImport(Library)]
    internal static partial void g_value_unset(Value* value);

    [LibraryImport(Library)]
    internal static partial void g_value_set_object(Value* value, nint target);

    [LibraryImport(Library)]
    internal static partial void g_value_set_boxed(Value* value, nint boxed);

    [LibraryImport(Library)]
    internal static partial nint g_value_dup_object(Value* value);

    [LibraryImport(Library)]
    internal static partial nint g_value_get_boxed(Value* value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_set_property(nint target, string name, Value* value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_get_property(nint target, string name, Value* value);

    [LibraryImport(Library)]
    internal static partial void g_object_unref(nint target);

    [LibraryImport(Library)]
    internal static partial void g_free(void* memory);

    /// <summary>GLib's <c>GValue</c>: a type and sixteen bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Value
    {
        private readonly nuint type;
        private readonly long first;
        private readonly long second;
    }
}
