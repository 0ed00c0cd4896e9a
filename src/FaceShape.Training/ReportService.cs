using FaceShape.Native.Models;
using FaceShape.Training.Data;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Fairness;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;
using FaceShape.Training.Reporting;

namespace FaceShape.Training;

/// <summary>Measures every recipe in every way and writes the report: <c>faceshape evaluate --report</c>.</summary>
/// <param name="paths">Where models are read and features kept.</param>
/// <param name="threads">Workers; 0 takes all cores.</param>
/// <param name="progress">Told about each step; null for none.</param>
public sealed class ReportService(TrainingPaths paths, int threads = 0, IProgress<TrainingProgress>? progress = null)
{
    /// <summary>Trains anew on folds, measures, and writes.</summary>
    /// <param name="pipelines">Whose classifiers, the default first.</param>
    /// <param name="folders">Labelled folders; each may end in <c>:pad=0.35</c>, which goes before <paramref name="pad"/>.</param>
    /// <param name="pad">Fraction of the longer side added on every side before faces are looked for, 0 to 2.</param>
    /// <param name="beside">Labelled folders of other people that the light classifiers learn beside, with a head of their own.</param>
    /// <param name="folds">Number of folds, 2 to 20.</param>
    /// <param name="seed">The same seed, photos and models give the same bytes.</param>
    /// <param name="people">Folder of people whose groups are known, see <see cref="PeopleFolder"/>; null for none.</param>
    /// <param name="outDir">Folder of the report; made when it is not there.</param>
    /// <param name="cancellation">Stops; features read until then are kept.</param>
    /// <exception cref="DatasetException">A folder cannot be used; the message says why.</exception>
    /// <exception cref="Inference.ModelException">A network is missing or damaged.</exception>
    public async Task<ReportResult> WriteAsync(
        IReadOnlyList<Pipeline> pipelines,
        IReadOnlyList<string> folders,
        double pad,
        IReadOnlyList<string> beside,
        int folds,
        int seed,
        string? people,
        string outDir,
        CancellationToken cancellation = default)
    {
        // Opened before minutes of reading, so that a wrong folder is said at once.
        var known = people is null ? [] : PeopleFolder.Open(people);
        var opened = LabelledFolder.OpenAll(folders, pad);
        var others = beside.Count == 0 ? [] : LabelledFolder.OpenAll(beside, pad);
        OutputFolder.Open(outDir);
        LabelledPhoto[] photos = [.. opened.SelectMany(folder => folder.Photos)];
        Recipes.Require(photos.Length);
        var duplicates = Duplicates.Find(await new FaceHasher(paths, threads, progress).HashAsync(photos, cancellation).ConfigureAwait(false));
        var recipes = new List<IRecipe>();
        var total = 0;
        var counter = new NetworkCounter(progress, () => total);
        foreach (var pipeline in pipelines)
        {
            recipes.Add(await Recipes.ReadAsync(pipeline, paths, duplicates.Once(photos), duplicates, [.. others.SelectMany(folder => folder.Photos)], learning: true, threads, counter.Count, progress, cancellation)
                .ConfigureAwait(false));
        }

        RecipeReporter[] reporters = [.. recipes.Select(recipe => new RecipeReporter(recipe, folds, seed))];
        total = reporters.Sum(reporter => reporter.Networks);
        var measured = await Task.Run(() => reporters.Select(reporter => reporter.Report(cancellation)).ToArray(), cancellation).ConfigureAwait(false);
        var fairness = known.Count == 0 ? [] : await MeasureFairnessAsync(pipelines, known, seed, cancellation).ConfigureAwait(false);
        var data = DataFigures.Of(photos, duplicates, recipes[0].Photos) with
        {
            Beside = [.. others.Select(folder => new BesideFigures(folder.Name, folder.Photos.Count))],
        };
        var report = new AccuracyReport(Command(opened, others, folds, seed, people), seed, folds, data, measured, fairness)
        {
            OfLondonSet = people is not null && PeopleFolder.IsLondonSet(people),
        };
        return new(report, ReportFiles.Write(outDir, report));
    }

    private async Task<IReadOnlyList<FairnessFigures>> MeasureFairnessAsync(
        IReadOnlyList<Pipeline> pipelines, IReadOnlyList<Person> people, int seed, CancellationToken cancellation)
    {
        var source = new NativeModelSource(paths.Models, threads);
        var figures = new List<FairnessFigures>();
        foreach (var pipeline in pipelines)
        {
            using var reader = await Readers.OpenAsync(pipeline, source, cancellation).ConfigureAwait(false);
            var outcomes = await FairnessMeter.ReadAsync(people, reader, progress, cancellation).ConfigureAwait(false);
            figures.Add(FairnessMeter.Measure(pipeline.ToString().ToLowerInvariant(), outcomes, seed));
        }

        return figures;
    }

    /// <summary>The command with names of folders alone: where they lie is nobody's business.</summary>
    private static string Command(IReadOnlyList<LabelledFolder> folders, IReadOnlyList<LabelledFolder> beside, int folds, int seed, string? people)
    {
        var learnt = string.Concat(beside.Select(folder => $" --beside {Named(folder)}"));
        var fairness = people is null ? "" : $" --fairness {Path.GetFileName(Path.TrimEndingDirectorySeparator(people))}";
        return $"faceshape evaluate {string.Join(' ', folders.Select(Named))} --folds {folds} --seed {seed}{learnt}{fairness} --report docs/accuracy";

        static string Named(LabelledFolder folder) => folder.Photos[0].Pad is > 0 and var own ? FormattableString.Invariant($"{folder.Name}:pad={own}") : folder.Name;
    }
}
