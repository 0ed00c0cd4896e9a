using System.Globalization;
using System.Text.Json;
using FaceShape.Testing;

namespace FaceShape.Tests;

/// <summary>The figures of the README are those that the programs wrote.</summary>
public class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.Path("README.md"));

    [Fact]
    public void Accuracy_is_that_of_the_classifiers_card()
    {
        var figures = Json("models", "classifiers", "classifiers.json").GetProperty("figures");
        var (photo, leaky) = (figures.GetProperty("perPhoto"), figures.GetProperty("leaky").GetProperty("perPhoto"));

        Says($"first choice {Percent(photo, "top1")} % (95 % interval {Interval(photo, "top1Interval")}), first two {Percent(photo, "top2")} % ({Interval(photo, "top2Interval")})");
        Says($"{figures.GetProperty("people").GetInt32()} people, {figures.GetProperty("read").GetInt32():N0} photos");
        Says($"| {Percent(leaky, "top1")} %, {Percent(leaky, "top2")} % |");
        Says($"{Text(100 * figures.GetProperty("coverage")[4][1].GetDouble(), "0.0")} % right");
        Says($"right for {Whole(photo, "top1")} of photos and one of the first two for {Whole(photo, "top2")}");
        Says($"ours would read {Whole(leaky, "top1")} and {Whole(leaky, "top2")}");
        Assert.Equal(0.5, figures.GetProperty("coverage")[4][0].GetDouble());
    }

    [Fact]
    public void The_outline_is_as_near_as_its_card_says()
    {
        var figures = Json("models", "classifiers", "outline.json").GetProperty("figures");
        string Share(string name) => Text(100 * figures.GetProperty(name).GetProperty("value").GetDouble(), "0.00");

        Says($"({figures.GetProperty("photos").GetInt32()} people) | cheeks and jaw off by {Share("curve")} % of the face's width, chin by {Share("chin")} %");
    }

    [Fact]
    public void Sizes_are_those_of_the_catalogue()
    {
        var sizes = Json("models", "models.json").GetProperty("models").EnumerateArray()
            .ToDictionary(model => model.GetProperty("name").GetString()!, model => model.GetProperty("brotliBytes").GetInt64() / 1e6);

        Says($"SSD MobileNetV1 (face-api.js) | {Text(sizes["ssd_mobilenetv1"], "0.00")} MB");
        Says($"FaceLandmark68Net (face-api.js) | {Text(sizes["face_landmark_68"], "0.00")} MB");
        Says($"FaceRecognitionNet (dlib's ResNet, face-api.js) | {Text(sizes["face_recognition"], "0.00")} MB");
        Says($"trained here | {Text(sizes["jaw"] + sizes["length"] + sizes["shape"], "0.00")} MB");
    }

    [Fact]
    public void Speed_and_scores_are_those_of_the_committed_results()
    {
        var ratio = Json("bench", "results", "face-api-native.json").GetProperty("ratio");
        var scores = Json("bench", "results", "lighthouse.json").GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("scores")).ToList();
        int Worst(string category) => scores.Min(score => score.GetProperty(category).GetInt32());

        Says($"{Text(ratio.GetProperty("median").GetDouble(), "0.00")} (quartiles {Text(ratio.GetProperty("quartile1").GetDouble(), "0.00")} to {Text(ratio.GetProperty("quartile3").GetDouble(), "0.00")})");
        Says($"performance {Worst("performance")}, accessibility {Worst("accessibility")}, best practices {Worst("best-practices")}, SEO {Worst("seo")}");
    }

    [Fact]
    public void The_page_compares_with_face_api_as_the_committed_results_say()
    {
        var rows = Json("bench", "results", "browser.json").GetProperty("rows").EnumerateArray().ToList();
        string Median(string name, string of, string format) => Text(
            rows.Single(row => row.GetProperty("name").GetString()!.StartsWith(name, StringComparison.Ordinal)).GetProperty(of).GetProperty("median").GetDouble(), format);

        Says($"a warm photo {Median("Warm photo, from its pixels", "theirsToOurs", "0.0")} times as fast");
        Says($"a cold start takes {Median("Cold start, local", "oursToTheirs", "0.00")} of its time, at 10 Mbit/s {Median("Cold start, 10 Mbit/s", "oursToTheirs", "0.00")}");
        Says($"{Median("Bytes received", "oursToTheirs", "0.00")} of its bytes");
    }

    private static void Says(string words) => Assert.Contains(words, Readme, StringComparison.Ordinal);

    private static JsonElement Json(params string[] path) => JsonDocument.Parse(File.ReadAllText(Repository.Path(path))).RootElement;

    private static string Percent(JsonElement figures, string name) => Text(100 * figures.GetProperty(name).GetDouble(), "0.0");

    private static string Whole(JsonElement figures, string name) => Text(100 * figures.GetProperty(name).GetDouble(), "0") + " %";

    private static string Interval(JsonElement figures, string name) =>
        $"{Text(100 * figures.GetProperty(name)[0].GetDouble(), "0.0")} to {Text(100 * figures.GetProperty(name)[1].GetDouble(), "0.0")}";

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
