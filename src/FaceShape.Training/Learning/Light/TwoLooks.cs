namespace FaceShape.Training.Learning.Light;

/// <summary>
/// What answers for a face: one ensemble looks at every face; where it does not clearly prefer one shape, or the face is small, another takes a second
/// look, and their scores are averaged.
/// </summary>
/// <param name="First">Learnt from the first looks.</param>
/// <param name="Second">Learnt from the second looks.</param>
internal sealed record TwoLooks(MapEnsemble First, MapEnsemble Second)
{
    /// <summary>Scores of faces after the second look: all heads side by side.</summary>
    /// <param name="faces">The faces.</param>
    /// <param name="first">What <see cref="First"/> scored.</param>
    public float[][] ScoresTwice(IReadOnlyList<MapFace> faces, IReadOnlyList<float[]> first) =>
    [
        .. Second.Scores([.. faces.Select(face => face.AtSecondLook())]).Zip(first, (second, before) => second.Zip(before, (a, b) => (a + b) / 2).ToArray()),
    ];
}
