using FaceShape.Landmarks;

namespace FaceShape.Training.Outlines;

/// <summary>What is learnt from one photo: a mesh and the outline drawn on it, both in the face's frame.</summary>
/// <param name="Person">Who.</param>
/// <param name="Mesh">x and y of 468 points.</param>
/// <param name="Outline">x and y of 26 points.</param>
internal sealed record OutlineExample(string Person, float[] Mesh, float[] Outline)
{
    /// <summary>The same face in a mirror.</summary>
    public OutlineExample Mirrored() => new(
        Person,
        Mirror(Mesh, FaceMeshPoints.Opposite),
        Mirror(Outline, FaceOutlinePoints.Opposite));

    private static float[] Mirror(float[] numbers, Func<int, int> opposite)
    {
        var mirrored = new float[numbers.Length];
        for (var point = 0; point < numbers.Length / 2; point++)
        {
            mirrored[2 * point] = -numbers[2 * opposite(point)];
            mirrored[2 * point + 1] = numbers[2 * opposite(point) + 1];
        }

        return mirrored;
    }
}
