using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FaceShape.Advice;
using FaceShape.Web.Illustrations;
using FaceShape.Web.Languages;
using FaceShape.Web.Pages;

namespace FaceShape.Web.Building;

/// <summary>What the page's script needs to show advice: texts of one language and drawings; <c>AdviceBook</c> of client/advice-book.ts.</summary>
internal static class AdviceAsset
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes it for a language.</summary>
    public static byte[] Of(Words advice) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            topics = AdviceCatalogue.All.GroupBy(item => item.Topic).Select(topic => new
            {
                key = topic.Key,
                name = advice[$"topics.{topic.Key}"],
                source = advice[$"sources.{topic.First().Source}"],
                groups = topic.GroupBy(item => item.Group).Select(group => new
                {
                    name = advice[$"groups.{group.Key}"],
                    items = group.Select(item => new
                    {
                        key = item.Key,
                        name = advice[$"items.{item.Key}.0"],
                        how = advice[$"items.{item.Key}.1"],
                        strokes = Drawing.Strokes(item.Key)
                            .Select(stroke => new[] { stroke.Layer.ToString().ToLowerInvariant(), stroke.Kind, stroke.Path }),
                    }),
                }),
            }),
            reasons = advice.Json.GetProperty("reasons"),
            needs = advice.Json.GetProperty("needs"),
            traits = advice.Json.GetProperty("traits"),
            face = new
            {
                drawnAround = Drawing.DrawnAround,
                neck = Drawing.Neck,
                eyes = Drawing.Eyes,
                brows = Drawing.Brows,
                outlines = Outline.All.ToDictionary(
                    outline => outline.Name,
                    outline => new { path = outline.Path, top = outline.Top, bottom = outline.Bottom, ear = outline.Ear, breadth = outline.Breadth }),
            },
        },
        Options);
}
