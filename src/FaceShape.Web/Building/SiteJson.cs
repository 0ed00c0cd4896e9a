using System.Text.Encodings.Web;
using System.Text.Json;

namespace FaceShape.Web.Building;

/// <summary>How JSON is written for scripts and hosts.</summary>
internal static class SiteJson
{
    /// <summary>Camel case, readable characters.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
