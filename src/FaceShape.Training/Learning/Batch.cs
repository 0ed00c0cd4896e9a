namespace FaceShape.Training.Learning;

/// <summary>Photos of one step of the descent; its arrays are used again for the next.</summary>
internal sealed class Batch(int capacity, int stride, int hidden, int outputs)
{
    /// <summary>Photos in it.</summary>
    public int Count { get; set; }

    /// <summary>Their rows, one after the other.</summary>
    public float[] Rows { get; } = new float[capacity * stride];

    /// <summary>Their target distributions.</summary>
    public float[] Targets { get; } = new float[capacity * outputs];

    /// <summary>How much each counts.</summary>
    public float[] Weights { get; } = new float[capacity];

    /// <summary>What each photo's hidden units are multiplied by: 0 where dropped, else 1 / (1 - dropout).</summary>
    public float[] Kept { get; } = new float[capacity * hidden];

    public Span<float> Row(int b) => Rows.AsSpan(b * stride, stride);
}
