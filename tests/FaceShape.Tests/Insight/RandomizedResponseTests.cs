using System.Numerics;
using FaceShape.Insight;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Tests.Insight;

public class RandomizedResponseTests
{
    public static TheoryData<int, double> Mechanisms => new MatrixTheoryData<int, double>([2, 3, 5, 7, 10, 16], [0.1, 1, 2, 3, 8]);

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void No_answer_is_more_than_e_to_the_epsilon_times_as_probable_under_one_truth_than_under_another(int values, double epsilon)
    {
        var response = new RandomizedResponse(values, epsilon);
        var draws = Enumerable.Range(0, values).Select(truth => Draws(response, truth)).ToArray();

        for (var answer = 0; answer < values; answer++)
        {
            var ratio = (double)draws.Max(row => row[answer]) / (double)draws.Min(row => row[answer]);
            Assert.True(ratio <= Math.Exp(epsilon), $"{ratio} > e^{epsilon}");
            Assert.True(ratio > Math.Exp(epsilon) * (1 - 1e-8), $"{ratio} wastes epsilon {epsilon}");
        }
    }

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void Probabilities_are_those_of_the_draws(int values, double epsilon)
    {
        var response = new RandomizedResponse(values, epsilon);
        for (var truth = 0; truth < values; truth++)
        {
            var draws = Draws(response, truth);
            Assert.Equal(response.TotalWeight, draws.Aggregate(0UL, (sum, count) => sum + count));
            for (var answer = 0; answer < values; answer++)
            {
                var probability = answer == truth ? response.Channel.Truth : response.Channel.Other;
                Assert.Equal(probability, (double)draws[answer] / response.TotalWeight, 12);
            }
        }
    }

    [Fact]
    public void A_report_of_a_permanent_answer_tells_less_than_either_stage()
    {
        foreach (var question in Questions.All.Where(question => question.Steady))
        {
            var (permanent, instantaneous) = (question.Permanent, question.Instantaneous!);
            var most = 0.0;
            for (var sent = 0; sent < question.Values.Count; sent++)
            {
                var given = Enumerable.Range(0, question.Values.Count).Select(truth => Enumerable.Range(0, question.Values.Count)
                    .Sum(kept => Share(permanent, truth, kept) * Share(instantaneous, kept, sent))).ToArray();
                Assert.Equal(question.Channel.Truth, given[sent], 12);
                most = Math.Max(most, Math.Log(given.Max() / given.Min()));
            }

            Assert.Equal(question.Channel.Epsilon, most, 9);
            Assert.True(most < Privacy.PermanentEpsilon && most < Privacy.InstantaneousEpsilon);
        }
    }

    /// <summary>All sequences of reports are enumerated: however long, they tell at most what the permanent answer tells.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void Many_reports_of_one_permanent_answer_never_tell_more_than_its_epsilon(int reports)
    {
        RandomizedResponse permanent = new(3, Privacy.PermanentEpsilon), instantaneous = new(3, Privacy.InstantaneousEpsilon);
        for (var sequence = 0; sequence < Math.Pow(3, reports); sequence++)
        {
            var given = Enumerable.Range(0, 3).Select(truth => Enumerable.Range(0, 3).Sum(kept =>
            {
                var probability = Share(permanent, truth, kept);
                for (int i = 0, rest = sequence; i < reports; i++, rest /= 3) probability *= Share(instantaneous, kept, rest % 3);
                return probability;
            })).ToArray();
            Assert.True(given.Max() / given.Min() <= Math.Exp(Privacy.PermanentEpsilon) * (1 + 1e-12));
        }
    }

    [Fact]
    public void Whole_numbers_below_any_bound_are_equally_likely()
    {
        // A generator that counts hands every residue out equally often, and the last, uneven round is thrown away.
        var bits = new Scripted(ulong.MaxValue, ulong.MaxValue - 1, 17);
        Assert.Equal(17UL % 10, RandomizedResponse.UniformBelow(10, bits));
        Check.QuickThrowOnFailure(Prop.ForAll<ulong, ulong>((bound, draw) =>
            bound == 0 || RandomizedResponse.UniformBelow(bound, new Scripted(draw, 0)) < bound));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 1)]
    [InlineData(2, 0)]
    [InlineData(2, 8.01)]
    [InlineData(2, double.NaN)]
    public void What_cannot_be_kept_is_refused(int values, double epsilon) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomizedResponse(values, epsilon));

    private static ulong[] Draws(RandomizedResponse response, int truth)
    {
        // Answers change only where one weight ends and the next begins: the ends of each stretch stand for all of it.
        var draws = new ulong[response.Values];
        ulong from = 0;
        for (var stretch = 0; stretch < response.Values; stretch++)
        {
            var length = stretch == 0 ? response.TruthWeight : RandomizedResponse.OtherWeight;
            var answer = response.Answer(truth, from);
            Assert.Equal(answer, response.Answer(truth, from + length - 1));
            draws[answer] += length;
            from += length;
        }

        Assert.Equal(response.TotalWeight, from);
        return draws;
    }

    private static double Share(RandomizedResponse response, int truth, int answer) => (double)(BigInteger)Draws(response, truth)[answer] / response.TotalWeight;

    private sealed class Scripted(params ulong[] draws) : IRandomBits
    {
        private int next;

        public ulong Next() => draws[next++];
    }
}
