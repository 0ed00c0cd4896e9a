using System.Globalization;
using System.Text;
using FaceShape.Quality;

namespace FaceShape.Training.Population;

/// <summary>Writes a fitted population as C# for the core, and what is known of it as Markdown.</summary>
internal static class PopulationText
{
    /// <summary>The file that the core compiles in.</summary>
    /// <param name="fit">What was fitted.</param>
    /// <param name="walk">The walk and networks whose meshes it belongs to.</param>
    public static string Code(PopulationFit fit, string walk)
    {
        var code = new StringBuilder();
        code.Append(CultureInfo.InvariantCulture, $$"""
            // Written by `faceshape train-population`; do not edit. Fitted to the meshes of: {{walk}}
            namespace FaceShape.Quality;

            /// <summary>What <see cref="TrainingPopulation"/> was fitted to be; a row of each for each of <see cref="MeshProportions"/>.</summary>
            internal static class FittedPopulation
            {
                public static double[] Means => [{{Numbers(fit.Means)}}];

                public static double[][] Factor =>
                [

            """);
        foreach (var row in fit.Factor) code.Append("        [").Append(Numbers(row)).Append("],\n");
        code.Append("    ];\n\n    public static double[] Limits => [").Append(Numbers(fit.Limits)).Append("];\n}\n");
        return code.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The page about it.</summary>
    /// <param name="fit">What was fitted.</param>
    /// <param name="photos">Photos it was fitted to, by folder.</param>
    /// <param name="unread">Photos without a mesh.</param>
    /// <param name="figures">Other photos among them.</param>
    public static string Page(PopulationFit fit, IReadOnlyDictionary<string, int> photos, int unread, IReadOnlyList<PopulationFigures> figures)
    {
        var page = new StringBuilder();
        var folders = string.Join(", ", photos.Select(folder => $"{folder.Key} {folder.Value}"));
        var limits = string.Join(" | ", fit.Limits.Select(limit => limit.ToString("F2", CultureInfo.InvariantCulture)));
        page.Append(CultureInfo.InvariantCulture, $"""
            # Usual and unusual faces

            Written by `faceshape train-population`; do not edit. Run it again whenever detector, mesh or the training's photos change:

            ```
            ./faceshape train-population ../shared/data/faces/a:pad=0.35 ../shared/data/faces/b ../shared/data/faces/c --check ../shared/data/london ../shared/data/canada
            ```

            Each reading of the light walk says how far the face lies from the photos that the classifiers learnt from: the Mahalanobis
            distance of {MeshProportions.Names.Count} proportions of its mesh ({string.Join(", ", MeshProportions.Names)}), by mean
            and covariance of {photos.Values.Sum()} photos ({folders}; {unread} had no mesh). What a distance
            is called comes from quantiles: of those photos themselves, but each folder held against the other folders alone, so that its
            people, and how its photos were taken, are new (else the limits would be too near: a few hundred people have many photos each):

            | | half | 90 % | 99 % | 99.9 % |
            |---|---|---|---|---|
            | of the photos are nearer than | {limits} |
            | and what is beyond is called | usual | uncommon | rare | outlier |

            How photos lie among them, those of the training again among the other folders:

            | photos | number | median distance | beyond half | beyond 90 % | beyond 99 % | beyond 99.9 % |
            |---|---|---|---|---|---|---|

            """);
        foreach (var one in figures)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {one.Name} | {one.Photos} | {one.Median:F2} | ");
            page.AppendJoin(" | ", one.Beyond.Select(share => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %"))).Append(" |\n");
        }

        page.Append("""

            Rare and beyond is no judgement of a face: it says that few photos of the training were like this one (its person, its head's
            turn, its expression, or a mesh that missed), so that an answer rests on little. The page then offers, where a collector takes
            photos, to give this one. The training shows women alone, from magazines: for everybody else the shares above are higher, and
            are what there is to know about it.

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Numbers(IEnumerable<double> numbers) =>
        string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
