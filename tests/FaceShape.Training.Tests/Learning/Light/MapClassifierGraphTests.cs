using FaceShape.Classification;
using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Testing;
using FaceShape.Training.Learning;
using FaceShape.Training.Learning.Light;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Learning.Light;

public class MapClassifierGraphTests
{
    private static readonly Dictionary<ClassifierTask, FittedCalibration> Fitted = new()
    {
        [ClassifierTask.Shape] = new(1.3, 0.35, 0.12) { TwiceTemperature = 0.7 },
        [ClassifierTask.Jaw] = new(0.8, 0, 0),
        [ClassifierTask.Length] = new(1.1, 0, 0),
    };

    [Fact]
    public async Task The_file_answers_as_the_networks_it_was_made_of()
    {
        Repository.Npm("onnxruntime-node");
        var set = AsWide(MadeUpMaps.LookedAtTwice(people: 20, photos: 2));
        var asked = AsWide(MadeUpMaps.LookedAtTwice(people: 20, photos: 2, signal: 2, seed: 2));
        var options = new MapLearningOptions { Members = 3, Epochs = 20, LeastSteps = 1, BatchSize = 16 };
        var looks = new MapEnsembleTrainer(options, 0).TrainTwoLooks(set, 1, TestContext.Current.CancellationToken);
        var scores = looks.First.Scores(asked.Faces);
        var twice = looks.ScoresTwice(asked.Faces, scores);

        using var model = OnnxModel.Open(ModelNames.LightClassifiers, MapClassifierGraph.ToBytes(looks, Fitted), 1);
        var classifiers = new MapClassifiers(model);

        Assert.Contains(scores, score => Math.Abs(score[0] - scores[0][0]) > 0.1);
        var lookedAtTwice = 0;
        for (var i = 0; i < asked.Count; i++)
        {
            var (face, again) = (asked.Faces[i], false);
            var answer = await classifiers.ClassifyAsync(face.Map(), face.Geometry, isSmall: false, () => new(Again(face)), TestContext.Current.CancellationToken);
            var expected = again
                ? Softmax.Of(twice[i][MapHeads.Of(ClassifierTask.Shape)], 0.7)
                : Softmax.Of(scores[i][MapHeads.Of(ClassifierTask.Shape)], 1.3);
            Assert.All(answer.Shape.Probabilities.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
            Assert.Equal(Softmax.Of(scores[i][MapHeads.Of(ClassifierTask.Jaw)], 0.8)[(int)answer.Jaw.Label], answer.Jaw.Probability, 1e-4);
            Assert.Equal(Softmax.Of(scores[i][MapHeads.Of(ClassifierTask.Length)], 1.1)[(int)answer.Length.Label], answer.Length.Probability, 1e-4);
            Assert.Equal(answer.Shape.Probability < 0.35f, answer.Shape.Abstained);
            Assert.Equal(answer.Shape.Probabilities.Count(p => p >= 0.12f || p == answer.Shape.Probability), answer.Shape.Likely.Count);

            Tensor Again(MapFace seen)
            {
                (again, lookedAtTwice) = (true, lookedAtTwice + 1);
                return seen.SecondMap();
            }
        }

        Assert.InRange(lookedAtTwice, 1, asked.Count - 1);
    }

    [Fact]
    public void The_same_ensembles_give_the_same_bytes()
    {
        var set = MadeUpMaps.LookedAtTwice(people: 20, photos: 1);
        var looks = new MapEnsembleTrainer(new() { Members = 1, Epochs = 1, LeastSteps = 1, BatchSize = 16 }, 0).TrainTwoLooks(set, 1, TestContext.Current.CancellationToken);

        Assert.Equal(MapClassifierGraph.ToBytes(looks, Fitted), MapClassifierGraph.ToBytes(looks, Fitted));
    }

    /// <summary>With as many numbers of geometry as a face has.</summary>
    private static MapTrainingSet AsWide(MapTrainingSet set) => set with
    {
        Faces = [.. set.Faces.Select(face => face with { Geometry = [.. Enumerable.Range(0, MeshFeatures.Count).Select(i => face.Geometry[i % 21])] })],
    };
}
