using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Protocol;

public sealed class PermutationTestTests
{
    [Fact]
    public void An_outcome_that_is_the_group_is_no_chance_and_one_that_is_not_is()
    {
        int[] groups = [.. Enumerable.Range(0, 40).Select(i => i % 2)];
        Assert.True(PermutationTest.P(groups, groups, 1) < 0.001);
        Assert.True(PermutationTest.P(groups, [.. Enumerable.Range(0, 40).Select(i => i / 2 % 2)], 1) > 0.5);
        Assert.Equal(1, PermutationTest.P([], [], 1));
        Assert.Equal(1, PermutationTest.P([0, 0, 0], [0, 1, 1], 1));
    }

    [Fact]
    public void Chi_square_is_that_of_the_textbook() =>
        // 10 of 20 against 5 of 20: expected 7.5 and 12.5 each.
        Assert.Equal(
            2 * (2.5 * 2.5 / 7.5 + 2.5 * 2.5 / 12.5),
            PermutationTest.ChiSquare([.. Enumerable.Range(0, 40).Select(i => i / 20)], [.. Enumerable.Range(0, 40).Select(i => i is < 10 or >= 20 and < 25 ? 1 : 0)], 2, 2),
            12);

    [Fact]
    public void Chance_alone_is_called_rare_as_rarely_as_it_says()
    {
        var random = new Random(5);
        var rare = Enumerable.Range(0, 60).Count(_ =>
        {
            int[] groups = [.. Enumerable.Range(0, 30).Select(_ => random.Next(3))], outcomes = [.. groups.Select(_ => random.Next(4))];
            return PermutationTest.P(groups, outcomes, 1) < 0.2;
        });
        Assert.InRange(rare, 3, 24);
    }
}
