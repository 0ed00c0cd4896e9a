using System.Text;
using FaceShape.Advice;
using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Shared;

namespace FaceShape.Browser;

/// <summary>Several photos of one person, for the page.</summary>
internal static class SamePerson
{
    /// <summary>Fuses photos; those that show somebody else than most do, or than the first does, are left out.</summary>
    /// <param name="texts">What <see cref="Evidence.Write"/> gave of each, at least one.</param>
    /// <returns>JSON: <c>same</c>, for each photo whether it counts, and <c>fused</c> as <see cref="ReadingJson.WriteFused"/> has it.</returns>
    public static string Fuse(string[] texts)
    {
        var all = Array.ConvertAll(texts, Evidence.Parse);
        var same = DescriptorGroups.MainPerson(Array.ConvertAll(all, one => one.Photo.Descriptor));
        var photos = new List<PhotoEvidence>(all.Length);
        IReadOnlyList<FaceTrait> traits = [];
        var json = new StringBuilder("{\"same\":[");
        for (var i = 0; i < all.Length; i++)
        {
            json.Append(i > 0 ? "," : "").Append(same[i] ? "true" : "false");
            if (!same[i]) continue;
            if (photos.Count == 0) traits = all[i].Traits;
            photos.Add(all[i].Photo);
        }

        var fused = PhotoFusion.Fuse(photos);
        var profile = FaceProfile.From(fused.Answer);
        var advised = profile with { Traits = [.. profile.Traits, .. traits] };
        return json.Append("],").Append(ReadingJson.WriteFused(fused, Pipeline.Light, advised).AsSpan(1)).ToString();
    }
}
