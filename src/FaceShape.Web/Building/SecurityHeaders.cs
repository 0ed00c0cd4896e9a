using FaceShape.Shared;

namespace FaceShape.Web.Building;

/// <summary>
/// What browsers are told to forbid. The one place: hosts (<c>_headers</c>, nginx) and <c>faceshape serve</c> get copies of it.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>The content security policy: nothing but this site's own files, no inline code, no <c>eval</c>.</summary>
    /// <param name="collector">The one other address that the page may talk to; null for none.</param>
    public static string ContentSecurityPolicy(Uri? collector) => string.Join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        collector is null ? "connect-src 'self'" : $"connect-src 'self' {Origin.Of(collector)}",
        "img-src 'self' blob:",
        "style-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'");

    /// <summary>The camera for this page alone, and nothing else of the device.</summary>
    public static string PermissionsPolicy { get; } = string.Join(
        ", ",
        [
            "camera=(self)",
            .. new[]
            {
                "accelerometer", "autoplay", "browsing-topics", "display-capture", "encrypted-media", "fullscreen",
                "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer",
                "microphone", "midi", "otp-credentials", "payment", "picture-in-picture", "publickey-credentials-get",
                "screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking",
            }.Select(feature => $"{feature}=()"),
        ]);

    /// <summary>All rules of the site.</summary>
    /// <param name="collector">The one other address that the page may talk to; null for none.</param>
    public static IReadOnlyList<HeaderRule> Rules(Uri? collector = null) =>
    [
        new("/*", new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Cache-Control"] = "no-cache",
            ["Content-Security-Policy"] = ContentSecurityPolicy(collector),
            ["Cross-Origin-Embedder-Policy"] = "require-corp",
            ["Cross-Origin-Opener-Policy"] = "same-origin",
            ["Cross-Origin-Resource-Policy"] = "same-origin",
            ["Permissions-Policy"] = PermissionsPolicy,
            ["Referrer-Policy"] = "no-referrer",
            ["X-Content-Type-Options"] = "nosniff",
        }),
        new($"/{SiteFolder.Assets}/*", new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Cache-Control"] = "public, max-age=31536000, immutable",
        }),
    ];
}
