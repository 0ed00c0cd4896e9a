using FaceShape.Web.Building.Networks;

namespace FaceShape.Web.Tests.Building.Networks;

public sealed class MinimalFilterTests
{
    public static TheoryData<int> Outputs =>
        [.. Enumerable.Range(MinimalFilter.FewestOutputs, MinimalFilter.MostOutputs - MinimalFilter.FewestOutputs + 1)];

    [Theory]
    [MemberData(nameof(Outputs))]
    public void It_gives_what_a_filter_of_three_numbers_gives_at_each_place(int outputs)
    {
        var filter = new MinimalFilter(outputs);
        var random = new Random(outputs);
        for (var round = 0; round < 50; round++)
        {
            double[] taps = [.. Enumerable.Range(0, MinimalFilter.Taps).Select(_ => 2 * random.NextDouble() - 1)];
            double[] row = [.. Enumerable.Range(0, filter.Products).Select(_ => 2 * random.NextDouble() - 1)];
            var products = Times(filter.Filter, taps).Zip(Times(filter.Input, row), (one, other) => one * other).ToArray();

            var given = Times(filter.Output, products);

            Assert.Equal(outputs, given.Length);
            for (var i = 0; i < outputs; i++) Assert.Equal(taps.Select((tap, at) => tap * row[i + at]).Sum(), given[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(8, 4)]
    [InlineData(35, 5)]
    [InlineData(17, 6)]
    public void Rows_are_taken_so_many_at_a_time_that_there_are_few_products_and_few_rows_too_many(int rows, int outputs) =>
        Assert.Equal(outputs, MinimalFilter.For(rows).Outputs);

    [Theory]
    [MemberData(nameof(Outputs))]
    public void What_is_added_to_the_product_of_one_is_added_to_every_output(int outputs)
    {
        var filter = new MinimalFilter(outputs);
        Assert.All(Enumerable.Range(0, outputs), row => Assert.Equal(1, filter.Output[row * filter.Products + MinimalFilter.ProductOfOne]));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void The_first_and_the_last_product_take_a_number_of_the_filter_as_it_is(int outputs)
    {
        // The script of the page copies them.
        var filter = new MinimalFilter(outputs).Filter;
        Assert.Equal([1, 0, 0], filter[..3]);
        Assert.Equal([0, 0, 1], filter[^3..]);
        Assert.All(filter[3..^3].Chunk(3), row => Assert.NotEqual(0, row[1]));
    }

    private static double[] Times(float[] matrix, double[] vector) =>
        [.. matrix.Chunk(vector.Length).Select(row => row.Select((number, i) => number * vector[i]).Sum())];
}
