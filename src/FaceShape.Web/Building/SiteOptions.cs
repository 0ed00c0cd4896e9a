namespace FaceShape.Web.Building;

/// <summary>Where the builder finds its material and puts the site.</summary>
/// <param name="Source">This project's folder: client/ and styles/.</param>
/// <param name="Browser">Publish folder of FaceShape.Browser.</param>
/// <param name="Models">The folder that holds models.json.</param>
/// <param name="Npm">The node_modules folder.</param>
/// <param name="Out">The site; replaced as a whole.</param>
/// <param name="Cache">Compressed files of earlier builds, by the hash of their content.</param>
/// <param name="Report">What was measured of the classifiers; need not be there.</param>
/// <param name="Address">Where the site will be found; ends with a slash.</param>
/// <param name="Collector">Where people may share to, if they choose; ends with a slash. Null: the page has no such thing.</param>
/// <param name="Donations">Whether the collector takes photos.</param>
/// <param name="Package">Folder of the npm package, replaced as a whole; null: none is made.</param>
/// <param name="ModelsKey">File with the public key of those who must have signed models.json; null where it need not be signed.</param>
internal sealed record SiteOptions(
    string Source, string Browser, string Models, string Npm, string Out, string Cache, string Report, Uri Address, Uri? Collector = null,
    bool Donations = false, string? ModelsKey = null, string? Package = null)
{
    private const string Usage = """
        Builds the static site.

          dotnet run --project src/FaceShape.Web -- --browser FOLDER [options]

          --browser FOLDER  publish folder of FaceShape.Browser
          --models FOLDER   models and models.json          (models)
          --npm FOLDER      npm packages                    (node_modules)
          --out FOLDER      the site, replaced as a whole   (artifacts/site)
          --cache FOLDER    compressed files, by hash       (artifacts/compressed)
          --source FOLDER   scripts, styles and words       (src/FaceShape.Web)
          --report FILE     accuracy, else from the models' card    (docs/accuracy/report.json)
          --address URL     where it will be found, for search engines (http://localhost:8080/)
          --collector URL   where people may share to, if they choose  (none: the page has no such thing)
          --donations yes   the collector takes photos too             (no)
          --package FOLDER  the npm package for other people's pages, replaced as a whole (none)
          --models-key FILE public key of those who sign models.json; pages then use no other list (none)
        """;

    /// <summary>Reads the command line; paths are relative to the working directory.</summary>
    /// <exception cref="SiteException">An option is unknown, has no value, or the folder of the browser is not named.</exception>
    public static SiteOptions Parse(IReadOnlyList<string> args)
    {
        var values = new Dictionary<string, string>
        {
            ["--models"] = "models",
            ["--npm"] = "node_modules",
            ["--out"] = Path.Combine("artifacts", "site"),
            ["--cache"] = Path.Combine("artifacts", "compressed"),
            ["--source"] = Path.Combine("src", "FaceShape.Web"),
            ["--report"] = Path.Combine("docs", "accuracy", "report.json"),
            ["--address"] = "http://localhost:8080/",
            ["--collector"] = "",
            ["--donations"] = "no",
            ["--models-key"] = "",
            ["--package"] = "",
        };
        for (var i = 0; i < args.Count; i += 2)
        {
            if (args[i] != "--browser" && !values.ContainsKey(args[i])) throw new SiteException($"Unknown option {args[i]}\n\n{Usage}", 2);
            if (i + 1 == args.Count) throw new SiteException($"{args[i]} needs a value\n\n{Usage}", 2);
            values[args[i]] = args[i + 1];
        }

        if (!values.ContainsKey("--browser")) throw new SiteException($"--browser is missing\n\n{Usage}", 2);
        string Full(string option) => Path.GetFullPath(values[option]);
        string? Optional(string option) => values[option].Length == 0 ? null : Full(option);
        return new(Full("--source"), Full("--browser"), Full("--models"), Full("--npm"), Full("--out"), Full("--cache"), Full("--report"),
            WholeAddress("--address", values["--address"]), values["--collector"].Length == 0 ? null : WholeAddress("--collector", values["--collector"]), YesOrNo(values["--donations"]),
            Optional("--models-key"), Optional("--package"));
    }

    private static bool YesOrNo(string text) =>
        text is "yes" or "no" ? text == "yes" : throw new SiteException($"--donations {text}: say yes or no", 2);

    private static Uri WholeAddress(string option, string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new SiteException($"{option} {text}: name a whole address, such as https://example.org/face/", 2);
}
