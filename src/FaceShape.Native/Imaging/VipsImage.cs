using static FaceShape.Native.Imaging.LibVips;

namespace FaceShape.Native.Imaging;

/// <summary>
/// A picture in libvips: a chain of operations that is computed when its pixels are asked for.
/// The bytes it was loaded from must stay in place until it is disposed.
/// </summary>
internal sealed unsafe class VipsImage : IDisposable
{
    /// <summary>Metadata field of the colour profile.</summary>
    public const string Profile = "icc-profile-data";

    private nint handle;

    private VipsImage(nint handle) => this.handle = handle;

    public int Width => vips_image_get_width(handle);

    public int Height => vips_image_get_height(handle);

    public int Bands => vips_image_get_bands(handle);

    /// <summary>Of all bands.</summary>
    public long BytesPerPixel => Bands * (long)vips_format_sizeof(vips_image_get_format(handle));

    /// <summary>Whether each sample is a byte without a sign, as <see cref="ToSamples"/> copies them.</summary>
    public bool HasByteSamples => vips_image_get_format(handle) == 0;

    public VipsInterpretation Interpretation => (VipsInterpretation)vips_image_get_interpretation(handle);

    /// <summary>EXIF orientation, 1 to 8.</summary>
    public int Orientation => vips_image_get_orientation(handle);

    public bool HasAlpha => vips_image_hasalpha(handle) != 0;

    /// <summary>Reads the header; pixels follow later.</summary>
    /// <param name="loader">Operation, such as <c>pngload_buffer</c>.</param>
    /// <param name="bytes">The file, pinned by the caller.</param>
    /// <param name="length">Its length.</param>
    /// <param name="options">Arguments of the operation.</param>
    /// <exception cref="VipsException">The header cannot be read.</exception>
    public static VipsImage Load(string loader, byte* bytes, int length, params ReadOnlySpan<(string Name, string Value)> options)
    {
        LibVips.Load();
        var blob = vips_blob_new(0, bytes, (nuint)length);
        try
        {
            return new(Operate(loader, operation => SetBoxed(operation, blob), TakeImage, options));
        }
        finally
        {
            vips_area_unref(blob);
        }
    }

    /// <summary>Copies 8-bit samples, bands interleaved.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bands">Samples a pixel.</param>
    /// <param name="meaning">libvips's nickname of the colour space: <c>b-w</c>, <c>srgb</c> or <c>cmyk</c>.</param>
    /// <param name="samples">The samples.</param>
    public static VipsImage FromSamples(int width, int height, int bands, string meaning, ReadOnlySpan<byte> samples)
    {
        LibVips.Load();
        fixed (byte* first = samples)
        {
            var image = vips_image_new_from_memory_copy(first, (nuint)samples.Length, width, height, bands, 0);
            if (image == 0) throw new VipsException(TakeError());
            var result = new VipsImage(image);
            result.Apply("copy", ("interpretation", meaning));
            return result;
        }
    }

    /// <summary>Becomes the result of an operation on itself.</summary>
    /// <exception cref="VipsException">The operation refuses.</exception>
    public void Apply(string operation, params ReadOnlySpan<(string Name, string Value)> options)
    {
        var result = Operate(operation, SetInput, TakeImage, options);
        g_object_unref(handle);
        handle = result;
    }

    /// <summary>Encodes with one of the <c>*save_buffer</c> operations.</summary>
    public byte[] Save(string saver, params ReadOnlySpan<(string Name, string Value)> options) =>
        Operate(saver, SetInput, TakeBytes, options);

    /// <summary>Computes the pixels: one byte a sample, bands interleaved.</summary>
    /// <exception cref="VipsException">A part of the file could not be decoded.</exception>
    public byte[] ToSamples()
    {
        nuint size;
        var samples = vips_image_write_to_memory(handle, &size);
        if (samples is null) throw new VipsException(TakeError());
        try
        {
            vips_error_clear(); // warnings about a file that could be decoded all the same
            return new ReadOnlySpan<byte>(samples, checked((int)size)).ToArray();
        }
        finally
        {
            g_free(samples);
        }
    }

    /// <summary>A metadata field's bytes; empty when it is not there.</summary>
    public ReadOnlySpan<byte> GetBlob(string name)
    {
        void* data;
        nuint length;
        if (vips_image_get_typeof(handle, name) == 0 || vips_image_get_blob(handle, name, &data, &length) != 0) return [];
        return new(data, checked((int)length));
    }

    public void SetBlob(string name, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes) vips_image_set_blob_copy(handle, name, first, (nuint)bytes.Length);
    }

    public void SetInt(string name, int value) => vips_image_set_int(handle, name, value);

    public void Dispose()
    {
        if (handle != 0) g_object_unref(handle);
        handle = 0;
    }

    private static T Operate<T>(string name, Action<nint> give, Func<nint, T> take, ReadOnlySpan<(string Name, string Value)> options)
    {
        var operation = vips_operation_new(name);
        if (operation == 0) throw new VipsException(TakeError());
        try
        {
            give(operation);
            foreach (var (key, value) in options)
            {
                if (vips_object_set_argument_from_string(operation, key, value) != 0) throw new VipsException(TakeError());
            }

            if (vips_cache_operation_buildp(&operation) != 0) throw new VipsException(TakeError());
            return take(operation);
        }
        finally
        {
            vips_object_unref_outputs(operation);
            g_object_unref(operation);
        }
    }

    private void SetInput(nint operation)
    {
        Value value = default;
        g_value_init(&value, vips_image_get_type());
        g_value_set_object(&value, handle);
        g_object_set_property(operation, "in", &value);
        g_value_unset(&value);
    }

    private static void SetBoxed(nint operation, nint blob)
    {
        Value value = default;
        g_value_init(&value, vips_blob_get_type());
        g_value_set_boxed(&value, blob);
        g_object_set_property(operation, "buffer", &value);
        g_value_unset(&value);
    }

    private static nint TakeImage(nint operation)
    {
        Value value = default;
        g_value_init(&value, vips_image_get_type());
        g_object_get_property(operation, "out", &value);
        var image = g_value_dup_object(&value);
        g_value_unset(&value);
        return image;
    }

    private static byte[] TakeBytes(nint operation)
    {
        Value value = default;
        g_value_init(&value, vips_blob_get_type());
        g_object_get_property(operation, "buffer", &value);
        nuint length;
        var data = vips_area_get_data(g_value_get_boxed(&value), &length, null, null, null);
        var bytes = new ReadOnlySpan<byte>((void*)data, checked((int)length)).ToArray();
        g_value_unset(&value);
        return bytes;
    }
}
