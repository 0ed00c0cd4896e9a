using System.Text;
using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Training.Conversion;
using FaceShape.Training.Data;
using FaceShape.Training.Evaluation;

namespace FaceShape.Training.Outlines;

/// <summary>What training an outline wrote.</summary>
/// <param name="Files">Paths.</param>
/// <param name="Figures">The cross-validation.</param>
public sealed record TrainOutlineResult(IReadOnlyList<string> Files, OutlineFigures Figures);

/// <summary>Learns the outline of the face from photos with hand-drawn templates: <c>faceshape train-outline</c>.</summary>
/// <param name="models">Folder with <c>models.json</c> and the networks of the light pipeline.</param>
public sealed class TrainOutlineService(string models)
{
    /// <summary>
    /// Cross-validates, learns from all photos, and writes <c>classifiers/outline.onnx</c>, <c>outline.json</c> and the card
    /// <c>outline.md</c> into a folder of models, and enters the model in its <c>models.json</c>.
    /// </summary>
    /// <param name="folders">Folders of photos; templates beside them or in a folder <c>templates</c> there.</param>
    /// <param name="scale">Pixels of the photo in a unit of the template.</param>
    /// <param name="output">Folder of models that is written; made when it is not there.</param>
    /// <param name="seed">The same seed, photos and models give the same bytes.</param>
    /// <param name="threads">Threads of a network; 0 leaves it to the runtime.</param>
    /// <param name="progress">Told about each step; null for none.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="DatasetException">A folder holds no photos with templates, too few people, or a photo without a face.</exception>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public async Task<TrainOutlineResult> TrainAsync(
        IReadOnlyList<string> folders, double scale, string output, int seed = 1, int threads = 0,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        OutlinedPhoto[] photos = [.. folders.SelectMany(OutlinedPhoto.Find)];
        if (photos.Length < 2 * OutlineTrainer.Folds)
            throw new DatasetException($"{photos.Length} photos have templates; at least {2 * OutlineTrainer.Folds} are needed");
        ClassifierFiles.Known(output);
        var examples = await ReadAsync(photos, scale, threads, progress, cancellation).ConfigureAwait(false);
        var trainer = new OutlineTrainer(seed);
        var predicted = trainer.CrossValidate(examples, progress, cancellation);
        var figures = OutlineFigures.Compare([.. examples.Select(example => example.Outline)], predicted, seed);
        var (map, penalty) = trainer.Train(examples);
        var sources = photos.CountBy(photo => photo.Person.Split('/')[0]).ToDictionary();
        return new(Write(output, map, figures, sources, penalty, seed), figures);
    }

    private async Task<List<OutlineExample>> ReadAsync(
        OutlinedPhoto[] photos, double scale, int threads, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using var opened = new OpenedModels(new NativeModelSource(models, threads));
        var detector = await DetectorCascade.OpenAsync(opened, cancellation).ConfigureAwait(false);
        var meshNet = new FaceMesh(await opened.OpenAsync(ModelNames.FaceMesh, cancellation).ConfigureAwait(false));
        var decoder = new PhotoDecoder();
        var examples = new List<OutlineExample>();
        foreach (var photo in photos)
        {
            cancellation.ThrowIfCancellationRequested();
            var mesh = await FindAsync(photo.Photo).ConfigureAwait(false) ?? throw new DatasetException($"No face was found in {photo.Photo}: take it out of the folder");
            var frame = FaceFrame.Of(mesh);
            var outline = OutlineTemplate.Read(photo.Template, scale).Map(frame.FromPhoto);
            examples.Add(new(photo.Person, FaceOutline.Features(mesh, frame), Flatten(outline)));
            progress?.Report(new("Reading photos", examples.Count, photos.Length));
        }

        return examples;

        async Task<FaceMeshPoints?> FindAsync(string photo)
        {
            var raster = Decode(decoder, photo);
            var faces = await detector.DetectAsync(raster, cancellation).ConfigureAwait(false);
            if (faces.Count == 0) return null;
            var face = faces.MaxBy(found => found.Box.Area);
            return await meshNet.LocateAsync(FacePatch.Around(raster, face.Box), face, cancellation).ConfigureAwait(false);
        }
    }

    private static Raster Decode(PhotoDecoder decoder, string photo)
    {
        try
        {
            return decoder.DecodeFile(photo);
        }
        catch (PhotoException problem)
        {
            throw new DatasetException($"{photo}: {problem.Message}");
        }
    }

    private static float[] Flatten(FaceOutlinePoints outline)
    {
        var numbers = new List<float>();
        foreach (var point in outline.Points) numbers.AddRange([(float)point.X, (float)point.Y]);
        return [.. numbers];
    }

    private static List<string> Write(
        string models, LinearMap map, OutlineFigures figures, Dictionary<string, int> sources, double penalty, int seed)
    {
        var known = ClassifierFiles.Known(models);
        Directory.CreateDirectory(Path.Combine(models, ClassifierFiles.Folder));
        List<string> files = [];
        var bytes = OutlineGraph.ToBytes(map, [.. figures.Measurements.Select(measurement => measurement.Error)]);
        Put("outline.onnx", bytes);
        Put("outline.json", Encoding.UTF8.GetBytes(EvaluationJson.ToIndentedJson(new { seed, penalty, sources, figures })));
        Put("outline.md", Encoding.UTF8.GetBytes(OutlineCard.Write(figures, sources, penalty)));

        var entry = new ModelEntry(
            ModelNames.FaceOutline, $"{ClassifierFiles.Folder}/outline.onnx", ModelBuilder.Hash(bytes), bytes.Length,
            ModelBuilder.BrotliLength(bytes), "faceshape train-outline", "MIT", OutlineGraph.Inputs, OutlineGraph.Outputs);
        CatalogueFile.Write(models, known with { Models = [.. known.Models.Where(model => model.Name != entry.Name), entry] });
        files.Add(Path.Combine(models, CatalogueFile.Name));
        return files;

        void Put(string name, byte[] content)
        {
            files.Add(Path.Combine(models, ClassifierFiles.Folder, name));
            ModelBuilder.WriteWhole(files[^1], content);
        }
    }
}
