using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;
using FaceShape.Training.Tests.Data;

namespace FaceShape.Training.Tests.Learning;

public class CrossValidationTests
{
    [Fact]
    public void A_second_look_answers_where_the_first_two_shapes_are_close_and_has_a_temperature_of_its_own()
    {
        // Every other face is clear at the first look; of the others the first look makes nothing, and the second all, with scores a tenth as large.
        var photos = MadeUpFaces.Gathered();
        bool IsClear(int i) => i / 4 % 2 == 0;
        float[] Towards(int i, float score) => [.. Enumerable.Range(0, 5).Select(shape => shape == (int)photos.Photos[i].Label ? score : 0f)];
        OutOfFoldScores Scores(Func<int, float[]> of) => new([.. Enumerable.Range(0, photos.Photos.Count).Select(of)], [.. Enumerable.Range(0, photos.Photos.Count).Select(of)]);
        var scores = Scores(i => Towards(i, IsClear(i) ? 10 : 0)) with { Twice = new(Scores(i => Towards(i, IsClear(i) ? -10 : 1)), new bool[photos.Photos.Count]) };

        var run = Calibrate(photos, scores);

        Assert.Equal(photos.Photos.Count, run.Answers.Count);
        Assert.All(run.Answers, answer => Assert.Equal(!IsClear(answer.Photo), answer.LookedTwice));
        Assert.All(run.Answers, answer => Assert.True(answer.Prediction.Probabilities[answer.Prediction.Label] > 0.9));
        Assert.All(run.Answers, answer => Assert.Equal(answer.Prediction.Probabilities, answer.Mirrored!));
        Assert.True(run.Shipped.TwiceTemperature < run.Shipped.Temperature, $"{run.Shipped}");
    }

    [Fact]
    public void A_small_face_is_always_looked_at_twice()
    {
        var photos = MadeUpFaces.Gathered();
        float[][] Scores(float score) => [.. photos.Photos.Select(photo => Enumerable.Range(0, 5).Select(shape => shape == (int)photo.Label ? score : 0f).ToArray())];
        bool[] small = [.. photos.Photos.Select((_, i) => i % 3 == 0)];

        var run = Calibrate(photos, new(Scores(10), Scores(10)) { Twice = new(new(Scores(1), Scores(1)), small) });

        Assert.All(run.Answers, answer => Assert.Equal(small[answer.Photo], answer.LookedTwice));
    }

    [Fact]
    public void Without_a_second_look_nobody_is_looked_at_twice()
    {
        var photos = MadeUpFaces.Gathered();
        float[][] none = [.. photos.Photos.Select(_ => new float[5])];

        var run = Calibrate(photos, new(none, none));

        Assert.All(run.Answers, answer => Assert.False(answer.LookedTwice));
        Assert.Equal(run.Shipped.Temperature, run.Shipped.TwiceTemperature);
    }

    private static ClassifierRun Calibrate(ReadPhotos photos, OutOfFoldScores scores) => CrossValidation.Calibrate(
        ClassifierTask.Shape,
        photos,
        new([.. Enumerable.Range(0, photos.Photos.Count)], Folds.IdentityDisjoint(photos.People, [.. photos.Photos.Select(photo => (int)photo.Label)], 4, 1)),
        scores);
}
