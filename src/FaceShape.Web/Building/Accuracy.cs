using System.Text.Json;

namespace FaceShape.Web.Building;

/// <summary>Identity-disjoint accuracy of the shape, one photo at a time: nobody is both in training and in testing.</summary>
/// <param name="Top1">Share of photos whose first answer is the label.</param>
/// <param name="Top2">Share whose first or second answer is.</param>
/// <param name="Photos">Number of photos.</param>
/// <param name="People">Number of people.</param>
public sealed record Accuracy(double Top1, double Top2, int Photos, int People)
{
    /// <summary>95 % interval of <see cref="Top1"/>; empty where it was not measured. So are the lists below.</summary>
    public IReadOnlyList<double> Interval { get; init; } = [];

    /// <summary>First and first two with the same people on both sides.</summary>
    public IReadOnlyList<double> Leaky { get; init; } = [];

    /// <summary>Expected calibration error.</summary>
    public double? Ece { get; init; }

    /// <summary>Pairs: share of photos, the surest first, and how many of them are right.</summary>
    public IReadOnlyList<double[]> Coverage { get; init; } = [];

    /// <summary>Share of photos for which one shape is named and how often it is right, then of those between two and how often one of them is; empty where it was not measured.</summary>
    public IReadOnlyList<double> Said { get; init; } = [];

    /// <summary>How often two photos of one person get the same first answer, each person once; null where it was not measured.</summary>
    public double? SamePerson { get; init; }

    /// <summary>The same among photos neither of which is answered by "can't tell".</summary>
    public double? SameAnswered { get; init; }

    /// <summary>The same among photos each of which is answered by one shape.</summary>
    public double? SameOneShape { get; init; }

    /// <summary>How often one photo and another of the same person agree, three together and three others, five and five; empty where it was not measured.</summary>
    public IReadOnlyList<double> SameGroups { get; init; } = [];

    /// <summary>Share of their common people of whom two sources say the same shape: least and most of all pairs of sources.</summary>
    public IReadOnlyList<double> SourcesAgree { get; init; } = [];

    /// <summary>Photos by label (rows) and first answer (columns), in the order of the shapes.</summary>
    public IReadOnlyList<int[]> Confusion { get; init; } = [];

    /// <summary>How sure the reader was, how often it was right, and on how many photos.</summary>
    public IReadOnlyList<double[]> Reliability { get; init; } = [];

    /// <summary>Reads the accuracy report, or the card of trained classifiers.</summary>
    /// <param name="paths">Files that <c>faceshape evaluate</c> and <c>train</c> wrote; the first that is there counts.</param>
    /// <returns>Null where there is none, or its figures were not measured this way.</returns>
    /// <exception cref="SiteException">The file is damaged.</exception>
    public static Accuracy? Read(params string[] paths)
    {
        if (paths.FirstOrDefault(File.Exists) is not { } path) return null;
        try
        {
            using var card = JsonDocument.Parse(File.ReadAllBytes(path));
            // A report has several recipes, the one that is shipped by default first.
            return Of(card.RootElement.TryGetProperty("recipes", out var recipes)
                ? recipes.EnumerateArray().First().GetProperty("result")
                : card.RootElement.GetProperty("figures"));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SiteException($"{path} cannot be read: {error.Message}");
        }
    }

    private static Accuracy? Of(JsonElement figures)
    {
        if (figures.GetProperty("protocol").GetString() != "identity-disjoint") return null;
        var photo = figures.GetProperty("perPhoto");
        // Figures of one photo each lie with the shares, or beside them.
        JsonElement? Find(string name) =>
            photo.TryGetProperty(name, out var inside) ? inside : figures.TryGetProperty(name, out var beside) ? beside : null;
        double? Same(string name) =>
            figures.TryGetProperty("samePerson", out var same) && same.ValueKind == JsonValueKind.Object
                && same.TryGetProperty(name, out var figure) && figure.ValueKind == JsonValueKind.Object
                ? Number(figure, "value")
                : null;
        int Count(string name) => figures.GetProperty(name).GetInt32();
        return new(Number(photo, "top1"), Number(photo, "top2"), Count("read"), Count("people"))
        {
            Interval = Find("top1Interval")?.Deserialize<double[]>() ?? [],
            Leaky = figures.TryGetProperty("leaky", out var leaky) && leaky.ValueKind == JsonValueKind.Object
                ? [Number(leaky.GetProperty("perPhoto"), "top1"), Number(leaky.GetProperty("perPhoto"), "top2")]
                : [],
            Ece = Find("ece") is { } ece ? ece.ValueKind == JsonValueKind.Object ? Number(ece, "value") : ece.GetDouble() : null,
            Coverage = Find("coverage")?.Deserialize<double[][]>() ?? [],
            Said = figures.TryGetProperty("said", out var said) && said.ValueKind == JsonValueKind.Object
                && said.GetProperty("oneShapeRight") is { ValueKind: JsonValueKind.Object } one && said.GetProperty("betweenTwoRight") is { ValueKind: JsonValueKind.Object } two
                ? [Number(said, "oneShape"), Number(one, "value"), Number(said, "betweenTwo"), Number(two, "value")]
                : [],
            SamePerson = Same("perPerson"),
            SameAnswered = Same("answered"),
            SameOneShape = Same("oneShape"),
            SameGroups = figures.TryGetProperty("fusedAgreement", out var groups) && groups.ValueKind == JsonValueKind.Array
                ? [.. groups.EnumerateArray().Select(group => Number(group.GetProperty("same"), "value"))]
                : [],
            SourcesAgree = figures.TryGetProperty("agreement", out var pairs) && pairs is { ValueKind: JsonValueKind.Array } && pairs.GetArrayLength() > 0
                ? [Agree(pairs).Min(), Agree(pairs).Max()]
                : [],
            Confusion = Find("confusion")?.Deserialize<int[][]>() ?? [],
            Reliability = Find("reliability") is { } bins
                ? [.. bins.EnumerateArray().Select(bin => new[] { Number(bin, "probability"), Number(bin, "accuracy"), Number(bin, "photos") })]
                : [],
        };
    }

    private static IEnumerable<double> Agree(JsonElement pairs) => pairs.EnumerateArray().Select(pair => Number(pair.GetProperty("agree"), "value"));

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
