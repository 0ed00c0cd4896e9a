using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Native.Runtime;
using FaceShape.Testing;
using FaceShape.Training.Learning;
using FaceShape.Training.Tests.Data;

namespace FaceShape.Training.Tests.Learning;

public sealed class ClassifierGraphTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public async Task The_runtime_gives_what_the_trainer_gives(int hidden)
    {
        Repository.Npm("onnxruntime-node");
        var set = Rows(ClassifierTask.Shape);
        var trainer = new ClassifierTrainer(new() { Members = 3, Hidden = hidden, Epochs = 5 }, 1);
        var trained = trainer.Train(set, 1, TestContext.Current.CancellationToken);
        using var model = OnnxModel.Open("shape", ClassifierGraph.ToBytes(ClassifierTask.Shape, trained, temperature: 1.3, abstainBelow: 0.37), 1);
        Assert.Equal(["geometry", "descriptor"], model.Inputs.Select(port => port.Name));
        foreach (var row in set.Rows.Take(50))
        {
            var outputs = await model.RunAsync(
                [new([1, GeometryFeatures.Count], row[..GeometryFeatures.Count]), new([1, FaceRecognitionNet.DescriptorLength], row[GeometryFeatures.Count..])],
                TestContext.Current.CancellationToken);
            var expected = Softmax.Of(trained.Logits(row), 1.3);
            Assert.All(outputs[0].Data.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
            Assert.Equal(0.37f, Assert.Single(outputs[1].Data));
        }
    }

    [Fact]
    public void The_same_classifier_gives_the_same_bytes()
    {
        var set = Rows(ClassifierTask.Jaw);
        byte[] Train() => ClassifierGraph.ToBytes(
            ClassifierTask.Jaw, new ClassifierTrainer(new() { Members = 2, Epochs = 2 }, 1).Train(set, 1), 1, null);
        Assert.Equal(Train(), Train());
    }

    [Fact]
    public void Only_shapes_that_decide_an_attribute_teach_it()
    {
        Assert.Equal([null, null, 1, 1, 0], Enum.GetValues<Shape>().Select(ClassifierTask.Jaw.LabelOf));
        Assert.Equal([null, 0, 0, 1, 1], Enum.GetValues<Shape>().Select(ClassifierTask.Length.LabelOf));
        Assert.Equal(["angular", "soft"], ClassifierTask.Jaw.Labels);
        Assert.Equal(["long", "short"], ClassifierTask.Length.Labels);
    }

    private static TrainingSet Rows(ClassifierTask task)
    {
        var faces = MadeUpFaces.Gathered();
        return new OriginalRecipe(faces, new(), 1).Rows(task, faces.Teaching(task));
    }
}
