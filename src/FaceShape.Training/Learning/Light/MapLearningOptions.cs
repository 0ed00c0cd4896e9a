namespace FaceShape.Training.Learning.Light;

/// <summary>How the networks of the light classifiers are trained.</summary>
internal sealed record MapLearningOptions
{
    /// <summary>Networks whose scores are averaged, for each look.</summary>
    public int Members { get; init; } = 3;

    /// <summary>Passes: as many draws as there are photos, each.</summary>
    public int Epochs { get; init; } = 9;

    /// <summary>A small set is passed over more often, so that so many steps are made: with fewer the networks hardly learn.</summary>
    public int LeastSteps { get; init; } = 400;

    /// <summary>Photos a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Photos a step that are learnt beside, where there are any.</summary>
    public int BesideBatchSize { get; init; } = 32;

    /// <summary>Highest learning rate; it rises over the first part of the steps and falls to 0, both along a cosine.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the weights, as a share of the learning rate.</summary>
    public float WeightDecay { get; init; } = 5;

    /// <summary>Share of the units before the heads that are left out at each step.</summary>
    public float Dropout { get; init; } = 0.5f;

    /// <summary>Share of the target that is spread over all labels: labels are opinions.</summary>
    public float LabelSmoothing { get; init; } = 0.05f;

    /// <summary>A photo is drawn in proportion to the number of photos of the same person to the power of minus this.</summary>
    public double PersonPower { get; init; } = 0.6;

    /// <summary>How much the scores of the <see cref="MapRegression"/> count beside the mean of the networks'; 0 leaves them out.</summary>
    public double RegressionWeight { get; init; } = 3;

    /// <summary>Penalty of the <see cref="MapRegression"/>'s weights: so many photos' worth a number that it sees.</summary>
    public double RegressionPenalty { get; init; } = 0.25;

    /// <summary>How much what differs between photos of one person is penalized there besides: so many times what it is among the photos.</summary>
    public double RegressionSteadiness { get; init; } = 2;

    /// <summary>How much each question counts: shape, jaw, length.</summary>
    public IReadOnlyList<float> TaskWeights { get; init; } = [1, 0.3f, 0.3f];

    /// <summary>Channels after the 1x1 convolution.</summary>
    public int Mixed { get; init; } = 32;

    /// <summary>Channels after the 3x3 convolution.</summary>
    public int Convolved { get; init; } = 48;

    /// <summary>Units of the dense layer on the map.</summary>
    public int Units { get; init; } = 48;

    /// <summary>Units of the dense layer on the geometry.</summary>
    public int GeometryUnits { get; init; } = 48;
}
