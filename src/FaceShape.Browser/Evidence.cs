using System.Runtime.InteropServices;
using FaceShape.Advice;
using FaceShape.Classification;
using FaceShape.Description;

namespace FaceShape.Browser;

/// <summary>
/// What one photo says about a person, as text that the page keeps while further photos are added: so the worker may end at any time.
/// It holds a descriptor, so the page neither stores it nor shows it.
/// </summary>
/// <param name="Photo">Answers and descriptor.</param>
/// <param name="Traits">What was measured on the outline and matters to advice.</param>
internal sealed record Evidence(PhotoEvidence Photo, IReadOnlyList<FaceTrait> Traits)
{
    private const int Shapes = 5;
    private const int Answers = 4 + Shapes + 2 + 1;

    /// <summary>The evidence of a face whose descriptor was wanted; empty where there is none.</summary>
    public static string Write(FaceReading face)
    {
        if (face.Descriptor is not { } descriptor) return "";
        var (jaw, length, shape) = face.Answer;
        var numbers = new double[Answers + descriptor.Count];
        (numbers[0], numbers[1], numbers[2], numbers[3]) = ((int)jaw.Label, jaw.Probability, (int)length.Label, length.Probability);
        for (var i = 0; i < Shapes; i++) numbers[4 + i] = shape.Probabilities[i];
        (numbers[9], numbers[10]) = (shape.AbstainBelow, shape.LikelyFrom);
        foreach (var trait in Measured(face)) numbers[11] += 1 << (int)trait;
        for (var i = 0; i < descriptor.Count; i++) numbers[Answers + i] = descriptor[i];
        return Convert.ToBase64String(MemoryMarshal.AsBytes(numbers.AsSpan()));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static Evidence Parse(string text)
    {
        var bytes = Convert.FromBase64String(text);
        if (bytes.Length != sizeof(double) * (Answers + FaceRecognitionNet.DescriptorLength)) throw new FormatException("This is no evidence");
        var numbers = MemoryMarshal.Cast<byte, double>(bytes);
        var answer = new Classified(
            new((JawType)numbers[0], numbers[1]),
            new((FaceLength)numbers[2], numbers[3]),
            new(numbers.Slice(4, Shapes).ToArray(), numbers[9], numbers[10]));
        var traits = new List<FaceTrait>();
        for (var trait = FaceTrait.AngularJaw; trait <= FaceTrait.NarrowJaw; trait++)
        {
            if (((int)numbers[11] >> (int)trait & 1) == 1) traits.Add(trait);
        }

        return new(new(answer, Array.ConvertAll(numbers[Answers..].ToArray(), number => (float)number)), traits);
    }

    /// <summary>Traits that the outline gives; those of jaw and length follow from the answers.</summary>
    private static IEnumerable<FaceTrait> Measured(FaceReading face)
    {
        var told = FaceProfile.From(face.Answer).Traits.Count;
        var all = FaceProfile.From(face.Answer, face.Measured?.Measurements).Traits;
        for (var i = told; i < all.Count; i++) yield return all[i];
    }
}
