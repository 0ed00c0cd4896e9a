namespace FaceShape.Web.Building;

/// <summary>A file of the site whose name carries the hash of its content.</summary>
/// <param name="Url">Address relative to the site's root.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Brotli">Size after brotli; the same as <paramref name="Bytes"/> where it does not help.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
internal record SiteAsset(string Url, long Bytes, long Brotli, string Sha256)
{
    /// <summary>Code of its language; null for what all languages share.</summary>
    public string? Language { get; init; }
}
