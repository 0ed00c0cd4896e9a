using FaceShape.Inference;
using FaceShape.Testing;
using FaceShape.Training.Compression;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Compression;

public class QuantizedTrunkTests
{
    private static readonly IReadOnlyList<Tensor> Faces = [.. Enumerable.Range(0, 32).Select(TrunkPatterns.Face)];

    [Fact]
    public async Task In_bytes_with_ranges_that_were_measured_the_map_is_nearly_that_of_the_floats()
    {
        var trunk = ResidualTrunk.Read(TrunkPatterns.Weights());
        var ranges = await new TrunkCalibrator(Faces).MeasureAsync(trunk, TestContext.Current.CancellationToken);

        var whole = trunk.ToGraph().ToBytes();
        var seven = await TrunkPatterns.DifferenceAsync(whole, new QuantizedTrunk(trunk, ranges, 7).ToGraph().ToBytes(), TrunkPatterns.Face(100));
        var four = await TrunkPatterns.DifferenceAsync(whole, new QuantizedTrunk(trunk, ranges, 4).ToGraph().ToBytes(), TrunkPatterns.Face(100));

        Assert.InRange(seven, 0, 0.08);
        Assert.True(four > 2 * seven, $"{four:P1} with four bits, {seven:P1} with seven");
    }

    [Fact]
    public async Task A_range_that_is_too_narrow_is_seen_in_the_map()
    {
        var trunk = ResidualTrunk.Read(TrunkPatterns.Weights());
        var ranges = await new TrunkCalibrator(Faces).MeasureAsync(trunk, TestContext.Current.CancellationToken);
        var narrow = ranges.Select((range, i) => i == 4 ? range with { Inner = range.Inner / 10 } : range).ToList();

        var whole = trunk.ToGraph().ToBytes();

        Assert.True(await Difference(narrow) > 2 * await Difference(ranges));

        Task<double> Difference(IReadOnlyList<BlockRange> used) =>
            TrunkPatterns.DifferenceAsync(whole, new QuantizedTrunk(trunk, used, 7).ToGraph().ToBytes(), TrunkPatterns.Face(100));
    }

    [Fact]
    public async Task The_shipped_trunk_gives_nearly_the_map_of_the_whole()
    {
        var model = ConvertedModel.All.Single(model => model.Name == ModelNames.DescriptorTrunk);
        var npm = Repository.Path("node_modules");

        var difference = await TrunkPatterns.DifferenceAsync(model.ToWholeBytes(npm), model.ToBytes(npm), TrunkPatterns.Face(100));

        Assert.InRange(difference, 0.001, 0.08);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Weights_whose_products_would_not_fit_are_refused(int bits) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new QuantizedTrunk(ResidualTrunk.Read(TrunkPatterns.Weights()), TrunkRanges.Shipped, bits));

    [Fact]
    public void Ranges_are_kept_as_they_were_measured()
    {
        IReadOnlyList<BlockRange> ranges = [.. TrunkRanges.Shipped];

        var file = File.ReadAllBytes(Repository.Path("models", TrunkRanges.FileName));

        Assert.Equal(10, ranges.Count);
        Assert.Equal(file, TrunkRanges.ToBytes(ranges));
    }

    [Fact]
    public void A_range_lets_go_of_a_rare_large_value_for_the_many_small_ones()
    {
        var random = new Random(1);
        float[] many = [.. Enumerable.Range(0, 200_000).Select(_ => 2 * random.NextSingle() - 1)];

        var even = TrunkCalibrator.Best(many);
        var rare = TrunkCalibrator.Best([.. many, -1.6f, 1.6f]);

        Assert.InRange(even.Most, 0.95, 1);
        Assert.InRange(rare.Most, 0.95, 1.2);
        Assert.InRange(rare.Least, -1.2, -0.95);
    }

    [Fact]
    public void What_nothing_flows_through_has_a_range_all_the_same()
    {
        var none = TrunkCalibrator.Best([0f, 0f]);

        Assert.True(none.Scale > 0);
        Assert.Equal(0, none.Round(0));
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(0, 2.5)]
    public void Zero_is_a_byte_and_what_lies_beyond_is_cut(float least, float most)
    {
        var range = new ByteRange(least, most);

        Assert.Equal(0, range.Round(0));
        Assert.Equal(most, range.Round(2 * most), range.Scale);
        Assert.Equal(least, range.Round(least - 1), range.Scale);
        Assert.Equal(1.234, range.Round(1.234f), range.Scale / 2 + 1e-6);
    }
}
