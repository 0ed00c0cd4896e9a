using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace FaceShape.Web.Pages;

/// <summary>The texts that scripts show, as data within the page: in its language, without a download of their own.</summary>
internal static class ScriptTexts
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Language, address of the advice, and all texts of page.json.</summary>
    public static MarkupString Of(PageContext page) => new(JsonSerializer.Serialize(
        new { language = page.Language.Code, advice = page.Advice, words = page.Translation.Page.Json, insight = page.Site.Shares ? page.Translation.Insight.Json : (JsonElement?)null }, Options));
}
