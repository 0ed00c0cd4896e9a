using FaceShape.Imaging;
using FaceShape.Landmarks;
using FaceShape.Quality;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Tests.Quality;

public class TrainingPopulationTests
{
    private static readonly FaceMeshPoints Head = Meshes.Drawn(new(200, 150), 60, 0.1, yaw: 0.3);

    [Fact]
    public void Moving_scaling_and_turning_a_photo_leaves_a_face_where_it_is() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from x in Gen.Choose(-500, 500)
         from y in Gen.Choose(-500, 500)
         from unit in Gen.Choose(10, 400)
         from roll in Gen.Choose(-300, 300)
         select (X: (double)x, Y: (double)y, Unit: (double)unit, Roll: roll / 100.0)).ToArbitrary(),
        photo => Assert.All(
            MeshProportions.From(Meshes.Drawn(new(photo.X, photo.Y), photo.Unit, photo.Roll, yaw: 0.3)).Zip(MeshProportions.From(Head)),
            pair => Assert.Equal(pair.Second, pair.First, 1e-9))));

    [Fact]
    public void Mirroring_a_photo_leaves_a_face_where_it_is()
    {
        var points = Enumerable.Range(0, FaceMeshPoints.Count).Select(FaceMeshPoints.Opposite).ToArray();
        var mirror = new FaceMeshPoints(
            [.. points.Select(i => new Point(500 - Head.Points[i].X, Head.Points[i].Y))], [.. points.Select(i => Head.Depths[i])], 1);
        Assert.All(MeshProportions.From(mirror).Zip(MeshProportions.From(Head)), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    [Fact]
    public void Each_proportion_has_a_name_of_its_own_and_moves_with_its_points_alone()
    {
        Assert.Equal(MeshProportions.Names.Count, MeshProportions.Names.Distinct().Count());
        var before = MeshProportions.From(Head);
        Assert.Equal(MeshProportions.Names.Count, before.Length);
        var after = MeshProportions.From(Moved(Head, 172, 0.2));
        var changed = MeshProportions.Names.Where((_, i) => Math.Abs(before[i] - after[i]) > 1e-9);
        Assert.Equal(["jaw", "asymmetry"], changed);
    }

    /// <summary>With a covariance of one's own the distance is known: here along an axis of each proportion.</summary>
    [Fact]
    public void The_distance_is_that_of_Mahalanobis() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from axis in Gen.Choose(0, MeshProportions.Names.Count - 1)
         from steps in Gen.Choose(-90, 90)
         select (Axis: axis, Steps: steps / 10.0)).ToArbitrary(),
        from =>
        {
            var n = MeshProportions.Names.Count;
            double[] means = [.. Enumerable.Range(0, n).Select(i => 0.1 * i)];
            // L of an arbitrary covariance; a step along its column is a step of length 1.
            double[][] factor = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, i + 1).Select(j => i == j ? 1 + 0.1 * i : 0.03 * (i - j)).ToArray())];
            double[] face = [.. means.Select((mean, i) => mean + (i >= from.Axis ? from.Steps * factor[i][from.Axis] : 0))];

            var placed = new TrainingPopulation(means, factor, [1, 2, 3, 4]).Place(face);

            Assert.Equal(Math.Abs(from.Steps), placed.Distance, 1e-9);
            Assert.Equal((Rarity)Math.Min(4, (int)placed.Distance), placed.Rarity);
        }));

    [Fact]
    public void A_mesh_that_is_torn_apart_or_no_number_is_an_outlier()
    {
        Assert.Equal(Rarity.Outlier, TrainingPopulation.Shipped.Place(Moved(Head, 152, 2)).Rarity);
        Assert.Equal(Rarity.Outlier, TrainingPopulation.Shipped.Place([.. Enumerable.Repeat(double.NaN, MeshProportions.Names.Count)]).Rarity);
    }

    [Fact]
    public void What_was_fitted_for_other_proportions_is_refused() =>
        Assert.Throws<ArgumentException>(() => new TrainingPopulation([0], [[1]], [1, 2, 3, 4]));

    /// <summary>One point moved down the picture by some units.</summary>
    private static FaceMeshPoints Moved(FaceMeshPoints mesh, int point, double units)
    {
        var points = mesh.Points.ToArray();
        points[point] += new Point(units * 60, 0);
        return new(points, mesh.Depths.ToArray(), 1);
    }
}
