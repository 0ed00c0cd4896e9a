using FaceShape.Classification;
using FaceShape.Inference;

namespace FaceShape.Tests.Classification;

public class MapClassifiersTests
{
    [Fact]
    public async Task The_outputs_become_answers()
    {
        var answer = await Ask([0.3f, 0.7f], [0.6f, 0.4f], [0.1f, 0.15f, 0.4f, 0.3f, 0.05f], [0.45f], [0.12f]);

        Assert.Equal(new(JawType.Soft, 0.7f), answer.Jaw);
        Assert.Equal(new(FaceLength.Long, 0.6f), answer.Length);
        Assert.Equal((Shape.Oval, Shape.Round, true), (answer.Shape.Label, answer.Shape.Second, answer.Shape.Abstained));
        Assert.Equal([Shape.Oval, Shape.Round, Shape.Oblong], answer.Shape.Likely);
    }

    [Fact]
    public async Task Map_and_geometry_are_given_in_that_order()
    {
        IReadOnlyList<Tensor>? given = null;
        var network = new MadeUpNetwork("light_classifiers", inputs =>
        {
            given = inputs;
            return [new([1, 2], [1, 0]), new([1, 2], [1, 0]), new([1, 5], [1, 0, 0, 0, 0]), new([1], [0]), new([1], [0])];
        });

        await new MapClassifiers(network).ClassifyAsync(new Tensor(1, 128, 8, 8), [1, 2, 3], TestContext.Current.CancellationToken);

        Assert.Equal([[1, 128, 8, 8], [1, 3]], given!.Select(tensor => tensor.Shape));
    }

    [Fact]
    public async Task A_network_of_another_kind_is_a_mismatch()
    {
        var labels = await Assert.ThrowsAsync<ModelException>(() => Ask([1, 0], [1, 0], [1, 0, 0], [0], [0]));
        var outputs = await Assert.ThrowsAsync<ModelException>(() => Ask([1, 0]));

        Assert.Equal((ModelError.Mismatch, ModelError.Mismatch), (labels.Error, outputs.Error));
        Assert.Contains("train it anew", labels.Message);
    }

    private static async Task<Classified> Ask(params float[][] outputs)
    {
        var network = new MadeUpNetwork("light_classifiers", _ => [.. outputs.Select(output => new Tensor([1, output.Length], output))]);
        return await new MapClassifiers(network).ClassifyAsync(new Tensor(1, 128, 8, 8), new float[4], TestContext.Current.CancellationToken);
    }
}
