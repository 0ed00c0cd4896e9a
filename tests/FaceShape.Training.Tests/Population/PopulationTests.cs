using FaceShape.Imaging;
using FaceShape.Landmarks;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Quality;
using FaceShape.Testing;
using FaceShape.Training.Data;
using FaceShape.Training.Population;

namespace FaceShape.Training.Tests.Population;

public class PopulationTests
{
    [Fact]
    public void Faces_like_those_that_were_fitted_are_as_far_away_as_theory_says()
    {
        var random = new Random(1);
        var n = MeshProportions.Names.Count;
        double[][] mixing = [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5).ToArray())];
        var fit = PopulationFit.Of([Draw(2_000), Draw(1_000), Draw(2_000)]);
        var population = fit.Population;

        var fresh = PopulationFigures.Of("fresh", [.. Draw(5_000).Select(face => population.Place(face).Distance)], fit.Limits);

        // Four standard errors of a difference between two shares of 5,000.
        Assert.Equal([0.5, 0.1, 0.01, 0.001], fresh.Beyond, (expected, actual) => Math.Abs(expected - actual) < 4 * Math.Sqrt(2 * expected / 5_000));
        // Chi-squared with 17 degrees of freedom has the median 16.34.
        Assert.Equal(Math.Sqrt(16.34), fresh.Median, 0.06);

        List<double[]> Draw(int faces) =>
        [
            .. Enumerable.Range(0, faces).Select(_ =>
            {
                double[] normal = [.. Enumerable.Range(0, n).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
                return mixing.Select(row => 3 + row.Zip(normal, (weight, value) => weight * value).Sum()).ToArray();
            }),
        ];
    }

    [Theory]
    [InlineData(2, PopulationFit.LeastPhotos - 1)]
    [InlineData(1, PopulationFit.LeastPhotos)]
    public void Too_few_faces_or_folders_are_refused(int folders, int faces) => Assert.Throws<DatasetException>(() =>
        PopulationFit.Of([.. Enumerable.Repeat(Enumerable.Repeat(new double[MeshProportions.Names.Count], faces).ToArray(), folders)]));

    [Fact]
    public void What_is_shipped_was_fitted_to_the_walk_and_the_networks_that_are_in_use()
    {
        var code = File.ReadAllText(Repository.Path("src", "FaceShape", "Quality", "FittedPopulation.cs"));
        var walk = new TrainPopulationService(new(Repository.Path("models"), "")).Walk;
        Assert.True(code.Contains($"meshes of: {walk}\n", StringComparison.Ordinal), $"Run ./faceshape train-population as docs/population.md says: the walk is now {walk}");
    }

    [Fact]
    public async Task Studio_faces_lie_within_and_a_mesh_that_missed_lies_far_outside()
    {
        var photos = Directory.GetFiles(Repository.Shared("data", "london"), "*.jpg").Order(StringComparer.Ordinal).Where((_, i) => i % 5 == 0).ToList();
        using var reader = await LightReader.CreateAsync(
            new NativeModelSource(Repository.Path("models"), threads: 1), TestContext.Current.CancellationToken);
        List<FaceReading> faces = [];
        foreach (var photo in photos)
        {
            var reading = await reader.ReadAsync(new PhotoDecoder().DecodeFile(photo), cancellation: TestContext.Current.CancellationToken);
            faces.Add(Assert.Single(reading.Faces));
        }

        Assert.All(faces, face => Assert.True(face.Typicality!.Value.Rarity < Rarity.Outlier, $"{face.Typicality}"));
        Assert.True(faces.Count(face => face.Typicality!.Value.Rarity >= Rarity.Rare) <= faces.Count / 5);
        foreach (var mesh in faces.Select(face => face.Measured!.Mesh))
        {
            Assert.Equal(Rarity.Outlier, Place(mesh, point => new(point.X, 2 * point.Y)).Rarity);
            // The lower half slid aside by a third of the face's width.
            var width = mesh.Points[454].X - mesh.Points[234].X;
            Assert.Equal(Rarity.Outlier, Place(mesh, point => point.Y < mesh.Points[1].Y ? point : point + new Point(width / 3, 0)).Rarity);
        }

        static Typicality Place(FaceMeshPoints mesh, Func<Point, Point> distort) => TrainingPopulation.Shipped.Place(
            new FaceMeshPoints([.. mesh.Points.ToArray().Select(distort)], mesh.Depths.ToArray(), 1));
    }
}
