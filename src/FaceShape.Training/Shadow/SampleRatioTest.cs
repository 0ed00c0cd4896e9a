namespace FaceShape.Training.Shadow;

/// <summary>
/// An anytime-valid test of "answers come in these ratios" (Lindon and Malek 2022): the likelihood of the counts under a
/// Dirichlet mixture of all ratios, over that under the expected ones. Where ratios are as expected it reaches 1/α with
/// probability at most α, however often somebody looks. A ratio that is off means that something is wrong with the counting,
/// and no other figure can be trusted.
/// </summary>
public static class SampleRatioTest
{
    /// <summary>Natural logarithm of the evidence against the expected ratios.</summary>
    /// <param name="counts">Answers of each kind.</param>
    /// <param name="expected">Their expected shares; all above 0, sum 1.</param>
    public static double LogEvidence(IReadOnlyList<long> counts, IReadOnlyList<double> expected)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Count, expected.Count);
        // A prior as strong as this many answers for each kind: small deviations of large samples are found sooner.
        var strength = 10.0 * expected.Count;
        var evidence = ChiSquared.LogGamma(strength) - ChiSquared.LogGamma(strength + counts.Sum());
        for (var i = 0; i < counts.Count; i++)
        {
            var prior = strength * expected[i];
            evidence += ChiSquared.LogGamma(prior + counts[i]) - ChiSquared.LogGamma(prior) - counts[i] * Math.Log(expected[i]);
        }

        return evidence;
    }

    /// <summary>Whether the ratios are not as expected.</summary>
    /// <param name="counts">Answers of each kind.</param>
    /// <param name="expected">Their expected shares; all above 0, sum 1.</param>
    /// <param name="falseAlarm">Probability of ever saying so although they are.</param>
    public static bool Rejects(IReadOnlyList<long> counts, IReadOnlyList<double> expected, double falseAlarm) =>
        LogEvidence(counts, expected) >= -Math.Log(falseAlarm);
}
