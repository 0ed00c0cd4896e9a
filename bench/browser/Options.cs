using System.Globalization;

namespace FaceShape.Bench.Browser;

/// <summary>The command line.</summary>
/// <param name="Rounds">How often each figure is taken, of both in turns.</param>
/// <param name="Photo">A JPEG with one face, nothing is written; null for two from an npm package.</param>
/// <param name="Only">One part alone, nothing is written.</param>
internal sealed record Options(int Rounds = 11, string? Photo = null, string? Only = null)
{
    /// <summary>Null when it cannot be understood.</summary>
    public static Options? Parse(IReadOnlyList<string> args)
    {
        var options = new Options();
        if (args.Count % 2 == 1) return null;
        for (var i = 0; i < args.Count; i += 2)
        {
            options = (args[i], args[i + 1]) switch
            {
                ("--rounds", var text) when int.TryParse(text, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 => options with { Rounds = rounds },
                ("--photo", var path) => options with { Photo = Path.GetFullPath(path) },
                ("--only", "warm" or "cold" or "slow" or "memory") => options with { Only = args[i + 1] },
                _ => null,
            };
            if (options is null) return null;
        }

        return options;
    }
}
