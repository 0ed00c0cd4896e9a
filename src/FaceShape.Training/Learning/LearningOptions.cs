namespace FaceShape.Training.Learning;

/// <summary>How the networks of a classifier are trained.</summary>
internal sealed record LearningOptions
{
    /// <summary>Networks whose logits are averaged; each stops early on another part of the people.</summary>
    public int Members { get; init; } = 5;

    /// <summary>Hidden units of a network; 0 for softmax regression, which was as good as any hidden layer on inner folds.</summary>
    public int Hidden { get; init; }

    /// <summary>The kind of network, in words.</summary>
    public string Architecture => Hidden == 0 ? "softmax regression" : $"{Hidden} hidden units";

    /// <summary>Passes over the photos, at most.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Passes without a better validation loss after which training ends.</summary>
    public int Patience { get; init; } = 12;

    /// <summary>Photos a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Highest learning rate; it rises over the first fifth of the steps and falls to 0 along a cosine.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Decay of the weights, as a share of the learning rate.</summary>
    public float WeightDecay { get; init; } = 10;

    /// <summary>Share of the hidden units that are left out at each step.</summary>
    public float Dropout { get; init; } = 0.5f;

    /// <summary>Share of the inputs that are left out at each step.</summary>
    public float InputDropout { get; init; } = 0.4f;

    /// <summary>Share of the target that is spread over all labels: labels are opinions.</summary>
    public float LabelSmoothing { get; init; } = 0.1f;
}
