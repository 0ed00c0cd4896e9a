using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning;
using FaceShape.Training.Tests.Data;

namespace FaceShape.Training.Tests.Evaluation;

public sealed class LandmarkRecipeTests
{
    [Fact]
    public void Only_the_held_fold_is_answered_and_nothing_it_says_moves_the_thresholds()
    {
        var faces = MadeUpFaces.Gathered();
        var split = new Splits(faces, 4, 1).Unseen(ClassifierTask.Shape, "odd")!;
        var run = CrossValidatorTests.Recipe(faces).Run(ClassifierTask.Shape, split, 1, TestContext.Current.CancellationToken);
        Assert.Equal(120, run.Answers.Count);
        Assert.All(run.Answers, answer => Assert.Equal("odd", faces.Photos[answer.Photo].Source));
        Assert.All(run.Answers, answer => Assert.NotNull(answer.Mirrored));

        // Other labels on the held photos change what is counted as right, and nothing else.
        var relabelled = faces with { Photos = [.. faces.Photos.Select(photo => photo.Source == "odd" ? photo with { Label = 0 } : photo)] };
        var again = CrossValidatorTests.Recipe(relabelled).Run(ClassifierTask.Shape, split, 1, TestContext.Current.CancellationToken);
        Assert.Equal(
            run.Answers.Select(answer => (answer.Prediction.Probabilities[2], answer.Abstained)),
            again.Answers.Select(answer => (answer.Prediction.Probabilities[2], answer.Abstained)));
    }
}
