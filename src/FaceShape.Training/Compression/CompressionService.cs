using System.Text;
using FaceShape.Inference;
using FaceShape.Training.Conversion;
using FaceShape.Training.Data;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning.Light;

namespace FaceShape.Training.Compression;

/// <summary>What a comparison of trunks found.</summary>
/// <param name="Photos">Photos that were read.</param>
/// <param name="People">People in them.</param>
/// <param name="Figures">A row a variant, the whole trunk first.</param>
public sealed record CompressionResult(int Photos, int People, IReadOnlyList<TrunkFigures> Figures);

/// <summary>Weighs sizes of the light pipeline's largest network against what they cost: <c>faceshape models compress</c>.</summary>
/// <param name="paths">Where the networks and cached features are.</param>
/// <param name="npmFolder">The folder of npm's packages, which hold the weights.</param>
public sealed class CompressionService(TrainingPaths paths, string npmFolder)
{
    /// <summary>Compares trunks on labelled folders.</summary>
    /// <param name="folders">Labelled folders, see <see cref="LabelledFolder"/>.</param>
    /// <param name="pad">Padding of folders that name none.</param>
    /// <param name="every">Each photo of how many is looked at; 1 for all.</param>
    /// <param name="variants">What is compared; the first must be <see cref="TrunkVariant.Whole"/>.</param>
    /// <param name="threads">Networks at once; 0 takes all cores.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="DatasetException">A folder cannot be used, or there are too few people.</exception>
    /// <exception cref="ModelException">A network or the package with the weights is missing or damaged.</exception>
    public async Task<CompressionResult> CompareAsync(
        IReadOnlyList<string> folders, double pad, int every, IReadOnlyList<TrunkVariant> variants, int threads,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(variants[0], TrunkVariant.Whole);
        var (faces, crops) = await ReadAsync(folders, pad, every, threads, progress, cancellation).ConfigureAwait(false);
        var study = new TrunkStudy(faces, crops, new MapLearningOptions(), threads);
        var figures = await study.CompareAsync(Weights(), variants, progress, cancellation).ConfigureAwait(false);
        return new(faces.Photos.Count, faces.People.Distinct().Count(), figures);
    }

    /// <summary>Writes what was found as Markdown and JSON.</summary>
    /// <param name="result">What <see cref="CompareAsync"/> found.</param>
    /// <param name="folder">Where to; gets <c>models.md</c> and <c>models.json</c>.</param>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> Write(CompressionResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        string[] files = [Path.Combine(folder, "models.md"), Path.Combine(folder, "models.json")];
        ModelBuilder.WriteWhole(files[0], Encoding.UTF8.GetBytes(ModelsPage.Write(result)));
        ModelBuilder.WriteWhole(files[1], Encoding.UTF8.GetBytes(EvaluationJson.ToIndentedJson(result)));
        return files;
    }

    private async Task<(LightFaces Faces, IReadOnlyList<Half[]> Crops)> ReadAsync(
        IReadOnlyList<string> folders, double pad, int every, int threads, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var photos = LabelledFolder.OpenAll(folders, pad).SelectMany(folder => folder.Photos).Where((_, i) => i % every == 0).ToArray();
        var faces = await LightFaces.ReadAsync(paths, photos, learning: false, threads, progress, cancellation).ConfigureAwait(false);
        var crops = await TrunkCrops.CutAsync(paths.Models, faces.Photos, threads, progress, cancellation).ConfigureAwait(false);
        return (faces, [.. crops.Select((crop, i) => crop ?? throw new DatasetException($"No face was found in {faces.Photos[i].Path} the second time"))]);
    }

    private WeightsManifest Weights() => WeightsManifest.Read(
        Path.Combine(npmFolder, "@vladmandic", "face-api", "model"), ModelNames.FaceRecognitionNet);
}
