using System.Text.Json;
using System.Text.RegularExpressions;
using FaceShape.Web.Building;

namespace FaceShape.Web.Languages;

/// <summary>The texts of one file of one language by key: <c>home.title</c>, and <c>items.quiff.0</c> within lists.</summary>
public sealed partial class Words
{
    private readonly Dictionary<string, string> texts = [];

    /// <summary>Reads a file of texts.</summary>
    /// <param name="path">JSON: objects and lists of strings.</param>
    /// <exception cref="SiteException">It is missing, is not JSON, or holds anything but strings.</exception>
    internal Words(string path)
    {
        File = path;
        if (!System.IO.File.Exists(path)) throw new SiteException($"{path} is missing: each language has the same files");
        try
        {
            Json = JsonSerializer.Deserialize<JsonElement>(System.IO.File.ReadAllBytes(path));
        }
        catch (JsonException error)
        {
            throw new SiteException($"{path} cannot be read: {error.Message}");
        }

        Collect("", Json);
    }

    /// <summary>The file they are from.</summary>
    public string File { get; }

    /// <summary>All of it, for scripts.</summary>
    public JsonElement Json { get; }

    /// <summary>All keys, in the order of the file.</summary>
    public IReadOnlyCollection<string> Keys => texts.Keys;

    /// <summary>A text.</summary>
    /// <exception cref="SiteException">There is none by that key.</exception>
    public string this[string key] => texts.GetValueOrDefault(key) ?? throw new SiteException($"{File} has no text \"{key}\"");

    /// <summary>A text with its gaps filled.</summary>
    /// <exception cref="SiteException">There is no such text, or its gaps are not those that are filled.</exception>
    public string Say(string key, params (string Name, string Value)[] gaps)
    {
        var text = this[key];
        if (!Gaps(text).SetEquals(gaps.Select(gap => gap.Name)))
            throw new SiteException($"{File}, \"{key}\": its gaps must be {string.Join(", ", gaps.Select(gap => $"{{{gap.Name}}}"))}");
        return Gap().Replace(text, match => gaps.First(gap => gap.Name == match.Groups[1].Value).Value);
    }

    /// <summary>Compares with the same file of another language.</summary>
    /// <param name="original">The texts to be translated.</param>
    /// <exception cref="SiteException">A text is missing, empty, too many, or has other gaps.</exception>
    internal void MustMatch(Words original)
    {
        // Languages have as many plurals as they need.
        static string[] Plain(Words words) => [.. words.Keys.Where(key => !Plural().IsMatch(key))];
        string[] wrong =
        [
            .. Plain(original).Except(Keys).Select(key => $"\"{key}\" is missing"),
            .. Plain(this).Except(original.Keys).Select(key => $"\"{key}\" is not in {original.File}"),
            .. texts.Where(pair => string.IsNullOrWhiteSpace(pair.Value)).Select(pair => $"\"{pair.Key}\" is empty"),
            .. Plain(original).Intersect(Keys).Where(key => !Gaps(this[key]).SetEquals(Gaps(original[key])))
                .Select(key => $"\"{key}\" has other gaps"),
            .. original.Keys.Where(key => key.EndsWith(".other", StringComparison.Ordinal)).Except(Keys)
                .Select(key => $"\"{key}\" is missing"),
        ];
        if (wrong.Length > 0) throw new SiteException($"{File}:\n  {string.Join("\n  ", wrong)}");
    }

    private static HashSet<string> Gaps(string text) => [.. Gap().Matches(text).Select(match => match.Groups[1].Value)];

    private void Collect(string key, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var item in element.EnumerateObject()) Collect(key.Length == 0 ? item.Name : $"{key}.{item.Name}", item.Value);
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index()) Collect($"{key}.{index}", item);
                break;
            case JsonValueKind.String:
                if (!texts.TryAdd(key, element.GetString()!)) throw new SiteException($"{File} has \"{key}\" twice");
                break;
            default:
                throw new SiteException($"{File}: \"{key}\" is not a text");
        }
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\.(zero|one|two|few|many|other)$")]
    private static partial Regex Plural();
}
