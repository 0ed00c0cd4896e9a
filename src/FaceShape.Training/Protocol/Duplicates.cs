using FaceShape.Training.Data;

namespace FaceShape.Training.Protocol;

/// <summary>Which photos are the same picture: the same bytes, or the same face in all its coarse lines, also in the mirror.</summary>
/// <param name="Groups">Number of the group of each photo; photos of one group are one picture.</param>
/// <param name="Exact">Pairs of files with the same bytes.</param>
/// <param name="Near">Pairs of other files whose faces look the same.</param>
/// <param name="Flipped">How many of those look the same only in the mirror.</param>
internal sealed record Duplicates(IReadOnlyList<int> Groups, int Exact, int Near, int Flipped)
{
    /// <summary>
    /// Bits in which two copies of a picture may differ. Copies that were compressed, scaled and cropped anew stay below it, photos of
    /// different people far above (<c>PerceptualHashTests</c>).
    /// </summary>
    public const int MostBits = 40;

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
                var upright = hashes[i].Upright.DistanceTo(hashes[j].Upright) <= MostBits;
                if (!same && !upright && hashes[i].Upright.DistanceTo(hashes[j].Mirrored) > MostBits) continue;
                if (same) exact++;
                else near++;
                if (!same && !upright) flipped++;
                pictures.Join(j, i);
            }
        }

        return new(pictures.Numbers(), exact, near, flipped);
    }
}
