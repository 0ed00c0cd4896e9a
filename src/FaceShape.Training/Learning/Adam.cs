using System.Runtime.Intrinsics;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning;

/// <summary>Adam with weight decay apart from the gradient (AdamW; Loshchilov and Hutter 2019).</summary>
/// <param name="parameters">What is trained: weights, then biases; whole lanes.</param>
/// <param name="weightCount">How many of them are weights.</param>
/// <param name="weightDecay">Decay of the weights a step, as a share of the learning rate; biases do not decay.</param>
internal sealed class Adam(float[] parameters, int weightCount, float weightDecay)
{
    private const float FirstDecay = 0.9f;
    private const float SecondDecay = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[] first = new float[parameters.Length];
    private readonly float[] second = new float[parameters.Length];
    private int steps;

    /// <summary>One step against the gradient.</summary>
    public void Step(ReadOnlySpan<float> gradient, float learningRate)
    {
        steps++;
        var firstScale = Vector256.Create(1 / (1 - MathF.Pow(FirstDecay, steps)));
        var secondScale = Vector256.Create(1 / (1 - MathF.Pow(SecondDecay, steps)));
        var rate = Vector256.Create(learningRate);
        for (var i = 0; i < parameters.Length; i += Simd.Lanes)
        {
            var g = Vector256.Create(gradient[i..]);
            var m = Vector256.Create(first, i) * FirstDecay + g * (1 - FirstDecay);
            var v = Vector256.Create(second, i) * SecondDecay + g * g * (1 - SecondDecay);
            m.CopyTo(first, i);
            v.CopyTo(second, i);
            var p = Vector256.Create(parameters, i);
            p -= rate * (m * firstScale) / (Vector256.Sqrt(v * secondScale) + Vector256.Create(Epsilon));
            p.CopyTo(parameters, i);
        }

        var keep = 1 - learningRate * weightDecay;
        foreach (ref var weight in parameters.AsSpan(0, weightCount)) weight *= keep;
    }
}
