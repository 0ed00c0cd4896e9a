namespace FaceShape.Training.Protocol;

/// <summary>Things of which some turn out to be one (union-find).</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] parent = [.. Enumerable.Range(0, count)];

    /// <summary>Two things are one, with all that were one with either.</summary>
    public void Join(int a, int b) => parent[Root(b)] = Root(a);

    /// <summary>The number of each thing's set, in the order in which the sets first occur.</summary>
    public int[] Numbers()
    {
        var numbers = new Dictionary<int, int>();
        var sets = new int[parent.Length];
        for (var i = 0; i < sets.Length; i++)
        {
            var root = Root(i);
            if (!numbers.TryGetValue(root, out sets[i])) numbers[root] = sets[i] = numbers.Count;
        }

        return sets;
    }

    /// <summary>Numbers things that are one where either of two numberings says so, anew.</summary>
    public static int[] Joined(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        var sets = new DisjointSets(first.Count);
        Dictionary<int, int> ofFirst = [], ofSecond = [];
        for (var i = 0; i < first.Count; i++)
        {
            if (!ofFirst.TryAdd(first[i], i)) sets.Join(ofFirst[first[i]], i);
            if (!ofSecond.TryAdd(second[i], i)) sets.Join(ofSecond[second[i]], i);
        }

        return sets.Numbers();
    }

    private int Root(int i)
    {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    }
}
