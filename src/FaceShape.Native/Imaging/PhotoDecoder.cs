using System.Buffers.Binary;
using System.Globalization;
using FaceShape.Imaging;

namespace FaceShape.Native.Imaging;

/// <summary>
/// Turns photo files into upright sRGB pixels: JPEG, PNG, WebP, GIF (first frame), TIFF (first page), AVIF.
/// EXIF orientation is applied, transparency laid over white, other colour spaces converted. May be used from several threads at once.
/// </summary>
public sealed class PhotoDecoder
{
    private const string Remedy = "save it as JPEG or PNG and try again";

    private readonly PhotoLimits limits;

    /// <summary>Makes a decoder.</summary>
    /// <param name="limits">Bounds; the defaults when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not positive, or above <see cref="PhotoLimits.RasterPixels"/>.</exception>
    public PhotoDecoder(PhotoLimits? limits = null)
    {
        this.limits = limits ?? new();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(this.limits.MaxFileBytes, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(this.limits.MaxPixels, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(this.limits.MaxPixels, PhotoLimits.RasterPixels, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNegative(this.limits.MaxSide, nameof(limits));
    }

    /// <summary>Version of libvips, such as 8.18.7.</summary>
    /// <exception cref="NativeLibraryException">libvips is not installed.</exception>
    public static string LibraryVersion => LibVips.Load();

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The photo.</param>
    /// <exception cref="PhotoException">It cannot be read or decoded; the message says what to do.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory for its pixels.</exception>
    /// <exception cref="NativeLibraryException">libvips is not installed.</exception>
    public Raster DecodeFile(string path) => Decode(ReadFile(path));

    /// <summary>Decodes a photo held in memory.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <exception cref="PhotoException">It cannot be decoded; the message says what to do.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory for its pixels.</exception>
    /// <exception cref="NativeLibraryException">libvips is not installed.</exception>
    public Raster Decode(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty) throw new PhotoException(PhotoError.EmptyFile, "The file is empty; copy or download the photo again");
        if (file.Length > limits.MaxFileBytes) throw FileTooLarge(file.Length);
        var format = PhotoFormat.Recognize(file)
            ?? throw new PhotoException(PhotoError.NotAnImage, "The file is no picture; choose a JPEG, PNG, WebP, GIF, TIFF or AVIF");
        if (format.Loader is null) throw new PhotoException(PhotoError.UnsupportedFormat, $"{format.Name} is not read here; {Remedy}");
        // A PNG says its size up front; libvips would first look for its pixels.
        if (format == PhotoFormat.Png && file.Length >= 24)
            CheckSize(BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]));
        // An interrupted download may be filled up with zeros, which would decode to half of a face; neither format ends with one.
        if (format == PhotoFormat.Jpeg || format == PhotoFormat.Gif) file = file.TrimEnd((byte)0);
        try
        {
            return Decode(format, format.Loader, file);
        }
        catch (VipsException error) when (error.IsOutOfMemory)
        {
            throw new OutOfMemoryException(error.Message, error);
        }
        catch (VipsException error)
        {
            throw new PhotoException(
                PhotoError.Truncated,
                $"The {format.Name} file is incomplete, damaged or of a rare kind; copy or download it again, or {Remedy}",
                error);
        }
    }

    private unsafe Raster Decode(PhotoFormat format, string loader, ReadOnlySpan<byte> file)
    {
        fixed (byte* bytes = file)
        {
            using var image = Open(loader, bytes, file.Length);
            image.Apply("autorot");
            ColourConversion.ToSrgb(image);
            // With more than one sample beside the colours nobody knows which is the transparency: a TIFF keeps selections so.
            if (image.Bands > 4) image.Apply("extract_band", ("band", "0"), ("n", "3"));
            else if (image.HasAlpha) image.Apply("flatten", ("background", "255"));
            if (!image.HasByteSamples)
            {
                throw new PhotoException(
                    PhotoError.UnsupportedFormat, $"A {format.Name} with samples other than of 8 or 16 bits is not read here; {Remedy}");
            }

            ScaleDown(image);
            image.Apply("addalpha");
            return new(image.Width, image.Height, image.ToSamples());
        }
    }

    private unsafe VipsImage Open(string loader, byte* bytes, int length)
    {
        int orientation;
        using (var header = VipsImage.Load(loader, bytes, length))
        {
            CheckSize(header.Width, header.Height);
            CheckChannels(header);
            orientation = header.Orientation;
        }

        // Upright photos stream through from top to bottom; the others are needed whole to be turned, in memory: a large
        // one would otherwise lie decoded on the disk for a while.
        return orientation > 1
            ? VipsImage.Load(loader, bytes, length, ("access", "random"), ("memory", "true"), ("fail-on", "truncated"))
            : VipsImage.Load(loader, bytes, length, ("access", "sequential"), ("fail-on", "truncated"));
    }

    private void ScaleDown(VipsImage image)
    {
        var longer = Math.Max(image.Width, image.Height);
        if (limits.MaxSide == 0 || longer <= limits.MaxSide) return;
        image.Apply("resize", ("scale", ((double)limits.MaxSide / longer).ToString("R", CultureInfo.InvariantCulture)));
    }

    private void CheckSize(long width, long height)
    {
        if (!limits.Allows(width, height))
        {
            throw new PhotoException(
                PhotoError.TooLarge,
                $"The photo has {width} x {height} pixels, more than the {limits.MaxPixels / 1e6:0.#} million "
                + $"(or a side of {PhotoLimits.LongestSide}) allowed; scale it down and try again");
        }

        if (Math.Min(width, height) < PhotoLimits.MinSide)
        {
            throw new PhotoException(
                PhotoError.TooSmall,
                $"The photo has {width} x {height} pixels, at least {PhotoLimits.MinSide} x {PhotoLimits.MinSide} are needed; "
                + "choose a larger one");
        }
    }

    private void CheckChannels(VipsImage header)
    {
        if ((long)header.Width * header.Height * header.BytesPerPixel <= limits.MaxPixels * PhotoLimits.BytesPerPixel) return;
        throw new PhotoException(
            PhotoError.TooLarge,
            $"The photo has {header.Width} x {header.Height} pixels of {header.Bands} channels, more than {limits.MaxPixels / 1e6:0.#} million "
            + $"pixels may have; {Remedy}");
    }

    private ReadOnlySpan<byte> ReadFile(string path)
    {
        if (Directory.Exists(path)) throw new PhotoException(PhotoError.IsADirectory, $"{path} is a folder; name a photo in it");
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.CanSeek && stream.Length > limits.MaxFileBytes) throw FileTooLarge(stream.Length);
            // A pipe does not tell its length; one byte above the bound is enough to know.
            var bytes = new byte[stream.CanSeek ? stream.Length : limits.MaxFileBytes + 1L];
            return bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new PhotoException(PhotoError.NotFound, $"There is no file {path}; check the name", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PhotoException(PhotoError.Unreadable, $"{path} may not be read: {error.Message}", error);
        }
    }

    private PhotoException FileTooLarge(long length) => new(
        PhotoError.TooLarge,
        $"The file has {length / 1048576.0:0.#} MiB, more than the {limits.MaxFileBytes / 1048576.0:0.#} allowed; "
        + "save it smaller and try again");
}
