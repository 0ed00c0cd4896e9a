namespace FaceShape.Web.Building;

/// <summary>
/// What browsers are told to forbid. The one place: hosts (<c>_headers</c>, nginx) and <c>faceshape serve</c> get copies of it.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>The content security policy: nothing but this site's own files, no inline code, no <c>eval</c>.</summary>
    public static string ContentSecurityPolicy { get; } = string.Join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "connect-src 'self'",
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
    public static IReadOnlyList<HeaderRule> Rules { get; } =
    [
        new("/*", new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Cache-Control"] = "no-cache",
            ["Content-Security-Policy"] = ContentSecurityPolicy,
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
