using System.Text;
using FaceShape.Advice;

namespace FaceShape.Shared;

/// <summary>The part of an answer's JSON that says what suits the face: keys alone; texts and pictures are found by them.</summary>
internal static class AdviceJson
{
    /// <summary>Appends <c>,"advice":{…}</c>.</summary>
    public static void Write(StringBuilder json, FaceProfile profile)
    {
        var lines = AdviceChooser.Choose(profile);
        json.Append(",\"advice\":{\"shapes\":[");
        for (var i = 0; i < profile.Shapes.Count; i++) WriteKey(json, i, AdviceKeys.Of(profile.Shapes[i]));
        json.Append("],\"traits\":[");
        for (var i = 0; i < profile.Traits.Count; i++) WriteKey(json, i, AdviceKeys.Of(profile.Traits[i]));
        WriteLines(json.Append("],\"prefer\":{"), lines, preferred: true);
        WriteLines(json.Append("},\"avoid\":{"), lines, preferred: false);
        json.Append("}}");
    }

    private static void WriteLines(StringBuilder json, IReadOnlyList<AdviceLine> lines, bool preferred)
    {
        var written = 0;
        foreach (var line in lines)
        {
            if (line.Preferred != preferred) continue;
            WriteKey(json, written++, line.Item.Key);
            json.Append(":\"").Append(AdviceKeys.Of(line.Reason)).Append('"');
        }
    }

    // Keys are letters and hyphens: nothing to escape.
    private static void WriteKey(StringBuilder json, int before, string key) =>
        json.Append(before > 0 ? ",\"" : "\"").Append(key).Append('"');
}
