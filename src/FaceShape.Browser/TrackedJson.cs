using System.Text;
using FaceShape.Shared;

namespace FaceShape.Browser;

/// <summary>What was seen in a frame of the camera, as JSON.</summary>
internal static class TrackedJson
{
    public static string Write(TrackedFrame frame)
    {
        var json = new StringBuilder("{\"faults\":[");
        for (var i = 0; i < frame.Faults.Count; i++) json.Append(i > 0 ? ",\"" : "\"").Append(Names.Of(frame.Faults[i])).Append('"');
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
