using FaceShape.Classification;
using FaceShape.Training.Data;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning;
using FaceShape.Training.Tests.Data;

namespace FaceShape.Training.Tests.Evaluation;

public sealed class CrossValidatorTests
{
    private static readonly LearningOptions Quick = new() { Members = 2, Epochs = 25, LearningRate = 1e-2 };

    [Fact]
    public void Who_only_recognizes_people_is_right_with_a_random_split_and_guesses_when_nobody_is_on_both_sides()
    {
        var result = Run(MadeUpFaces.Gathered(people: 100, photos: 6, signal: 0));
        Assert.True(result.Leaky!.PerPhoto.Top1 > 0.8, $"random split {result.Leaky.PerPhoto.Top1}");
        Assert.True(result.PerPhoto.Top1 < 0.35, $"identity-disjoint {result.PerPhoto.Top1}");
    }

    [Fact]
    public void A_shape_that_shows_in_the_landmarks_is_found_in_people_never_seen()
    {
        var faces = MadeUpFaces.Gathered();
        var result = Run(faces);
        Assert.True(result.PerPhoto.Top1 > 0.8, $"top-1 {result.PerPhoto.Top1}");
        Assert.True(result.PerPhoto.Top2 >= result.PerPhoto.Top1);
        Assert.InRange(result.PerPhoto.Top1, result.PerPhoto.Top1Interval[0], result.PerPhoto.Top1Interval[1]);
        Assert.Equal((240, 240, 60), (result.Photos, result.Read, result.People));
        Assert.Equal(["even", "odd"], result.Sources.Keys.Order());
        Assert.Equal(240, result.Sources.Values.Sum(source => source.Read));
        Assert.Equal(144, result.Jaw.Read);
        Assert.Equal(192, result.Length.Read);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures()
    {
        var faces = MadeUpFaces.Gathered(signal: 2);
        Assert.Equal(Run(faces).ToJson(), Run(faces).ToJson());
    }

    [Fact]
    public void Too_few_people_or_labels_are_said_before_training()
    {
        var few = Assert.Throws<DatasetException>(() => Run(MadeUpFaces.Gathered(people: 19)));
        Assert.Contains("people", few.Message, StringComparison.Ordinal);
        var faces = MadeUpFaces.Gathered();
        var round = faces with { Photos = [.. faces.Photos.Select(photo => photo with { Label = Shape.Round })] };
        Assert.Contains("two labels", Assert.Throws<DatasetException>(() => Run(round)).Message, StringComparison.Ordinal);
    }

    internal static EvaluationResult Run(LabelledFaces faces) =>
        new CrossValidator(Recipe(faces), 4, 1).Run(TestContext.Current.CancellationToken).Result;

    internal static OriginalRecipe Recipe(LabelledFaces faces) => new(faces, Quick, 1);
}
