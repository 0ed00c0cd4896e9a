using System.Text;
using FaceShape.Shared;

namespace FaceShape.Browser;

/// <summary>What was seen in a frame of the camera, as JSON.</summary>
internal static class TrackedJson
{
    // In the order of FrameFault.
    private static readonly string[] Faults =
    [
        "no-face", "several-faces", "too-far", "too-near", "left", "right", "high", "low", "cut-off",
        "turned-left", "turned-right", "looking-up", "looking-down", "leaning", "dark", "bright", "blurred",
    ];

    public static string Write(TrackedFrame frame)
    {
        var json = new StringBuilder("{\"faults\":[");
        for (var i = 0; i < frame.Faults.Count; i++) json.Append(i > 0 ? ",\"" : "\"").Append(Faults[(int)frame.Faults[i]]).Append('"');
        json.Append(']');
        if (frame.Face is { } face)
        {
            ReadingJson.WritePoints(json.Append(",\"face\":{\"landmarks\":"), face.Landmarks.Points);
            ReadingJson.WritePoints(json.Append(",\"outline\":"), face.Measured.Outline.Points);
            ReadingJson.WritePose(json, face.Measured.Pose);
            json.Append('}');
        }

        return json.Append('}').ToString();
    }
}
