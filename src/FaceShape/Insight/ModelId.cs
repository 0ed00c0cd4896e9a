using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FaceShape.Insight;

/// <summary>Which models a report is about: 48 bits of a SHA-256.</summary>
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

    /// <summary>The name of a whole set of models: it changes with any byte of any of them.</summary>
    /// <param name="models">Name and SHA-256 of each, in the order of the catalogue.</param>
    public static ModelId OfSet(ReadOnlySpan<(string Name, string Sha256)> models)
    {
        var lines = new StringBuilder();
        foreach (var (name, sha256) in models) lines.Append(name).Append(' ').Append(sha256).Append('\n');
        return Of(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString()))));
    }

    /// <summary>Twelve lower-case hexadecimal digits.</summary>
    public override string ToString() => Bits.ToString("x12", CultureInfo.InvariantCulture);
}
