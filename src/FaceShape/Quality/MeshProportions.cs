using FaceShape.Landmarks;

namespace FaceShape.Quality;

/// <summary>
/// A handful of proportions of a mesh, by which it is told how usual a face is. They are taken in the face's own space
/// (<see cref="FaceSpace"/>), so moving, scaling, turning or mirroring a photo does not change them; the unit is the distance from the
/// eyes to the mouth. Half widths are means of both halves of the face, and what both halves do not share is the last number.
/// </summary>
public static class MeshProportions
{
    private enum Axis
    {
        Across,
        Down,
        Away,
    }

    // Points of the left half of the picture, or of the middle line; with a second point, how far that lies beyond the first.
    private static readonly (string Name, Axis Axis, int Point, int? From)[] Measures =
    [
        ("outer-eyes", Axis.Across, 33, null),
        ("inner-eyes", Axis.Across, 133, null),
        ("eye-opening", Axis.Down, 145, 159),
        ("brows", Axis.Down, 105, null),
        ("nose-width", Axis.Across, 129, null),
        ("nose-tip", Axis.Down, 1, null),
        ("nose-depth", Axis.Away, 1, null),
        ("mouth-width", Axis.Across, 61, null),
        ("lips", Axis.Down, 17, 0),
        ("chin", Axis.Down, 152, null),
        ("chin-depth", Axis.Away, 152, null),
        ("forehead", Axis.Down, 10, null),
        ("temples", Axis.Across, 127, null),
        ("cheeks", Axis.Across, 234, null),
        ("jaw", Axis.Across, 172, null),
        ("chin-width", Axis.Across, 149, null),
    ];

    /// <summary>What each number is called.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Array.ConvertAll(Measures, measure => measure.Name), "asymmetry"];

    /// <summary>Measures a mesh.</summary>
    /// <returns>One number for each of <see cref="Names"/>.</returns>
    public static double[] From(FaceMeshPoints mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        var space = new FaceSpace(mesh);
        var numbers = new double[Names.Count];
        for (var i = 0; i < Measures.Length; i++)
        {
            var (_, axis, point, from) = Measures[i];
            numbers[i] = Both(axis, point) - (from is { } origin ? Both(axis, origin) : 0);
        }

        numbers[^1] = Asymmetry(mesh, space);
        return numbers;

        double Both(Axis axis, int point)
        {
            var (one, other) = (space.Locate(mesh, point), space.Locate(mesh, FaceMeshPoints.Opposite(point)));
            return axis switch
            {
                Axis.Across => Math.Abs(one.X - other.X) / 2,
                Axis.Down => (one.Y + other.Y) / 2,
                _ => (one.Z + other.Z) / 2,
            };
        }
    }

    /// <summary>Root mean square of how far opposite points are from mirroring each other.</summary>
    private static double Asymmetry(FaceMeshPoints mesh, FaceSpace space)
    {
        double sum = 0;
        for (var i = 0; i < FaceMeshPoints.Count; i++)
        {
            var (one, other) = (space.Locate(mesh, i), space.Locate(mesh, FaceMeshPoints.Opposite(i)));
            var (x, y, z) = ((one.X + other.X) / 2, (one.Y - other.Y) / 2, (one.Z - other.Z) / 2);
            sum += x * x + y * y + z * z;
        }

        return Math.Sqrt(sum / FaceMeshPoints.Count);
    }
}
