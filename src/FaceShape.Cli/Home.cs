namespace FaceShape.Cli;

/// <summary>Where the checkout keeps what the command needs.</summary>
internal static class Home
{
    /// <summary>The nearest folder above the program that holds the models' catalogue; the current one where there is none.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Networks and their catalogue.</summary>
    public static string Models => Path.Combine(Root, "models");

    /// <summary>What npm installed.</summary>
    public static string NpmPackages => Path.Combine(Root, "node_modules");

    /// <summary>Features of photos, kept by content hash.</summary>
    public static string FeatureCache => Path.Combine(Root, "artifacts", "features");

    /// <summary>The collector's program.</summary>
    public static string Collector => Path.Combine(Root, "artifacts", "bin", "FaceShape.Collector", "release", "FaceShape.Collector.dll");

    /// <summary>The site as ./run builds it.</summary>
    public static string Site => Path.Combine(Root, "artifacts", "site");

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "models", "models.json"))) return folder;
        }

        return Environment.CurrentDirectory;
    }
}
