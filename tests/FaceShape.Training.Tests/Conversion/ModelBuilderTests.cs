using System.Security.Cryptography;
using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Testing;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Conversion;

public sealed class ModelBuilderTests : IDisposable
{
    private readonly TemporaryFolder models = new();
    private readonly TemporaryFolder package = new();

    private static readonly string[] Converted = [.. ConvertedModel.All.Select(model => model.Name)];

    private static string Npm
    {
        get
        {
            foreach (var model in ConvertedModel.All) Repository.Npm(model.Package.Split('/'));
            return Repository.Path("node_modules");
        }
    }

    public void Dispose()
    {
        models.Dispose();
        package.Dispose();
    }

    [Fact]
    public void All_are_written_with_the_hashes_of_the_catalogue()
    {
        CopyCatalogue();
        var progress = new Steps();

        var entries = Build(Npm, progress: progress);

        Assert.Equal(
            [.. ModelNames.ForFeatures, ModelNames.DescriptorTrunk, ModelNames.DescriptorRest, ModelNames.BlazeFace, ModelNames.FaceMesh],
            entries.Select(entry => entry.Name));
        Assert.All(entries, entry => Assert.Equal(entry.Sha256, Hash(models[entry.File])));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], progress.Seen.Select(step => step.Done));
        Assert.Equal(8, Directory.GetFiles(models.Path).Length);
    }

    [Fact]
    public void Weights_other_than_those_of_the_catalogue_are_refused_and_nothing_is_written()
    {
        CopyCatalogue();
        CopyPackage();
        var file = package["@vladmandic/face-api/model/ssd_mobilenetv1_model.bin"];
        var bytes = File.ReadAllBytes(file);
        bytes[100_000] ^= 1;
        File.WriteAllBytes(file, bytes);

        var error = Assert.Throws<ModelException>(() => Build(package.Path));

        Assert.Equal((ModelError.Corrupt, ModelNames.SsdMobileNetV1), (error.Error, error.Model));
        Assert.Contains("npm ci", error.Message);
        Assert.Equal([models[CatalogueFile.Name]], Directory.GetFiles(models.Path));
    }

    [Fact]
    public void Weights_that_are_cut_off_are_refused()
    {
        CopyCatalogue();
        CopyPackage();
        using (var file = File.OpenWrite(package["@vladmandic/face-api/model/face_landmark_68_model.bin"])) file.SetLength(300_000);

        var error = Assert.Throws<ModelException>(() => Build(package.Path));

        Assert.Equal((ModelError.Corrupt, ModelNames.FaceLandmark68Net), (error.Error, error.Model));
        Assert.Contains("cut off", error.Message);
    }

    [Fact]
    public void A_missing_package_is_missing()
    {
        CopyCatalogue();

        var error = Assert.Throws<ModelException>(() => Build(package["absent"]));

        Assert.Equal(ModelError.Missing, error.Error);
        Assert.Contains("npm ci", error.Message);
    }

    [Fact]
    public void Without_a_catalogue_nothing_can_be_compared()
    {
        var error = Assert.Throws<ModelException>(() => Build(Npm));

        Assert.Equal(ModelError.Missing, error.Error);
    }

    [Fact]
    public void An_update_rewrites_the_converted_and_keeps_the_others()
    {
        var committed = CatalogueFile.Read(Repository.Path("models"));
        var jaw = new ModelEntry("jaw", "classifiers/jaw.onnx", new('0', 64), 1, 1, "faceshape train", "MIT", [], []);
        var stale = committed.Models.Where(IsConverted).Select(entry => entry with { Source = "elsewhere" });
        CatalogueFile.Write(models.Path, new([jaw, .. stale]));

        Build(Npm, update: true);

        var updated = CatalogueFile.Read(models.Path);
        Assert.Equal([.. Converted, "jaw"], updated.Models.Select(entry => entry.Name));
        Assert.Equal(
            committed.Models.Where(IsConverted).Select(entry => (entry.Sha256, entry.Source, entry.Licence, entry.BrotliBytes)),
            updated.Models.SkipLast(1).Select(entry => (entry.Sha256, entry.Source, entry.Licence, entry.BrotliBytes)));
    }

    [Fact]
    public void A_cancelled_build_stops()
    {
        CopyCatalogue();
        var builder = new ModelBuilder(Npm, models.Path);

        Assert.Throws<OperationCanceledException>(() => builder.Build(cancel: new CancellationToken(canceled: true)));
        Assert.Single(Directory.GetFiles(models.Path));
    }

    private static bool IsConverted(ModelEntry entry) => Converted.Contains(entry.Name);

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private IReadOnlyList<ModelEntry> Build(string npmFolder, bool update = false, IProgress<ModelBuildProgress>? progress = null) =>
        new ModelBuilder(npmFolder, models.Path).Build(update, progress, TestContext.Current.CancellationToken);

    private void CopyCatalogue() => File.Copy(Repository.Path("models", CatalogueFile.Name), models[CatalogueFile.Name]);

    private void CopyPackage()
    {
        var from = Path.Combine(Npm, "@vladmandic", "face-api");
        var to = package["@vladmandic/face-api"];
        Directory.CreateDirectory(Path.Combine(to, "model"));
        File.Copy(Path.Combine(from, "package.json"), Path.Combine(to, "package.json"));
        foreach (var file in Directory.GetFiles(Path.Combine(from, "model")))
            File.Copy(file, Path.Combine(to, "model", Path.GetFileName(file)));
    }

    private sealed class Steps : IProgress<ModelBuildProgress>
    {
        public List<ModelBuildProgress> Seen { get; } = [];

        public void Report(ModelBuildProgress value) => Seen.Add(value);
    }
}
