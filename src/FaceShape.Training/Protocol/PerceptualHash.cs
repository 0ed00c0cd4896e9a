using System.Numerics;
using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Training.Protocol;

/// <summary>
/// What a face looks like in coarse lines: signs of the low frequencies of a level square around eyes and mouth, against their median
/// (pHash; Zauner 2010). Scale, compression, colour and how tightly the photo was cropped hardly move it.
/// </summary>
internal readonly record struct PerceptualHash
{
    /// <summary>Number of bits.</summary>
    public const int Bits = Low * Low;

    /// <summary>Number of bytes in which it is kept.</summary>
    public const int Length = 32;

    // Samples and frequencies on a side: more would tell of noise, and of how surely the landmarks were found.
    private const int Size = 32;
    private const int Points = 4;
    private const int Low = 12;

    // Side of the square in distances from eyes to mouth: the face without its surroundings, which a tighter crop would lack.
    private const double Width = 2.6;

    private static readonly double[] Cosines = [.. from k in Enumerable.Range(0, Low) from x in Enumerable.Range(0, Size) select Math.Cos(Math.PI / Size * (x + 0.5) * (k + 1))];

    private readonly UInt128 first;
    private readonly UInt128 second;

    private PerceptualHash(UInt128 first, UInt128 second) => (this.first, this.second) = (first, second);

    /// <summary>The hash of a face.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="landmarks">Of its face, pixels.</param>
    public static PerceptualHash Of(Raster photo, FaceLandmarks68 landmarks) => Signs(Frequencies(Luminance(photo, Square(landmarks))));

    /// <summary>Number of bits that differ, 0 to <see cref="Bits"/>.</summary>
    public int DistanceTo(PerceptualHash other) => Count(first ^ other.first) + Count(second ^ other.second);

    /// <summary><see cref="Length"/> bytes that say the same.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes, first);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(16), second);
        return bytes;
    }

    /// <summary>What <see cref="ToBytes"/> wrote.</summary>
    public static PerceptualHash FromBytes(ReadOnlySpan<byte> bytes) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes[16..]));

    private static TurnedSquare Square(FaceLandmarks68 landmarks)
    {
        Point left = Point.Mean(landmarks.LeftEye), right = Point.Mean(landmarks.RightEye), mouth = Point.Mean(landmarks.Mouth);
        var eyes = Point.Mean([left, right]);
        var side = Math.Max(Width * eyes.DistanceTo(mouth), 1);
        return new(Point.Mean([eyes, mouth]), side, Math.Atan2(right.Y - left.Y, right.X - left.X));
    }

    // Means of small squares, so that none of the face's own pixels is skipped.
    private static double[] Luminance(Raster photo, TurnedSquare square)
    {
        const int Samples = Size * Points, Plane = Samples * Samples;
        var half = square.Side / 2;
        var patch = FacePatch.Around(photo, new(square.Center.X - half, square.Center.Y - half, square.Side, square.Side));
        var colours = patch.Sample(square, Samples, new(0, 0, 0, 1)).Data;
        var luminance = new double[Size * Size];
        for (var i = 0; i < Plane; i++)
        {
            var at = i / Samples / Points * Size + i % Samples / Points;
            luminance[at] += 0.299 * colours[i] + 0.587 * colours[Plane + i] + 0.114 * colours[2 * Plane + i];
        }

        return luminance;
    }

    /// <summary>Discrete cosine transform along rows, then columns; the mean brightness of lines is left out.</summary>
    private static double[] Frequencies(double[] luminance)
    {
        var rows = new double[Size * Low];
        for (var y = 0; y < Size; y++)
        {
            for (var k = 0; k < Low; k++)
            {
                for (var x = 0; x < Size; x++) rows[y * Low + k] += luminance[y * Size + x] * Cosines[k * Size + x];
            }
        }

        var frequencies = new double[Low * Low];
        for (var m = 0; m < Low; m++)
        {
            for (var y = 0; y < Size; y++)
            {
                for (var k = 0; k < Low; k++) frequencies[m * Low + k] += rows[y * Low + k] * Cosines[m * Size + y];
            }
        }

        return frequencies;
    }

    private static PerceptualHash Signs(double[] frequencies)
    {
        var sorted = (double[])frequencies.Clone();
        Array.Sort(sorted);
        var median = sorted[sorted.Length / 2];
        return new(Pack(frequencies.AsSpan(0, Bits / 2)), Pack(frequencies.AsSpan(Bits / 2)));

        UInt128 Pack(ReadOnlySpan<double> numbers)
        {
            var bits = UInt128.Zero;
            foreach (var number in numbers) bits = bits << 1 | (number > median ? UInt128.One : UInt128.Zero);
            return bits;
        }
    }

    private static int Count(UInt128 bits) => BitOperations.PopCount((ulong)bits) + BitOperations.PopCount((ulong)(bits >> 64));
}
