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
    /// <summary>Reads the card of the trained classifiers.</summary>
    /// <param name="models">The folder of the models.</param>
    /// <returns>Null where there is no card, or its figures were not measured this way.</returns>
    public static Accuracy? Read(string models)
    {
        var path = Path.Combine(models, "classifiers", "classifiers.json");
        if (!File.Exists(path)) return null;
        using var card = JsonDocument.Parse(File.ReadAllBytes(path));
        var figures = card.RootElement.GetProperty("figures");
        if (figures.GetProperty("protocol").GetString() != "identity-disjoint") return null;
        var shape = figures.GetProperty("shape");
        var perPhoto = shape.GetProperty("perPhoto");
        return new(
            perPhoto.GetProperty("top1").GetDouble(),
            perPhoto.GetProperty("top2").GetDouble(),
            shape.GetProperty("read").GetInt32(),
            shape.GetProperty("people").GetInt32());
    }
}
