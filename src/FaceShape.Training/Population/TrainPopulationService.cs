using System.Text;
using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Quality;
using FaceShape.Training.Conversion;
using FaceShape.Training.Data;
using FaceShape.Training.Fairness;
using FaceShape.Training.Shadow;

namespace FaceShape.Training.Population;

/// <summary>What fitting a population found and wrote.</summary>
/// <param name="Files">Paths.</param>
/// <param name="Figures">How other photos lie among it.</param>
public sealed record TrainPopulationResult(IReadOnlyList<string> Files, IReadOnlyList<PopulationFigures> Figures);

/// <summary>Fits how usual a face is among the photos of the training: <c>faceshape train-population</c>.</summary>
/// <param name="paths">Where the networks are and what was read is kept.</param>
public sealed class TrainPopulationService(TrainingPaths paths)
{
    /// <summary>Of fewer people nothing can be said.</summary>
    private const int LeastInGroup = 5;

    /// <summary>The walk and networks whose meshes are fitted; other ones need another fit.</summary>
    public string Walk
    {
        get
        {
            var catalogue = CatalogueFile.Read(paths.Models);
            var networks = ModelNames.ForOutline.Select(name => $"{name} {catalogue.Find(name).Sha256[..12]}");
            return string.Join(", ", [LightFaces.Walk, .. networks]);
        }
    }

    /// <summary>Finds the meshes, fits, and writes the C# file and the page.</summary>
    /// <param name="folders">Labelled folders, those that classifiers are trained on; each may end in <c>:pad=0.35</c>.</param>
    /// <param name="checks">Other folders of photos, which are only placed among them.</param>
    /// <param name="code">The C# file.</param>
    /// <param name="page">The page.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="progress">Told about each photo; null for none.</param>
    /// <param name="cancellation">Stops; what was read until then is kept.</param>
    /// <exception cref="DatasetException">A folder cannot be used, or there are too few faces.</exception>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public async Task<TrainPopulationResult> FitAsync(
        IReadOnlyList<string> folders, IReadOnlyList<string> checks, string code, string page, int threads,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        LabelledPhoto[] photos = [.. LabelledFolder.OpenAll(folders, pad: 0).SelectMany(folder => folder.Photos)];
        var read = await ReadAsync(photos).ConfigureAwait(false);
        var sources = read.GroupBy(one => one.Photo.Source).ToList();
        var fit = PopulationFit.Of([.. sources.Select(source => source.Select(one => one.Row).ToList())]);
        List<PopulationFigures> figures =
            [.. sources.Select((source, i) => PopulationFigures.Of($"{source.Key}, among the others", fit.Unseen[i], fit.Limits))];
        foreach (var check in checks)
        {
            var found = ShadowPhotos.Find([check], int.MaxValue, seed: 1);
            var others = await ReadAsync([.. found.Select(photo => new LabelledPhoto(photo.Path, default, check, photo.Pad))]).ConfigureAwait(false);
            figures.AddRange(Groups(check, others, fit));
        }

        ModelBuilder.WriteWhole(code, Encoding.UTF8.GetBytes(PopulationText.Code(fit, Walk)));
        var numbers = sources.ToDictionary(source => source.Key, source => source.Count());
        ModelBuilder.WriteWhole(page, Encoding.UTF8.GetBytes(PopulationText.Page(fit, numbers, photos.Length - read.Count, figures)));
        return new([code, page], figures);

        async Task<List<Placed>> ReadAsync(IReadOnlyList<LabelledPhoto> some)
        {
            var seen = await LightFaces.LookAsync(paths, some, 0, false, threads, progress, cancellation).ConfigureAwait(false);
            return [.. from pair in some.Zip(seen)
                       where pair.Second.Face is not null
                       select new Placed(pair.First, MeshProportions.From(pair.Second.Face!.Mesh))];
        }
    }

    /// <summary>A folder, and where a table says who is in it, groups of its people.</summary>
    private static IEnumerable<PopulationFigures> Groups(string folder, List<Placed> read, PopulationFit fit)
    {
        if (read.Count == 0) yield break;
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        var population = fit.Population;
        yield return Figures(name, read);
        if (!File.Exists(Path.Combine(folder, PeopleFolder.Table))) yield break;
        var people = PeopleFolder.Open(folder).ToDictionary(person => Path.GetFullPath(person.Photo), person => person.Groups);
        foreach (var attribute in PeopleFolder.Attributes)
        {
            var groups = read.Where(one => people.ContainsKey(Path.GetFullPath(one.Photo.Path)))
                .GroupBy(one => people[Path.GetFullPath(one.Photo.Path)][attribute])
                .Where(group => group.Count() >= LeastInGroup)
                .OrderBy(group => group.Key, StringComparer.Ordinal);
            foreach (var group in groups) yield return Figures($"{name}, {attribute} {group.Key}", group);
        }

        PopulationFigures Figures(string of, IEnumerable<Placed> some) =>
            PopulationFigures.Of(of, [.. some.Select(one => population.Place(one.Row).Distance)], fit.Limits);
    }

    private sealed record Placed(LabelledPhoto Photo, double[] Row);
}
