using FaceShape.Training.Numerics;

namespace FaceShape.Training.Protocol;

/// <summary>
/// Who is the same person: average-linkage agglomerative clustering of face descriptors by Euclidean distance, so
/// that near-duplicates fall together by construction. Nearest-neighbour chains: n² time, 4 n² bytes.
/// </summary>
public static class IdentityClusters
{
    /// <summary>Mean distance below which two groups of photos show one person.</summary>
    public const float SamePerson = 0.5f;

    /// <summary>
    /// Mean distance below which two groups of photos may show one person: some different people who look alike fall
    /// together too, but hardly anybody's photos fall apart.
    /// </summary>
    public const float PerhapsSamePerson = 0.6f;

    /// <summary>Most photos that are clustered at once: their distances take 1.6 GB.</summary>
    public const int MaxCount = 20_000;

    /// <summary>Gives each descriptor the number of its person; people are numbered in the order in which they first occur.</summary>
    /// <param name="descriptors">One descriptor a photo, all of one length, finite.</param>
    /// <param name="below">Groups join while their mean distance is below this.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxCount"/>, or a number is not finite.</exception>
    public static int[] Find(IReadOnlyList<float[]> descriptors, float below = SamePerson, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(descriptors.Count, MaxCount, nameof(descriptors));
        var distances = Distances(descriptors, cancellation);
        var size = new int[descriptors.Count];
        Array.Fill(size, 1);
        var people = new DisjointSets(descriptors.Count);
        var chain = new List<int>();
        for (int start = 0, left = descriptors.Count; left > 1; left--)
        {
            cancellation.ThrowIfCancellationRequested();
            if (chain.Count == 0)
            {
                while (size[start] == 0) start++;
                chain.Add(start);
            }

            var (a, b) = FollowToPair(chain, distances);

            // With average linkage no later merge of these groups is nearer, so the tree may be cut while it grows.
            if (distances[a][b] < below) people.Join(a, b);
            Merge(distances, size, a, b);
        }

        return people.Numbers();
    }

    /// <summary>Places of the photos whose person is none of some others: the mean distance to each of them is not below <see cref="SamePerson"/>.</summary>
    /// <param name="descriptors">One descriptor a photo, null where there is none: such a photo is left out.</param>
    /// <param name="people">Number of the person in each.</param>
    /// <param name="others">Descriptors of photos of others; null where there is none.</param>
    /// <param name="otherPeople">Number of the person in each.</param>
    public static int[] Strangers(
        IReadOnlyList<float[]?> descriptors, IReadOnlyList<int> people, IReadOnlyList<float[]?> others, IReadOnlyList<int> otherPeople)
    {
        float[][][] known = [.. others.Zip(otherPeople).Where(other => other.First is not null)
            .GroupBy(other => other.Second, other => other.First!).Select(person => person.ToArray())];
        var strangers = Enumerable.Range(0, people.Count).Where(i => descriptors[i] is not null).GroupBy(i => people[i])
            .Where(person => !known.Any(other => MeanDistance([.. person.Select(i => descriptors[i]!)], other) < SamePerson));
        return [.. strangers.SelectMany(person => person).Order()];
    }

    private static double MeanDistance(float[][] one, float[][] other) =>
        one.Average(a => other.Average(b => Math.Sqrt(Simd.SquaredDistance(a, b))));

    private static float[][] Distances(IReadOnlyList<float[]> descriptors, CancellationToken cancellation)
    {
        var distances = new float[descriptors.Count][];
        for (var i = 0; i < distances.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            distances[i] = new float[distances.Length];
            distances[i][i] = float.PositiveInfinity;
            for (var j = 0; j < i; j++)
            {
                var distance = MathF.Sqrt(Simd.SquaredDistance(descriptors[i], descriptors[j]));
                if (!float.IsFinite(distance)) throw new ArgumentException($"Descriptor {i} or {j} holds a number that is not finite", nameof(descriptors));
                distances[i][j] = distances[j][i] = distance;
            }
        }

        return distances;
    }

    /// <summary>Lengthens the chain by nearest neighbours until two groups are each other's nearest, and takes these off.</summary>
    private static (int A, int B) FollowToPair(List<int> chain, float[][] distances)
    {
        while (true)
        {
            var last = chain[^1];
            var row = distances[last];
            var nearest = chain.Count > 1 ? chain[^2] : -1;
            var distance = nearest >= 0 ? row[nearest] : float.PositiveInfinity;
            for (var j = 0; j < row.Length; j++)
            {
                if (row[j] < distance) (nearest, distance) = (j, row[j]);
            }

            if (chain.Count > 1 && nearest == chain[^2])
            {
                chain.RemoveRange(chain.Count - 2, 2);
                return (nearest, last);
            }

            chain.Add(nearest);
        }
    }

    /// <summary>Group <paramref name="a"/> takes in <paramref name="b"/>, which becomes infinitely far from all.</summary>
    private static void Merge(float[][] distances, int[] size, int a, int b)
    {
        for (var j = 0; j < size.Length; j++)
        {
            if (j != a && j != b && size[j] > 0)
            {
                var mean = (float)(((double)size[a] * distances[a][j] + (double)size[b] * distances[b][j]) / (size[a] + size[b]));
                distances[a][j] = distances[j][a] = mean;
            }

            distances[j][b] = distances[b][j] = float.PositiveInfinity;
        }

        size[a] += size[b];
        size[b] = 0;
    }
}
