namespace FaceShape.Training.Learning.Light;

/// <summary>
/// Weights in 8 bits: whole numbers from -127 to 127 times a scale for each output. Networks are rounded when they are trained, so that
/// what is measured is what is shipped.
/// </summary>
internal static class EightBits
{
    /// <summary>What is added to a whole number to store it without sign.</summary>
    public const int Zero = 128;

    private const int Largest = 127;

    /// <summary>Rounds all weights of a network to what 8 bits can hold.</summary>
    public static void Round(MapNetwork network)
    {
        foreach (var layer in Enum.GetValues<MapNetwork.Layer>()) Round(network.Weights(layer), network.Biases(layer).Length);
    }

    /// <summary>Rounds weights, inputs by outputs, to what 8 bits can hold.</summary>
    public static void Round(Span<float> weights, int outputs)
    {
        var scales = Scales(weights, outputs);
        for (var i = 0; i < weights.Length; i++) weights[i] = Level(weights[i], scales[i % outputs]) * scales[i % outputs];
    }

    /// <summary>One scale an output.</summary>
    public static float[] Scales(ReadOnlySpan<float> weights, int outputs)
    {
        var scales = new float[outputs];
        for (var i = 0; i < weights.Length; i++) scales[i % outputs] = Math.Max(scales[i % outputs], Math.Abs(weights[i]));
        for (var i = 0; i < outputs; i++) scales[i] = scales[i] > 0 ? scales[i] / Largest : 1;
        return scales;
    }

    /// <summary>The byte that stands for a weight.</summary>
    public static byte Stored(float weight, float scale) => (byte)(Level(weight, scale) + Zero);

    /// <summary>The whole number that stands for a weight.</summary>
    private static int Level(float weight, float scale) => (int)MathF.Round(weight / scale);
}
