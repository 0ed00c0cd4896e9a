using System.Globalization;
using System.Text;

namespace FaceShape.Training.Compression;

/// <summary>Writes docs/models.md: what the models weigh, and what smaller trunks cost. No figure in it is typed by hand.</summary>
internal static class ModelsPage
{
    /// <summary>The page as Markdown.</summary>
    public static string Write(CompressionResult result)
    {
        var page = new StringBuilder();
        Text($"""
            # What the models weigh

            Written by `faceshape models compress`; do not edit. `faceshape models list` prints every model's source, licence and size.

            Weights that the package has as 16-bit or 32-bit floats are stored as whole numbers with a scale for each output
            channel, in 8 bits: `blazeface`, `facemesh` and `face_trunk`; the original six keep the package's weights to the bit. All networks compute in 32-bit
            floats: ONNX Runtime multiplies bytes and scales once, when it loads a model.

            ## The trunk: size against agreement

            The shape needs the descriptor network only up to its second block of 128 channels, the trunk. It is the largest network of the
            light pipeline, in time and in bytes. {result.Photos} labelled photos of {result.People} people, {TrunkStudy.Folds} folds by person;
            "same answer" and "first, first two" are those of classifiers that learnt on the whole trunk, from other people, and then were given
            the map of the smaller one; "learnt anew" is with classifiers that learnt on the smaller one. Channels inside the blocks are taken out one
            by one and what is left is fitted anew, by least squares, to what the block gave before (no labels). Line: 97 % same answers, at most one
            point of the first choice lost.

            | trunk | multiply-adds | file | brotli | same answer | first, first two | learnt anew |
            |---|---|---|---|---|---|---|
            """);
        foreach (var row in result.Figures)
        {
            Text($"| {row.Variant} | {row.MultiplyAdds / 1e6:0} M | {Megabytes(row.Bytes)} | {Megabytes(row.BrotliBytes)} | {row.Same:P1} | {row.Top1:P1}, {row.Top2:P1} | {row.Relearnt1:P1}, {row.Relearnt2:P1} |");
        }

        return page.ToString();

        void Text(FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.00} MB");
}
