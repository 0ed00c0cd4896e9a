using System.Security.Cryptography;
using System.Text;

namespace FaceShape.Training.Data;

/// <summary>Names of files in a cache of features.</summary>
public static class FeatureKey
{
    /// <summary>The name under which features are kept.</summary>
    /// <param name="photo">Bytes of the photo's file.</param>
    /// <param name="preparation">Everything else the features depend on, in words.</param>
    public static string Of(ReadOnlySpan<byte> photo, string preparation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(photo));
        hash.AppendData(Encoding.UTF8.GetBytes(preparation));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
