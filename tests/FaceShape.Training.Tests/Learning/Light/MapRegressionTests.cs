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
    public void Photos_count_one_on_average_and_those_of_one_person_less_the_more_there_are()
    {
        var set = MadeUpMaps.Of(people: 3, photos: 1) with { People = [0, 1, 1] };

        var weights = set.PhotoWeights(0.5);

        Assert.Equal(1, weights.Average(), 1e-12);
        Assert.Equal(Math.Sqrt(2), weights[0] / weights[1], 1e-12);
        Assert.Equal(weights[1], weights[2]);
    }

    private static float[] Scores(MapRegression regression, MapFace face)
    {
        var scores = new float[MapRegression.Shapes];
        regression.AddScores(face.Maps[0], scores);
        return scores;
    }
}
