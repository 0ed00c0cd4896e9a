namespace FaceShape.Training.Protocol;

/// <summary>Splits of photos into parts of which each is held out once.</summary>
public static class Folds
{
    /// <summary>No person is in two folds; labels are spread as evenly as whole people allow.</summary>
    /// <param name="people">Number of the person in each photo.</param>
    /// <param name="labels">Number of the label of each photo, from 0.</param>
    /// <param name="count">How many folds, at least 2 and at most as many as there are people.</param>
    /// <param name="seed">The same seed gives the same folds.</param>
    /// <returns>The fold of each photo, from 0.</returns>
    public static int[] IdentityDisjoint(IReadOnlyList<int> people, IReadOnlyList<int> labels, int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, people.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var labelCount = labels.Count == 0 ? 0 : labels.Max() + 1;
        var groups = Enumerable.Range(0, people.Count).GroupBy(photo => people[photo]).Select(group => group.ToArray()).ToArray();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, groups.Length);

        // The largest first, so that the small ones can even out what is left; equals in seeded order.
        new Random(seed).Shuffle(groups);
        var fold = new int[people.Count];
        var filled = new int[count, labelCount];
        foreach (var group in groups.OrderByDescending(group => group.Length))
        {
            var best = LeastFilled(filled, [.. group.Select(photo => labels[photo])]);
            foreach (var photo in group)
            {
                fold[photo] = best;
                filled[best, labels[photo]]++;
            }
        }

        return fold;
    }

    /// <summary>Photos are dealt out at random, label by label; one person's photos land on both sides.</summary>
    /// <param name="labels">Number of the label of each photo.</param>
    /// <param name="count">How many folds.</param>
    /// <param name="seed">The same seed gives the same folds.</param>
    /// <returns>The fold of each photo, from 0.</returns>
    public static int[] Leaky(IReadOnlyList<int> labels, int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var photos = Enumerable.Range(0, labels.Count).ToArray();
        new Random(seed).Shuffle(photos);
        var fold = new int[labels.Count];
        var dealt = 0;
        foreach (var photo in photos.OrderBy(photo => labels[photo])) fold[photo] = dealt++ % count;
        return fold;
    }

    /// <summary>The fold in which a group of photos adds least to the sum of squares, over folds and labels.</summary>
    private static int LeastFilled(int[,] filled, int[] labels)
    {
        var (best, least) = (0, long.MaxValue);
        for (var fold = 0; fold < filled.GetLength(0); fold++)
        {
            long cost = 0, total = 0;
            for (var label = 0; label < filled.GetLength(1); label++)
            {
                long before = filled[fold, label], more = labels.Count(other => other == label);
                cost += (before + more) * (before + more) - before * before;
                total += before;
            }

            // Between equals the fold with fewer photos, so that none stays empty.
            cost = cost * (1L << 24) + total;
            if (cost < least) (best, least) = (fold, cost);
        }

        return best;
    }
}
