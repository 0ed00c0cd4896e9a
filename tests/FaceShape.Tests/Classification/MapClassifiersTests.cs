using FaceShape.Classification;
using FaceShape.Inference;

namespace FaceShape.Tests.Classification;

public class MapClassifiersTests
{
    [Fact]
    public async Task The_outputs_become_answers()
    {
        var answer = await Ask([0.3f, 0.7f], [0.6f, 0.4f], [0.11f, 0.16f, 0.44f, 0.18f, 0.11f], [0.45f], [0.12f], Unasked);

        Assert.Equal(new(JawType.Soft, 0.7f), answer.Jaw);
        Assert.Equal(new(FaceLength.Long, 0.6f), answer.Length);
        Assert.Equal((Shape.Oval, Shape.Round, true), (answer.Shape.Label, answer.Shape.Second, answer.Shape.Abstained));
        Assert.Equal([Shape.Oval, Shape.Round, Shape.Oblong], answer.Shape.Likely);
        Assert.False(answer.LookedTwice);
    }

    [Fact]
    public async Task Two_maps_and_geometry_are_given_in_that_order()
    {
        IReadOnlyList<Tensor>? given = null;
        var network = new MadeUpNetwork("light_classifiers", inputs =>
        {
            given = inputs;
            return Outputs([1, 0], [1, 0], [1, 0, 0, 0, 0], [0], [0], Unasked);
        });

        await new MapClassifiers(network).ClassifyAsync(Map(0.5f), [1, 2, 3], isSmall: false, NobodyLooks, TestContext.Current.CancellationToken);

        Assert.Equal([[1, 128, 8, 8], [1, 128, 8, 8], [1, 3]], given!.Select(tensor => tensor.Shape));
        Assert.Equal(0.5f, given![0].Data[0]);
    }

    [Fact]
    public async Task A_face_whose_first_two_shapes_are_close_is_looked_at_again_and_both_looks_answer()
    {
        List<float> seconds = [];
        var network = new MadeUpNetwork("light_classifiers", inputs =>
        {
            seconds.Add(inputs[1].Data[0]);
            return Outputs([0.3f, 0.7f], [0.6f, 0.4f], [0.3f, 0.35f, 0.15f, 0.1f, 0.1f], [0.45f], [0.12f], [0.6f, 0.2f, 0.1f, 0.05f, 0.05f]);
        });

        var answer = await new MapClassifiers(network).ClassifyAsync(Map(0), [1, 2, 3], isSmall: false, () => new(Map(7)), TestContext.Current.CancellationToken);

        Assert.True(answer.LookedTwice);
        Assert.Equal([0, 7], seconds);
        Assert.Equal((Shape.Heart, Shape.Oblong, false), (answer.Shape.Label, answer.Shape.Second, answer.Shape.Abstained));
        Assert.Equal([Shape.Heart, Shape.Oblong], answer.Shape.Likely);
        Assert.Equal(new(JawType.Soft, 0.7f), answer.Jaw);
    }

    [Theory]
    [InlineData(0.56f, 0.24f, false)]
    [InlineData(0.55f, 0.25f, true)]
    public async Task A_face_is_looked_at_again_where_the_first_look_is_not_sure_which_of_its_first_two_shapes_it_is(float first, float second, bool twice)
    {
        var network = new MadeUpNetwork("light_classifiers", _ => Outputs([1, 0], [1, 0], [first, second, 0.2f, 0, 0], [0], [0], [0.9f, 0.1f, 0, 0, 0]));

        var answer = await new MapClassifiers(network).ClassifyAsync(Map(0), [1, 2, 3], isSmall: false, () => new(Map(7)), TestContext.Current.CancellationToken);

        Assert.Equal(twice, answer.LookedTwice);
        Assert.False(answer.Shape.IsClose);
    }

    [Fact]
    public async Task A_small_face_is_looked_at_again_whatever_the_first_look_says()
    {
        var network = new MadeUpNetwork("light_classifiers", _ => Outputs([1, 0], [1, 0], [0.9f, 0.1f, 0, 0, 0], [0], [0], [0.2f, 0.8f, 0, 0, 0]));

        var answer = await new MapClassifiers(network).ClassifyAsync(Map(0), [1, 2, 3], isSmall: true, () => new(Map(7)), TestContext.Current.CancellationToken);

        Assert.Equal((Shape.Oblong, true), (answer.Shape.Label, answer.LookedTwice));
    }

    [Fact]
    public async Task A_network_of_another_kind_is_a_mismatch()
    {
        var labels = await Assert.ThrowsAsync<ModelException>(() => Ask([1, 0], [1, 0], [1, 0, 0], [0], [0], Unasked));
        var outputs = await Assert.ThrowsAsync<ModelException>(() => Ask([1, 0]));

        Assert.Equal((ModelError.Mismatch, ModelError.Mismatch), (labels.Error, outputs.Error));
        Assert.Contains("train it anew", labels.Message);
    }

    private static async Task<Classified> Ask(params float[][] outputs)
    {
        var network = new MadeUpNetwork("light_classifiers", _ => Outputs(outputs));
        return await new MapClassifiers(network).ClassifyAsync(Map(0), new float[4], isSmall: false, NobodyLooks, TestContext.Current.CancellationToken);
    }

    private static float[] Unasked => [0, 0, 0, 0, 1];

    private static Tensor[] Outputs(params float[][] outputs) => [.. outputs.Select(output => new Tensor([1, output.Length], output))];

    private static ValueTask<Tensor> NobodyLooks() => throw new InvalidOperationException("A clear answer needs no second look");

    private static Tensor Map(float number)
    {
        var map = new Tensor(1, 128, 8, 8);
        map.Data[0] = number;
        return map;
    }
}
