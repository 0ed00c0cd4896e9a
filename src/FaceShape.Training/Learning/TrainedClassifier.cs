namespace FaceShape.Training.Learning;

/// <summary>A classifier that is ready to be applied or exported.</summary>
/// <param name="Standardizer">What rows go through first.</param>
/// <param name="Network">The members of the ensemble as one network.</param>
internal sealed record TrainedClassifier(Standardizer Standardizer, MultilayerPerceptron Network)
{
    /// <summary>The labels' scores before temperature and softmax.</summary>
    public float[] Logits(float[] row) => Network.Logits(Standardizer.Apply(row));
}
