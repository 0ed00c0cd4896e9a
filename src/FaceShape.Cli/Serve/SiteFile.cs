using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FaceShape.Cli.Serve;

/// <summary>One file of the site, in the encodings that lie beside it.</summary>
/// <param name="ContentType">Media type.</param>
/// <param name="Plain">As it is.</param>
/// <param name="Brotli">name.br, where it is there.</param>
/// <param name="Gzip">name.gz, where it is there.</param>
internal sealed record SiteFile(string ContentType, SiteFileBody Plain, SiteFileBody? Brotli, SiteFileBody? Gzip)
{
    /// <summary>Whether the answer depends on what the asker accepts.</summary>
    public bool Varies => Brotli is not null || Gzip is not null;

    /// <summary>The smallest form that the asker accepts.</summary>
    /// <param name="acceptEncoding">The header; may be absent.</param>
    public SiteFileBody Best(StringValues acceptEncoding)
    {
        if (!Varies || !StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var accepted)) return Plain;
        bool Accepts(string encoding) => accepted.Any(item => item.Value == encoding && item.Quality is null or > 0);
        return Brotli is not null && Accepts("br") ? Brotli : Gzip is not null && Accepts("gzip") ? Gzip : Plain;
    }
}

/// <summary>The bytes of a file in one encoding.</summary>
/// <param name="Path">Where they lie.</param>
/// <param name="Encoding">The name of the encoding; null for none.</param>
/// <param name="LastModified">When they were written.</param>
/// <param name="Tag">Changes with the content.</param>
internal sealed record SiteFileBody(string Path, string? Encoding, DateTimeOffset LastModified, EntityTagHeaderValue Tag)
{
    /// <summary>Looks at a file.</summary>
    public static SiteFileBody Of(string path, string? encoding)
    {
        var file = new FileInfo(path);
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}{(encoding is null ? "" : $"-{encoding}")}\"");
        return new(path, encoding, new DateTimeOffset(file.LastWriteTimeUtc), new EntityTagHeaderValue(tag));
    }
}
