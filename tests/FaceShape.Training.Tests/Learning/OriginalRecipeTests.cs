using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning;
using FaceShape.Training.Tests.Data;
using FaceShape.Training.Tests.Evaluation;

namespace FaceShape.Training.Tests.Learning;

public sealed class OriginalRecipeTests
{
    [Fact]
    public void Only_who_is_asked_about_is_answered_and_no_label_of_theirs_moves_an_answer()
    {
        var faces = MadeUpFaces.Gathered();
        var split = new Splits(faces, 4, 1).Unseen(ClassifierTask.Shape, "odd")!;
        var run = CrossValidatorTests.Recipe(faces).CrossValidate(_ => split, [ClassifierTask.Shape], 1, TestContext.Current.CancellationToken)[ClassifierTask.Shape];
        Assert.Equal(120, run.Answers.Count);
        Assert.All(run.Answers, answer => Assert.Equal("odd", faces.Photos[answer.Photo].Source));
        Assert.All(run.Answers, answer => Assert.NotNull(answer.Mirrored));

        // Other labels on those photos change what is counted as right, and nothing else.
        var relabelled = faces with { Photos = [.. faces.Photos.Select(photo => photo.Source == "odd" ? photo with { Label = 0 } : photo)] };
        var again = CrossValidatorTests.Recipe(relabelled).CrossValidate(_ => split, [ClassifierTask.Shape], 1, TestContext.Current.CancellationToken)[ClassifierTask.Shape];
        Assert.Equal(
            run.Answers.Select(answer => (answer.Prediction.Probabilities[2], answer.Abstained)),
            again.Answers.Select(answer => (answer.Prediction.Probabilities[2], answer.Abstained)));
    }
}
