namespace FaceShape.Web.Tests.Harness;

/// <summary>The browsers that the tests drive: of each the first program that is found on the PATH; null when there is none.</summary>
internal static class Browsers
{
    public static string? Chromium { get; } = Find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    public static string? Firefox { get; } = Find("firefox-esr", "firefox");

    /// <summary>Drives WebKitGTK, whose engine is Safari's.</summary>
    public static string? WebKitDriver { get; } = Find("WebKitWebDriver");

    /// <summary>A screen for browsers that want one, where nobody sits.</summary>
    public static string? Screen { get; } = Find("Xvfb");

    private static string? Find(params string[] names) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
