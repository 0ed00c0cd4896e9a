using System.IO.Enumeration;
using System.Text.Json;

namespace FaceShape.Cli.Serve;

/// <summary>The headers that the site wants, from its headers.json; later rules win over earlier ones.</summary>
internal sealed class SiteHeaders
{
    private readonly IReadOnlyList<Rule> rules;

    /// <summary>Reads the rules.</summary>
    /// <param name="folder">The site.</param>
    /// <param name="embedder">Origin whose pages may load the site's modules and assets, or <c>*</c> for all; null for none.</param>
    /// <exception cref="SiteException">They are missing or damaged: without them the page would not be protected as it says.</exception>
    public SiteHeaders(string folder, string? embedder = null)
    {
        var path = Path.Combine(folder, "headers.json");
        try
        {
            rules = JsonSerializer.Deserialize<List<Rule>>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? throw new JsonException("it is empty");
            // Modules, workers' scripts and downloads are asked for with CORS, so this is all that they need.
            if (embedder is not null) rules = [.. rules, new("/*", new() { ["Access-Control-Allow-Origin"] = embedder })];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new SiteException($"{path} cannot be read: build the site again with ./run ({error.Message})", error);
        }
    }

    /// <summary>Names and values for an address.</summary>
    public IEnumerable<KeyValuePair<string, string>> For(string address) =>
        rules.Where(rule => FileSystemName.MatchesSimpleExpression(rule.Pattern, address, ignoreCase: false)).SelectMany(rule => rule.Headers);

    private sealed record Rule(string Pattern, Dictionary<string, string> Headers);
}
