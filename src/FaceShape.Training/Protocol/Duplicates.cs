using FaceShape.Description;
using FaceShape.Training.Data;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Protocol;

/// <summary>Which photos are the same picture: the same bytes, or the same face in all its coarse lines, also in the mirror.</summary>
/// <param name="Pictures">Number of the picture by the photo's path; photos of one number are one picture.</param>
/// <param name="Exact">Pairs of files with the same bytes.</param>
/// <param name="Near">Pairs of other files whose faces look the same.</param>
/// <param name="Flipped">How many of those look the same only in the mirror.</param>
internal sealed record Duplicates(IReadOnlyDictionary<string, int> Pictures, int Exact, int Near, int Flipped)
{
    /// <summary>
    /// Bits in which two copies of a picture may differ: of copies that were compressed, scaled, cropped or mirrored 95 % stay below it, and
    /// no two people photographed in one studio come as near (<c>PerceptualHashTests</c>).
    /// </summary>
    public const int MostBits = 28;

    /// <summary>
    /// Distance of the descriptors of two copies. Among millions of pairs some strangers' faces have much the same coarse lines; their
    /// descriptors are 0.6 and more apart, those of other photos of the same person mostly above 0.3.
    /// </summary>
    public const float FarthestDescriptor = 0.25f;

    /// <summary>Compares all pairs.</summary>
    public static Duplicates Find(IReadOnlyList<FaceHashes> hashes)
    {
        var pictures = new DisjointSets(hashes.Count);
        int exact = 0, near = 0, flipped = 0;
        for (var i = 0; i < hashes.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var same = hashes[i].Content == hashes[j].Content;
                var upright = LookAlike(hashes[i].Upright, hashes[j].Upright);
                if (!same && !upright && !(hashes[j].Mirrored is { } mirrored && LookAlike(hashes[i].Upright, mirrored))) continue;
                if (same) exact++;
                else near++;
                if (!same && !upright) flipped++;
                pictures.Join(j, i);
            }
        }

        var numbers = pictures.Numbers();
        return new(Enumerable.Range(0, hashes.Count).ToDictionary(i => hashes[i].Path, i => numbers[i]), exact, near, flipped);
    }

    private static bool LookAlike(FaceLook one, FaceLook other) => one.Hash.DistanceTo(other.Hash) <= MostBits
        && Simd.SquaredDistance(one.Descriptor, other.Descriptor) < FarthestDescriptor * FarthestDescriptor;

    /// <summary>
    /// Numbers of the pictures by descriptors alone: those nearer than <see cref="DescriptorGroups.SamePhoto"/> are one. It finds a picture
    /// that one folder has whole and another cut tightly, in which landmarks, and with them coarse lines, lie elsewhere; but two moments of
    /// one sitting may be as near, so that no photo is left out for it.
    /// </summary>
    /// <param name="descriptors">One a photo; a photo without one is a picture of its own.</param>
    public static int[] ByDescriptor(IReadOnlyList<float[]?> descriptors)
    {
        const float Nearest = (float)(DescriptorGroups.SamePhoto * DescriptorGroups.SamePhoto);
        var pictures = new DisjointSets(descriptors.Count);
        for (var i = 0; i < descriptors.Count; i++)
        {
            if (descriptors[i] is not { } descriptor) continue;
            for (var j = 0; j < i; j++)
            {
                if (descriptors[j] is { } other && Simd.SquaredDistance(descriptor, other) < Nearest) pictures.Join(j, i);
            }
        }

        return pictures.Numbers();
    }

    /// <summary>
    /// The photos with each picture once a folder. A picture that two folders have stays in both: each has its own opinion about it.
    /// Photos whose picture is not known all stay.
    /// </summary>
    public IReadOnlyList<LabelledPhoto> Once(IReadOnlyList<LabelledPhoto> photos) =>
        [.. photos.DistinctBy(photo => Pictures.TryGetValue(photo.Path, out var picture) ? (photo.Source, $"{picture}") : (photo.Source, photo.Path))];

    /// <summary>Numbers people anew: those who share a picture get one number.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="people">Number of the person in each.</param>
    public int[] Join(IReadOnlyList<LabelledPhoto> photos, IReadOnlyList<int> people) =>
        DisjointSets.Joined(people, [.. photos.Select((photo, i) => Pictures.TryGetValue(photo.Path, out var picture) ? picture : -1 - i)]);
}
