using FaceShape.Training.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Training.Tests.Protocol;

public sealed class WilsonTests
{
    [Fact]
    public void Known_shares_have_the_known_intervals()
    {
        // Newcombe 1998, table I: 81 of 263, and 0 of 20.
        var many = Wilson.Of(81, 263);
        Assert.Equal(0.2553, many.Interval[0], 4);
        Assert.Equal(0.3662, many.Interval[1], 4);
        var none = Wilson.Of(0, 20);
        Assert.Equal(0, none.Interval[0], 4);
        Assert.Equal(0.1611, none.Interval[1], 4);
    }

    [Fact]
    public void Nobody_leaves_everything_open() => Assert.Equal([0, 1], Wilson.Of(0, 0).Interval);

    [Fact]
    public void The_share_lies_inside_and_more_people_make_it_narrower() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), (hits, more) =>
        {
            var (few, many) = (Wilson.Of(hits, hits + more), Wilson.Of(10 * hits, 10 * (hits + more)));
            return few.Interval[0] <= few.Value && few.Value <= few.Interval[1] && few.Interval[0] >= 0 && few.Interval[1] <= 1
                && many.Interval[1] - many.Interval[0] < few.Interval[1] - few.Interval[0];
        }));

    [Fact]
    public void More_hits_than_people_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Of(2, 1));
}
