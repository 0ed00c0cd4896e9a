namespace FaceShape.Collector.Storage;

/// <summary>A donated photo as it is kept.</summary>
/// <param name="Key">SHA-256 of the deletion code, by which it is found; the code itself is not kept.</param>
/// <param name="Sealed">Nonce, ciphertext and tag.</param>
/// <param name="Expires">Seconds since 1970 after which it is deleted.</param>
internal sealed record SealedDonation(byte[] Key, byte[] Sealed, long Expires);
