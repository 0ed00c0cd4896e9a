using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Training.Learning.Light;

namespace FaceShape.Training.Tests.Learning.Light;

public class MapRegressionTests
{
    [Fact]
    public void A_shape_that_shows_in_the_map_gets_the_highest_score_for_people_never_seen()
    {
        var regression = MapRegression.Fit(MadeUpMaps.Of(people: 60, everywhere: true), new());
        var others = MadeUpMaps.Of(people: 20, seed: 2, everywhere: true);

        var right = Enumerable.Range(0, others.Count).Average(i =>
        {
            var shapes = Scores(regression, others.Faces[i]);
            return Array.IndexOf(shapes, shapes.Max()) == (int)others.Labels[i] ? 1.0 : 0;
        });

        Assert.True(right > 0.8, $"{right}");
    }

    [Fact]
    public void Scores_shrink_with_the_penalty_and_grow_with_the_weight()
    {
        var set = MadeUpMaps.Of();
        double Size(MapLearningOptions options)
        {
            var regression = MapRegression.Fit(set, options);
            return set.Faces.Average(face => Scores(regression, face).Average(score => Math.Abs((double)score)));
        }

        var size = Size(new() { RegressionWeight = 1 });

        Assert.InRange(Size(new() { RegressionWeight = 3 }), 2.97 * size, 3.03 * size);
        Assert.InRange(Size(new() { RegressionWeight = 1, RegressionPenalty = 200 }), 0, size / 3);
        Assert.Equal(0, Size(new() { RegressionWeight = 0 }));
    }

    [Fact]
    public void A_shape_that_lies_between_two_others_is_named_too()
    {
        // One channel says all: little of it is the first shape, some the second, much the third.
        MapTrainingSet Set(int seed)
        {
            var random = new Random(seed);
            int[] labels = [.. Enumerable.Range(0, 120).Select(i => i % 3)];
            return new(
                [.. labels.Select(label => Face(random, (0, label)))], [.. labels.Select(label => (Shape)label)], [.. Enumerable.Range(0, labels.Length)]);
        }

        var regression = MapRegression.Fit(Set(1), new());
        var others = Set(2);

        var right = others.Faces.Zip(others.Labels).Where(photo => photo.Second == (Shape)1)
            .Average(photo => Scores(regression, photo.First).AsSpan(0, 3) is var scores && scores[1] > scores[0] && scores[1] > scores[2] ? 1.0 : 0);

        Assert.True(right > 0.9, $"{right}");
    }

    [Fact]
    public void What_differs_between_photos_of_one_person_counts_less_the_steadier_scores_are_wanted()
    {
        // Two channels show the shape; only one of them is the same in all photos of a person.
        var random = new Random(1);
        int[] people = [.. Enumerable.Range(0, 160).Select(i => i / 4)];
        var set = new MapTrainingSet(
            [.. people.Select(person => Face(random, (0, person % 2 + 0.3 * (person % 3)), (1, person % 2 + random.NextDouble())))],
            [.. people.Select(person => (Shape)(person % 2))],
            people);

        double Unsteady(double steadiness)
        {
            var regression = MapRegression.Fit(set, new() { RegressionSteadiness = steadiness });
            double Of(int channel) => Scores(regression, Face(new(3), (channel, 1)))[1] - Scores(regression, Face(new(3)))[1];
            return Of(1) / Of(0);
        }

        Assert.True(Unsteady(8) < 0.7 * Unsteady(0), $"{Unsteady(8)}, {Unsteady(0)}");
    }

    [Fact]
    public void Photos_count_one_on_average_and_those_of_one_person_less_the_more_there_are()
    {
        var set = MadeUpMaps.Of(people: 3, photos: 1) with { People = [0, 1, 1] };

        var weights = set.PhotoWeights(0.5);

        Assert.Equal(1, weights.Average(), 1e-12);
        Assert.Equal(Math.Sqrt(2), weights[0] / weights[1], 1e-12);
        Assert.Equal(weights[1], weights[2]);
    }

    /// <summary>A face whose map is empty but for some channels, which have so much everywhere, and a little noise.</summary>
    private static MapFace Face(Random random, params (int Channel, double Much)[] shown)
    {
        var map = new Half[MapNetworkShape.MapLength];
        foreach (var (channel, much) in shown)
        {
            for (var i = channel; i < map.Length; i += FaceTrunk.Channels) map[i] = (Half)(much + 0.2 * random.NextDouble());
        }

        return new([map], new float[21]);
    }

    private static float[] Scores(MapRegression regression, MapFace face)
    {
        var scores = new float[MapRegression.Shapes];
        regression.AddScores(face.Maps[0], scores);
        return scores;
    }
}
