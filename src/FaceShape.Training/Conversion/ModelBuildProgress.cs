namespace FaceShape.Training.Conversion;

/// <summary>How far the building of models is.</summary>
/// <param name="Model">Name of the model that is done.</param>
/// <param name="Done">Models done.</param>
/// <param name="Total">Models in all.</param>
public sealed record ModelBuildProgress(string Model, int Done, int Total);
