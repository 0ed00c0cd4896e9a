namespace FaceShape.Training.Learning;

/// <summary>Scores turned into probabilities.</summary>
internal static class Softmax
{
    /// <summary>Probabilities of scores divided by a temperature; they sum to 1.</summary>
    public static double[] Of(ReadOnlySpan<float> logits, double temperature)
    {
        var probabilities = new double[logits.Length];
        double max = float.NegativeInfinity, sum = 0;
        foreach (var logit in logits) max = Math.Max(max, logit);
        for (var i = 0; i < logits.Length; i++) sum += probabilities[i] = Math.Exp((logits[i] - max) / temperature);
        for (var i = 0; i < logits.Length; i++) probabilities[i] /= sum;
        return probabilities;
    }
}
