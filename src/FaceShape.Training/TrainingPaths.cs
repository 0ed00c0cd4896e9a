namespace FaceShape.Training;

/// <summary>Where training and evaluation find and keep things.</summary>
/// <param name="Models">Folder with <c>models.json</c> and the networks.</param>
/// <param name="Cache">Folder in which features of photos are kept by content hash; made when it is not there.</param>
public sealed record TrainingPaths(string Models, string Cache)
{
    /// <summary>Folder with the <c>models.json</c> of the classifiers that are evaluated, as <c>faceshape train --out</c> writes it.</summary>
    /// <value>The default value is <see cref="Models"/>.</value>
    public string Classifiers { get; init; } = Models;

    /// <summary>Told why something could not be kept in <see cref="Cache"/>, each time and from several threads; the work goes on.</summary>
    public Action<Exception>? NotKept { get; init; }
}
