using FaceShape.Training.Numerics;

namespace FaceShape.Training.Tests.Numerics;

public class SimdTests
{
    [Fact]
    public void Halves_become_the_numbers_they_stand_for()
    {
        Half[] numbers = [.. Enumerable.Range(0, 0x7C00).Concat(Enumerable.Range(0x8000, 0x7C00)).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))];
        float[] means = new float[8], ones = [1, 1, 1, 1, 1, 1, 1, 1], sums = new float[numbers.Length];

        Simd.Standardize(sums, numbers, means, ones);

        Assert.Equal(numbers.Select(number => (float)number), sums);
    }

    [Fact]
    public void Channels_take_turns_in_being_standardized()
    {
        Half[] numbers = [.. Enumerable.Range(0, 32).Select(i => (Half)i)];
        float[] means = [.. Enumerable.Range(0, 16).Select(i => i / 4f)], scales = [.. Enumerable.Range(1, 16).Select(i => (float)i)];
        float[] sums = new float[32];

        Simd.Standardize(sums, numbers, means, scales);

        Assert.Equal(Enumerable.Range(0, 32).Select(i => (i - means[i % 16]) * scales[i % 16]), sums);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(13)]
    public void Negative_numbers_become_zero_and_errors_stay_only_where_units_are_positive(int length)
    {
        float[] x = [.. Enumerable.Range(0, length).Select(i => i - 4f)], errors = [.. Enumerable.Repeat(7f, length)];

        Simd.KeepWherePositive(errors, x);
        Simd.Rectify(x);

        Assert.Equal(Enumerable.Range(0, length).Select(i => Math.Max(i - 4f, 0)), x);
        Assert.Equal(Enumerable.Range(0, length).Select(i => i > 4 ? 7f : 0), errors);
    }
}
