using Microsoft.Playwright;

namespace FaceShape.Web.Tests.Harness;

/// <summary>A file as a person would choose it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MimeType">What the browser takes it for.</param>
/// <param name="Bytes">Its content.</param>
public sealed record Photo(string Name, string MimeType, byte[] Bytes)
{
    internal FilePayload Payload => new() { Name = Name, MimeType = MimeType, Buffer = Bytes };

    /// <summary>A JPEG.</summary>
    public static Photo Jpeg(byte[] bytes) => new("photo.jpg", "image/jpeg", bytes);
}
