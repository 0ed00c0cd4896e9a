using System.Text.Json;

namespace FaceShape.Web.Building;

/// <summary>Figures that the pages state, taken from what is built, never typed by hand.</summary>
/// <param name="DownloadBytes">What a first visit downloads to answer one photo, with brotli.</param>
/// <param name="UnpackedBytes">The same, unpacked.</param>
/// <param name="Accuracy">Measured accuracy, where the classifiers' card has it.</param>
public sealed record SiteFacts(long DownloadBytes, long UnpackedBytes, Accuracy? Accuracy);

/// <summary>Identity-disjoint accuracy of the shape: nobody is both in training and in testing.</summary>
/// <param name="Top1">Share of photos whose first answer is the label.</param>
/// <param name="Top2">Share whose first or second answer is.</param>
/// <param name="Photos">Number of photos.</param>
/// <param name="People">Number of people.</param>
public sealed record Accuracy(double Top1, double Top2, int Photos, int People)
{
    private static readonly JsonSerializerOptions CardOptions = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>Reads the card of the trained classifiers.</summary>
    /// <param name="models">The folder of the models.</param>
    /// <returns>Null where there is no card, or its figures were not measured this way.</returns>
    public static Accuracy? Read(string models)
    {
        var path = Path.Combine(models, "classifiers", "classifiers.json");
        if (!File.Exists(path)) return null;
        try
        {
            var figures = JsonSerializer.Deserialize<Card>(File.ReadAllBytes(path), CardOptions)!.Figures;
            return figures.Protocol == "identity-disjoint" ? new(figures.PerPhoto.Top1, figures.PerPhoto.Top2, figures.Read, figures.People) : null;
        }
        catch (JsonException error)
        {
            throw new SiteException($"{path} cannot be read: {error.Message}");
        }
    }

    private sealed record Card(Figures Figures);

    private sealed record Figures(string Protocol, int Read, int People, Shares PerPhoto);

    private sealed record Shares(double Top1, double Top2);
}
