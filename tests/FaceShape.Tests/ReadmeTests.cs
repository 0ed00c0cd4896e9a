using System.Globalization;
using System.Text.Json;
using FaceShape.Testing;

namespace FaceShape.Tests;

/// <summary>The figures of the README are those that the programs wrote.</summary>
public class ReadmeTests
{
    // Lists with fewer people who have photos enough say too little.
    private const int EnoughPeople = 50;

    private static readonly string Readme = File.ReadAllText(Repository.Path("README.md"));

    [Fact]
    public void Accuracy_is_that_of_the_report()
    {
        var report = Json("docs", "accuracy", "report.json");
        var shipped = report.GetProperty("recipes")[0];
        var (result, photo) = (shipped.GetProperty("result"), shipped.GetProperty("result").GetProperty("perPhoto"));
        var leaky = result.GetProperty("leaky").GetProperty("perPhoto");
        var same = result.GetProperty("samePerson");
        var agreement = report.GetProperty("data").GetProperty("agreement").EnumerateArray().MinBy(pair => pair.GetProperty("agree").GetProperty("value").GetDouble());

        Holds("honest figures", $"""
            **Honest.** The first choice is right for {Whole(photo, "top1")} of photos and one of the first two for {Whole(photo, "top2")}, measured on people whom the classifiers never saw. The figures of 80 to 97 % that are common in this field come from tests that show the same celebrities as the training did; measured that way, ours would read {Whole(leaky, "top1")} and {Whole(leaky, "top2")}. Magazine lists themselves agree on a face's shape for as few as {Whole(agreement.GetProperty("agree"), "value")} of the people they share. When no shape is likely enough, the answer is "can't tell".
            """);
        Holds("accuracy", string.Join('\n', (string[])
        [
            "| Accuracy | first choice right | one of the first two |",
            "|---|---|---|",
            .. report.GetProperty("recipes").EnumerateArray().SelectMany(Rows),
            $"| Where one shape is named, {Percent(result.GetProperty("said"), "oneShape")} % of photos: neither \"between\" two nor \"can't tell\" | {Share(result.GetProperty("said").GetProperty("oneShapeRight"))} | |",
            $"| Where the answer lies between two, {Percent(result.GetProperty("said"), "betweenTwo")} % of photos: one of the two is right | | {Share(result.GetProperty("said").GetProperty("betweenTwoRight"))} |",
            $"| Most confident half of the photos | {Share(photo.GetProperty("mostConfidentHalf"))} | |",
            Pooled("All photos of a person together, {0} people with at least five", result),
            .. result.GetProperty("sources").EnumerateObject().Where(list => list.Value.GetProperty("fusedPeople").GetInt32() >= EnoughPeople).Select(list =>
                Pooled($"The same, asked about the photos of list {list.Name} alone, {{0}} people", list.Value)),
            "",
            $"""Two photos of one person get the same first choice in {Share(same.GetProperty("perPerson"))} of cases, and in {Share(same.GetProperty("answered"))} where neither gets "can't tell"; where each of them gets one shape outright, in {Share(same.GetProperty("oneShape"))}. Of people with ten photos one and another agree in {Group(1)}, three together and three others in {Group(3)}, five and five in {Group(5)}: one photo is a guess, several together a better one.""",
        ]));

        string Group(int photos) =>
            Share(result.GetProperty("fusedAgreement").EnumerateArray().Single(group => group.GetProperty("photos").GetInt32() == photos).GetProperty("same"));

        static string Pooled(string name, JsonElement scores)
        {
            var all = scores.GetProperty("fused").EnumerateArray().Single(fused => fused.GetProperty("photos").ValueKind == JsonValueKind.Null);
            return $"| {string.Format(CultureInfo.InvariantCulture, name, scores.GetProperty("fusedPeople").GetInt32())} | {Share(all.GetProperty("top1"))} | {Share(all.GetProperty("top2"))} |";
        }

        static IEnumerable<string> Rows(JsonElement recipe)
        {
            var (name, result) = (recipe.GetProperty("name").GetString(), recipe.GetProperty("result"));
            var (photo, leaky) = (result.GetProperty("perPhoto"), result.GetProperty("leaky").GetProperty("perPhoto"));
            yield return $"| One photo, {name} classifiers, people never seen in training ({result.GetProperty("people").GetInt32()} people, {result.GetProperty("read").GetInt32():N0} photos) | {Percent(photo, "top1")} % ({Interval(photo, "top1Interval")}) | {Percent(photo, "top2")} % ({Interval(photo, "top2Interval")}) |";
            yield return $"| The same photos split at random: leaky, how most published figures are made | {Percent(leaky, "top1")} % | {Percent(leaky, "top2")} % |";
        }
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
        Says($"fetched with the first photo that needs it | {Text(sizes["blazeface"], "0.00")} MB");
        Says($"FaceMesh (MediaPipe) | {Text(sizes["facemesh"], "0.00")} MB");
        Says($"learnt here from hand-drawn outlines | {Text(sizes["outline"], "0.00")} MB");
        Says($"the rest only to tell people apart | {Text(sizes["face_trunk"], "0.00")} MB");
        Says($"three heads, trained here | {Text(sizes["light_classifiers"], "0.00")} MB");
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
        var results = Json("bench", "results", "browser.json");
        string[] lines = [.. results.GetProperty("rows").EnumerateArray().Select(Line)];
        string[] others = [.. results.GetProperty("others").EnumerateArray().Select(Other)];
        Holds("the page's speed", string.Join('\n', (string[])
        [
            "| The page in Chromium, median (quartiles) | FaceShape | face-api.js | ratio of the two |", "|---|---|---|---|", .. lines, "",
            $"Taken on {results.GetProperty("machine").GetString()}.{(others.Length == 0 ? "" : $" Ratios differ from machine to machine: {string.Join("; ", others)}.")}",
        ]));

        static string Other(JsonElement run)
        {
            string Times(string row) => Text(run.GetProperty("ratios").GetProperty(row).GetDouble(), "0.0");
            return $"on {run.GetProperty("machine").GetString()} a warm photo was {Times("Warm photo, from its pixels")} times as fast as in face-api.js from its pixels, {Times("Warm photo, from its file")} from its file, a cold start {Times("Cold start, local server")}";
        }

        static string Line(JsonElement row)
        {
            var format = row.GetProperty("unit").GetString() == "MB" ? "0.0" : "0";
            return $"| {row.GetProperty("name").GetString()}, {row.GetProperty("unit").GetString()} | {Middle(row.GetProperty("faceShape"), format)} | {Middle(row.GetProperty("faceApi"), format)} | {Middle(row.GetProperty("oursToTheirs"), "0.00")} |";
        }

        static string Middle(JsonElement of, string format) =>
            $"{Text(of.GetProperty("median").GetDouble(), format)} ({Text(of.GetProperty("quartile1").GetDouble(), format)} to {Text(of.GetProperty("quartile3").GetDouble(), format)})";
    }

