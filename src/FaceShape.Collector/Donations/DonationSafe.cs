using System.Security.Cryptography;
using System.Text;
using FaceShape.Collector.Storage;

namespace FaceShape.Collector.Donations;

/// <summary>
/// Seals photos with AES-256-GCM. Each gets a deletion code of 128 random bits; only the code's hash is kept, and it is part of
/// what is authenticated, so that sealed photos cannot be swapped.
/// </summary>
internal sealed class DonationSafe : IDisposable
{
    private const int KeyBytes = 32;
    private const int CodeBytes = 16;
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly AesGcm cipher;

    /// <summary>Takes the key from a file, or makes both, readable by nobody else.</summary>
    /// <exception cref="CollectorException">The file is not a key, or cannot be made.</exception>
    public DonationSafe(string path)
    {
        try
        {
            if (!File.Exists(path)) MakeKey(path);
            var key = File.ReadAllBytes(path);
            if (key.Length != KeyBytes) throw new CollectorException($"{path} is not a key of {KeyBytes} bytes: name another with --donation-key");
            cipher = new(key, TagBytes);
            CryptographicOperations.ZeroMemory(key);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CollectorException($"The key of the donations cannot be used ({error.Message}): name another with --donation-key", error);
        }
    }

    /// <summary>Takes the key from a file that is there: a new one opens nothing.</summary>
    /// <exception cref="CollectorException">There is no such file, or it is not a key.</exception>
    public static DonationSafe WithKeyOf(string path) =>
        File.Exists(path) ? new(path) : throw new CollectorException($"There is no key {path}: name the one that the donations were sealed with (--donation-key)");

    /// <summary>A new deletion code: 32 hexadecimal digits.</summary>
    public static string NewCode() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(CodeBytes));

    /// <summary>By what a photo is found.</summary>
    /// <param name="code">Of any length; hashing is bounded by the address's length limit.</param>
    public static byte[] KeyOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    /// <summary>Seals a photo.</summary>
    public SealedDonation Seal(ReadOnlySpan<byte> photo, string code, long expires)
    {
        var key = KeyOf(code);
        var box = new byte[NonceBytes + photo.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        cipher.Encrypt(box.AsSpan(0, NonceBytes), photo, box.AsSpan(NonceBytes, photo.Length), box.AsSpan(NonceBytes + photo.Length), key);
        return new(key, box, expires);
    }

    /// <summary>Opens what <see cref="Seal"/> sealed; null where it was sealed with another key, or damaged.</summary>
    public byte[]? TryOpen(SealedDonation donation)
    {
        var box = donation.Sealed;
        var photo = new byte[Math.Max(0, box.Length - NonceBytes - TagBytes)];
        try
        {
            cipher.Decrypt(
                box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, photo.Length), box.AsSpan(NonceBytes + photo.Length), photo, donation.Key);
            return photo;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException) // too short to hold a nonce and a tag
        {
            return null;
        }
    }

    public void Dispose() => cipher.Dispose();

    private static void MakeKey(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
    }
}
