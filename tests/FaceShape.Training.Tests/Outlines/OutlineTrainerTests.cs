using FaceShape.Inference;
using FaceShape.Landmarks;
using FaceShape.Native.Runtime;
using FaceShape.Testing;
using FaceShape.Training.Outlines;

namespace FaceShape.Training.Tests.Outlines;

public class OutlineTrainerTests
{
    [Fact]
    public void What_the_mesh_tells_is_learnt()
    {
        var examples = DrawnPeople.Make(30);

        var figures = Compare(examples, new OutlineTrainer(1).CrossValidate(examples));

        Assert.InRange(figures.Curve.Value, 0, 0.005);
        Assert.All(
            figures.Measurements.Where(one => one.Name is "FaceLength" or "LengthToWidth"),
            one => Assert.InRange(one.Correlation, 0.99, 1));
    }

    [Fact]
    public void Nothing_is_learnt_from_other_photos_of_the_same_person()
    {
        // Each person's outline has noise of its own, the same in all photos: whoever saw another photo of them would know it.
        var people = DrawnPeople.Make(20, noise: 0.4);
        OutlineExample[] examples = [.. people.SelectMany(one => new[] { one, one with { }, one with { } })];

        var figures = Compare(examples, new OutlineTrainer(1).CrossValidate(examples));

        var own = new OutlineTrainer(1).Train(examples).Map;
        var known = Compare(examples, [.. examples.Select(example => own.Apply(example.Mesh))]);
        Assert.True(figures.Chin.Value > 0.02 && figures.Chin.Value > known.Chin.Value, $"{figures.Chin.Value} {known.Chin.Value}");
    }

    [Fact]
    public void A_mirrored_example_mirrored_again_is_itself()
    {
        var example = DrawnPeople.Make(1, noise: 0.3)[0];

        var twice = example.Mirrored().Mirrored();

        Assert.Equal(example.Mesh, twice.Mesh);
        Assert.Equal(example.Outline, twice.Outline);
        Assert.NotEqual(example.Outline, example.Mirrored().Outline);
        Assert.Equal(-FaceOutline.Points(example.Outline).Chin.X, FaceOutline.Points(example.Mirrored().Outline).Chin.X);
    }

    [Fact]
    public void The_same_examples_and_seed_give_the_same_bytes()
    {
        var examples = DrawnPeople.Make(12);

        byte[] Bytes() => OutlineGraph.ToBytes(new OutlineTrainer(1).Train(examples).Map, new double[10]);

        Assert.Equal(Bytes(), Bytes());
    }

    [Fact]
    public async Task The_file_answers_as_the_regression()
    {
        Repository.Npm("onnxruntime-node");
        var examples = DrawnPeople.Make(20, noise: 0.05);
        var map = new OutlineTrainer(1).Train(examples).Map;
        double[] errors = [.. Enumerable.Range(1, 10).Select(i => i / 100.0)];
        using var model = OnnxModel.Open(ModelNames.FaceOutline, OutlineGraph.ToBytes(map, errors), threads: 1);

        var answer = await model.RunAsync([new([1, FaceOutline.Inputs], examples[0].Mesh)], TestContext.Current.CancellationToken);

        Assert.InRange(map.Apply(examples[0].Mesh).Zip(answer[0].Data, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-3);
        Assert.Equal(errors.Select(error => (float)error), answer[1].Data);
    }

    [Fact]
    public void Figures_of_equal_outlines_are_perfect_and_a_lower_chin_is_counted()
    {
        var drawn = DrawnPeople.Make(12).Select(example => example.Outline).ToArray();
        float[][] lower = [.. drawn.Select(outline => outline.Select((value, i) => i == 2 * 18 + 1 ? value + 0.1f : value).ToArray())];

        var same = OutlineFigures.Compare(drawn, drawn, 1);
        var other = OutlineFigures.Compare(drawn, lower, 1);

        Assert.Equal(0, same.Curve.Value, 9);
        Assert.All(same.Measurements, one => Assert.Equal((0, 1), (Math.Round(one.Error, 9), Math.Round(one.Correlation, 9))));
        Assert.InRange(other.Chin.Value, 0.1 / 2.2, 0.1 / 1.7);
        Assert.Equal(0, other.Hairline.Value, 9);
        Assert.True(other.Measurements[0].Error > 0.02);
    }

    private static OutlineFigures Compare(IReadOnlyList<OutlineExample> examples, IReadOnlyList<float[]> predicted) =>
        OutlineFigures.Compare([.. examples.Select(example => example.Outline)], predicted, 1);
}
