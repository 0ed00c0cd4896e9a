namespace FaceShape.Training.Protocol;

/// <summary>Whether an outcome depends on a group by more than chance: chi-square against groups that were dealt out at random.</summary>
internal static class PermutationTest
{
    /// <summary>Number of random dealings.</summary>
    public const int Permutations = 10_000;

    /// <summary>Share of dealings, the real one included, whose chi-square is at least the real one's.</summary>
    /// <param name="groups">Number of each person's group, from 0.</param>
    /// <param name="outcomes">Number of each person's outcome, from 0.</param>
    /// <param name="seed">The same seed gives the same share.</param>
    public static double P(IReadOnlyList<int> groups, IReadOnlyList<int> outcomes, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outcomes.Count, groups.Count);
        if (groups.Count == 0) return 1;
        var random = new Random(seed);
        var dealt = groups.ToArray();
        int rows = groups.Max() + 1, columns = outcomes.Max() + 1;
        var real = ChiSquare(dealt, outcomes, rows, columns);
        var asLarge = 1;
        for (var i = 0; i < Permutations; i++)
        {
            random.Shuffle(dealt);
            if (ChiSquare(dealt, outcomes, rows, columns) >= real - 1e-9) asLarge++;
        }

        return asLarge / (Permutations + 1.0);
    }

    internal static double ChiSquare(IReadOnlyList<int> groups, IReadOnlyList<int> outcomes, int rows, int columns)
    {
        var counts = new double[rows, columns];
        double[] inRow = new double[rows], inColumn = new double[columns];
        for (var i = 0; i < groups.Count; i++)
        {
            counts[groups[i], outcomes[i]]++;
            inRow[groups[i]]++;
            inColumn[outcomes[i]]++;
        }

        double sum = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var expected = inRow[row] * inColumn[column] / groups.Count;
                if (expected > 0) sum += (counts[row, column] - expected) * (counts[row, column] - expected) / expected;
            }
        }

        return sum;
    }
}
