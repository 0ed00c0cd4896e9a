using System.Runtime.CompilerServices;

namespace FaceShape.Testing;

/// <summary>Where things are in the checkout, and reasons to skip when something is not there.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path inside the checkout.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A folder or file of an npm package; skips the test when npm packages are not installed.</summary>
    public static string Npm(params string[] parts)
    {
        var path = Path(["node_modules", .. parts]);
        Assert.SkipUnless(System.IO.Path.Exists(path), "npm packages are not installed: run ./test once");
        return path;
    }

    /// <summary>A folder or file beside the checkout, in ../shared; skips the test where it is absent.</summary>
    public static string Shared(params string[] parts)
    {
        var path = System.IO.Path.Combine([Root, "..", "shared", .. parts]);
        Assert.SkipUnless(System.IO.Path.Exists(path), $"../shared/{string.Join('/', parts)} is not here");
        return System.IO.Path.GetFullPath(path);
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // Deterministic builds map source paths, so the place of the running assembly is tried first.
        foreach (var start in new[] { AppContext.BaseDirectory, System.IO.Path.GetDirectoryName(here) })
        {
            for (var folder = start; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            {
                if (File.Exists(System.IO.Path.Combine(folder, "FaceShape.slnx"))) return folder;
            }
        }

        throw new InvalidOperationException("FaceShape.slnx was not found above the test assembly");
    }
}
