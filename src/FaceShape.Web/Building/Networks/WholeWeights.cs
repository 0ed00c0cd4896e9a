namespace FaceShape.Web.Building.Networks;

/// <summary>
/// Floats that are whole numbers times a step of their channel, plus what all of the channel share: weights that were stored in 8 bits
/// or fewer, and then multiplied.
/// </summary>
/// <param name="Run">So many floats beside each other belong to one channel; channels follow each other in turn.</param>
/// <param name="Lowest">The least whole number; it is stored as 0.</param>
/// <param name="Levels">The whole numbers, a byte each.</param>
/// <param name="Steps">Of each channel.</param>
/// <param name="Bases">What is added, of each channel; 0 where nothing is.</param>
internal sealed record WholeWeights(int Run, int Lowest, byte[] Levels, float[] Steps, float[] Bases)
{
    // A product of two rounded floats is off by its last bit or two; a step is found to be wrong by much more.
    private const double LargestError = 4e-7;
    private const double FromWhole = 0.01;
    private const int MostLevels = 255;

    /// <summary>Finds the whole numbers; null where there are none, or a channel would not pay for its two floats.</summary>
    /// <param name="values">The floats, last axis fastest.</param>
    /// <param name="shape">Lengths of the axes; output channels are the first or the last.</param>
    public static WholeWeights? Find(ReadOnlySpan<float> values, ReadOnlySpan<int> shape)
    {
        if (shape.Length < 2) return null;
        return Along(values, shape[0], values.Length / shape[0]) ?? Along(values, shape[^1], 1);
    }

    /// <summary>The floats again.</summary>
    public float[] ToFloats()
    {
        var values = new float[Levels.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i / Run % Steps.Length;
            values[i] = (float)((double)Steps[channel] * (Levels[i] + Lowest) + Bases[channel]);
        }

        return values;
    }

    /// <summary>The same where it is known which values belong to one channel.</summary>
    public static WholeWeights? Along(ReadOnlySpan<float> values, int channels, int run)
    {
        if (values.Length < 4 * channels) return null;
        var whole = new int[values.Length];
        var (steps, bases) = (new float[channels], new float[channels]);
        for (var channel = 0; channel < channels; channel++)
        {
            int[] places = [.. Places(values.Length, channels, run, channel)];
            var own = new float[places.Length];
            for (var i = 0; i < own.Length; i++) own[i] = values[places[i]];
            if (Line(own) is not var (numbers, step, shift)) return null;
            (steps[channel], bases[channel]) = ((float)step, (float)shift);
            for (var i = 0; i < own.Length; i++) whole[places[i]] = numbers[i];
        }

        var lowest = whole.Min();
        if (whole.Max() - lowest > MostLevels) return null;
        var found = new WholeWeights(run, lowest, [.. whole.Select(number => (byte)(number - lowest))], steps, bases);
        return IsClose(found.ToFloats(), values) ? found : null;
    }

    private static IEnumerable<int> Places(int count, int channels, int run, int channel)
    {
        for (var from = channel * run; from < count; from += channels * run)
        {
            for (var i = from; i < from + run; i++) yield return i;
        }
    }

    /// <summary>Whole numbers, and the step and what is added that make the values of them.</summary>
    private static (int[] Numbers, double Step, double Shift)? Line(float[] values)
    {
        double[] distinct = [.. values.Distinct().Order().Select(value => (double)value)];
        if (distinct is [0]) return (new int[values.Length], 0, 0);
        if (distinct is [var only]) return ([.. values.Select(_ => Math.Sign(only))], Math.Abs(only), 0);

        // Differences are whole multiples of the step, so the step is a whole part of the least.
        var least = distinct.Zip(distinct.Skip(1), (one, next) => next - one).Min();
        var range = distinct[^1] - distinct[0];
        for (var part = 1; part * range <= MostLevels * least * 1.001; part++)
        {
            var step = least / part;
            step = range / Math.Round(range / step);
            if (!distinct.All(value => IsWhole((value - distinct[0]) / step))) continue;
            var first = Math.Round(distinct[0] / step);
            int[] numbers = [.. values.Select(value => (int)(Math.Round((value - distinct[0]) / step) + first))];
            var own = values.Zip(numbers, (value, number) => (double)value * number).Sum() / numbers.Sum(number => (double)number * number);
            var error = values.Zip(numbers, (value, number) => Math.Abs(value - own * number)).Max();
            return error <= LargestError * values.Max(Math.Abs) ? (numbers, own, 0) : (numbers, step, distinct[0] - first * step);
        }

        return null;
    }

    private static bool IsWhole(double number) => Math.Abs(number - Math.Round(number)) < FromWhole;

    private static bool IsClose(float[] made, ReadOnlySpan<float> values)
    {
        var largest = 0f;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        for (var i = 0; i < made.Length; i++)
        {
            if (Math.Abs(made[i] - values[i]) > LargestError * largest) return false;
        }

        return true;
    }
}
