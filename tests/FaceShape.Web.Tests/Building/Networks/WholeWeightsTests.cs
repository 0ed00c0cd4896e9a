using FaceShape.Web.Building.Networks;

namespace FaceShape.Web.Tests.Building.Networks;

public sealed class WholeWeightsTests
{
    public static TheoryData<int, int> Seeds => [.. Enumerable.Range(0, 40).Select(seed => (seed, 1 + seed % 127))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whole_numbers_times_a_step_of_their_first_axis_are_found_to_the_last_bit_or_two(int seed, int most)
    {
        var random = new Random(seed);
        int[] shape = [1 + random.Next(20), 1 + random.Next(8), 3, 3];
        var run = shape[1] * 9;
        float[] steps = [.. Enumerable.Range(0, shape[0]).Select(_ => random.NextSingle() + 0.001f)];
        float[] factors = [.. steps.Select(_ => random.NextSingle() - 0.5f)];
        float[] values = [.. Enumerable.Range(0, shape[0] * run).Select(i => random.Next(-most, most + 1) * steps[i / run] * factors[i / run])];

        var found = WholeWeights.Find(values, shape);

        Assert.NotNull(found);
        Assert.Equal(run, found.Run);
        Close(values, found.ToFloats());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void So_are_those_of_the_last_axis_and_those_to_which_something_is_added(int seed, int most)
    {
        var random = new Random(seed);
        int[] shape = [64, 1 + random.Next(12)];
        float[] steps = [.. Enumerable.Range(0, shape[1]).Select(_ => random.NextSingle() + 0.01f)];
        var added = random.NextSingle() * steps.Min();
        float[] values = [.. Enumerable.Range(0, 64 * shape[1]).Select(i => random.Next(0, 2 * most + 1) * steps[i % shape[1]] - added)];

        var found = WholeWeights.Find(values, shape);

        Assert.NotNull(found);
        Close(values, found.ToFloats());
    }

    [Fact]
    public void Zeros_stay_zero()
    {
        float[] values = [0, 0, 0, 0, 0, 0.3f, -0.6f, 0, 0, 0, 5, 5, 5, 5, 5];
        var found = WholeWeights.Find(values, [3, 5]);
        Assert.NotNull(found);
        Assert.All(values.Zip(found.ToFloats()), pair => Assert.Equal(pair.First == 0, pair.Second == 0));
    }

    [Fact]
    public void Numbers_that_are_no_multiples_of_anything_are_left_alone()
    {
        var random = new Random(1);
        Assert.Null(WholeWeights.Find([.. Enumerable.Range(0, 640).Select(_ => random.NextSingle())], [10, 64]));
        Assert.Null(WholeWeights.Find([.. Enumerable.Range(0, 640).Select(i => (float)i)], [1, 640]));
    }

    [Fact]
    public void One_row_of_numbers_is_left_alone() => Assert.Null(WholeWeights.Find([1, 2, 3, 4], [4]));

    private static void Close(float[] expected, float[] actual)
    {
        var tolerance = 4e-7 * expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
