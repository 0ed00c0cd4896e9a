using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace FaceShape.Web.Pages;

/// <summary>What search engines are told about a page: schema.org as JSON-LD. Data, so the policy against inline code lets it be.</summary>
internal static class StructuredData
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default };

    /// <summary>The home page is an application, each other page an article.</summary>
    public static MarkupString Of(PageContext page, string title, string description)
    {
        var about = new Dictionary<string, object>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = page.Path.Length == 0 ? "WebApplication" : "Article",
            [page.Path.Length == 0 ? "name" : "headline"] = title,
            ["description"] = description,
            ["url"] = page.Address,
            ["inLanguage"] = page.Language.Code,
        };
        if (page.Path.Length == 0)
        {
            about["applicationCategory"] = "LifestyleApplication";
            about["operatingSystem"] = "Any";
            about["isAccessibleForFree"] = true;
            about["offers"] = new Dictionary<string, object> { ["@type"] = "Offer", ["price"] = 0, ["priceCurrency"] = "USD" };
        }

        // The default encoder writes < as \u003c, so no text can end the element.
        return new(JsonSerializer.Serialize(about, Options));
    }
}
