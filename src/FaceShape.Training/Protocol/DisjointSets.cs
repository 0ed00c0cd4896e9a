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

    private int Root(int i)
    {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    }
}
