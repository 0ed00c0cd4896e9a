using System.Globalization;
using FaceShape.Insight;
using FaceShape.Shared;

namespace FaceShape.Collector;

/// <summary>How a collector is set up; from the command line (<c>--database …</c>) or the environment (<c>COLLECTOR_DATABASE</c>).</summary>
internal sealed record CollectorOptions
{
    /// <summary>Most models that are counted: with the questions it bounds what is stored for a week.</summary>
    public const int MaxModels = 16;

    public const string Usage = """
        Counts what people chose to share about FaceShape.

          FaceShape.Collector [serve] --models ID[,ID...] [options]
          FaceShape.Collector export --out FOLDER [options]    decrypts the donated photos that have not expired

          --models ID,ID            models whose reports are counted: first 12 digits of their SHA-256
          --database TEXT           file of an SQLite database, or connection string of PostgreSQL   (collector.db)
          --origins URL,URL         sites whose pages may send                                        (none)
          --min-reports N           fewest reports of a published figure, 2 to 1000000                (50)
          --late-weeks N            past weeks that reports may be about, not yet published, 0 to 52  (1)
          --reports-per-minute N    accepted from one network, 1 to 1000000                           (30)
          --receipts N              reports that are remembered to count none twice, 1000 to 100000000 (2000000)
          --donations N             most photos that are kept, 0 to 100000; 0 takes none              (0)
          --donation-days N         days after which a photo is deleted, 1 to 90                      (30)
          --donation-key FILE       key of the photos, 32 bytes; made where it is not there           (donations.key)
          --proxies N               proxies in front that name the sender in X-Forwarded-For, 0 to 5  (0)
          --urls URL                where to listen                                                   (http://127.0.0.1:8090)

        Each can also be set in the environment: COLLECTOR_DATABASE, COLLECTOR_REPORTS_PER_MINUTE and so on.
        """;

    /// <summary>Names of all settings.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "models", "database", "origins", "min-reports", "late-weeks", "reports-per-minute", "receipts", "donations", "donation-days", "donation-key",
        "proxies", "urls", "out",
    };

    public required IReadOnlySet<ModelId> Models { get; init; }

    public string Database { get; init; } = "collector.db";

    public IReadOnlyList<string> Origins { get; init; } = [];

    public int MinReports { get; init; } = Privacy.FewestReports;

    public int LateWeeks { get; init; } = 1;

    public int ReportsPerMinute { get; init; } = 30;

    public int Receipts { get; init; } = 2_000_000;

    public int Donations { get; init; }

    public int DonationDays { get; init; } = 30;

    public string DonationKey { get; init; } = "donations.key";

    public int Proxies { get; init; }

    public string Urls { get; init; } = "http://127.0.0.1:8090";

    /// <summary>Whether <see cref="Database"/> is PostgreSQL's.</summary>
    public bool IsPostgres => Database.Contains('=', StringComparison.Ordinal);

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="UsageException">One is missing or out of its bounds; <see cref="CollectorSettings"/> refuses what it does not know.</exception>
    public static CollectorOptions Read(IConfiguration settings)
    {
        var models = Words(settings["models"]);
        if (models.Count is < 1 or > MaxModels) throw new UsageException($"--models must name 1 to {MaxModels} models\n\n{Usage}");
        return new()
        {
            Models = models.Select(ModelOf).ToHashSet(),
            Database = settings["database"] ?? "collector.db",
            Origins = [.. Words(settings["origins"]).Select(OriginOf)],
            MinReports = Number(settings, "min-reports", Privacy.FewestReports, 2, 1_000_000),
            LateWeeks = Number(settings, "late-weeks", 1, 0, 52),
            ReportsPerMinute = Number(settings, "reports-per-minute", 30, 1, 1_000_000),
            Receipts = Number(settings, "receipts", 2_000_000, 1_000, 100_000_000),
            Donations = Number(settings, "donations", 0, 0, 100_000),
            DonationDays = Number(settings, "donation-days", 30, 1, 90),
            DonationKey = settings["donation-key"] ?? "donations.key",
            Proxies = Number(settings, "proxies", 0, 0, 5),
            Urls = string.Join(';', (settings["urls"] ?? "http://127.0.0.1:8090").Split(';').Select(ListeningAt)),
        };
    }

    private static IReadOnlyList<string> Words(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ModelId ModelOf(string word)
    {
        try
        {
            return ModelId.Of(word);
        }
        catch (FormatException error)
        {
            throw new UsageException($"--models: {error.Message}", error);
        }
    }

    private static string OriginOf(string word) =>
        Uri.TryCreate(word, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == word
            ? Origin.Of(uri)
            : throw new UsageException($"--origins: '{word}' is not an origin such as https://example.org");

    /// <summary>HTTP alone: a proxy in front ends HTTPS.</summary>
    private static string ListeningAt(string word)
    {
        try
        {
            if (BindingAddress.Parse(word) is { Scheme: "http", PathBase.Length: 0, Port: >= 0 and <= ushort.MaxValue }) return word;
        }
        catch (FormatException)
        {
            // The same words as for another scheme.
        }

        throw new UsageException($"--urls: '{word}' is not an address such as http://127.0.0.1:8090");
    }

    private static int Number(IConfiguration settings, string name, int otherwise, int least, int most)
    {
        if (settings[name] is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException($"--{name} must be a whole number from {least} to {most}, not '{text}'");
    }
}
