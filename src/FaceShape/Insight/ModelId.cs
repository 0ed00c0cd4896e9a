using System.Globalization;

namespace FaceShape.Insight;

/// <summary>Which model a report is about: the first 48 bits of the SHA-256 of its file.</summary>
/// <param name="Bits">The 48 bits.</param>
public readonly record struct ModelId(ulong Bits)
{
    /// <summary>Number of hexadecimal digits.</summary>
    public const int Digits = 12;

    /// <summary>Takes the first twelve digits of a SHA-256, or reads a short name that is made of just these.</summary>
    /// <exception cref="FormatException">It does not begin with twelve lower-case hexadecimal digits.</exception>
    public static ModelId Of(string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        var head = sha256.AsSpan(0, Math.Min(sha256.Length, Digits));
        if (head.Length < Digits || head.ContainsAnyExcept("0123456789abcdef"))
            throw new FormatException($"'{sha256}' does not begin with {Digits} lower-case hexadecimal digits");
        return new(ulong.Parse(head, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
    }

    /// <summary>Twelve lower-case hexadecimal digits.</summary>
    public override string ToString() => Bits.ToString("x12", CultureInfo.InvariantCulture);
}