    [Fact]
    public void The_classifiers_that_answer_by_default_are_quoted_as_their_figures_say()
    {
        var shape = Json("models", "classifiers", "light.json").GetProperty("figures").GetProperty("perPhoto");
        string Choice(string name) => $"{Share(shape.GetProperty(name))} % ({Share(shape.GetProperty(name + "Interval")[0])} to {Share(shape.GetProperty(name + "Interval")[1])})";
        Says($"first choice {Choice("top1")}, first two {Choice("top2")}");

        static string Share(JsonElement number) => Text(100 * number.GetDouble(), "0.0");
    }

    /// <summary>Holds a part of the README against what it should say; with the environment variable set, writes it.</summary>
    private static void Holds(string part, string expected)
    {
        string start = $"<!-- {part}, written by ReadmeTests -->\n", end = "\n<!-- end -->";
        var path = Repository.Path("README.md");
        var readme = File.ReadAllText(path);
        var from = readme.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = readme.IndexOf(end, from, StringComparison.Ordinal);
        Assert.True(from >= start.Length && to > from, $"README.md has no part {part}");
        if (Environment.GetEnvironmentVariable("FACESHAPE_UPDATE_EXPECTATIONS") == "1") File.WriteAllText(path, readme[..from] + expected + readme[to..]);
        else Assert.Equal(expected, readme[from..to]);
    }

    private static string Share(JsonElement figure) => $"{Percent(figure, "value")} % ({Interval(figure, "interval")})";

    private static void Says(string words) => Assert.Contains(words, Readme, StringComparison.Ordinal);

    private static JsonElement Json(params string[] path) => JsonDocument.Parse(File.ReadAllText(Repository.Path(path))).RootElement;

    private static string Percent(JsonElement figures, string name) => Text(100 * figures.GetProperty(name).GetDouble(), "0.0");

    private static string Whole(JsonElement figures, string name) => Text(100 * figures.GetProperty(name).GetDouble(), "0") + " %";

    private static string Interval(JsonElement figures, string name) =>
        $"{Text(100 * figures.GetProperty(name)[0].GetDouble(), "0.0")} to {Text(100 * figures.GetProperty(name)[1].GetDouble(), "0.0")}";

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
