using System.Security.Cryptography;
using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Native.Tests.Runtime;

namespace FaceShape.Native.Tests.Models;

public sealed class NativeModelSourceTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faceshape models ");
    private readonly byte[] model = TinyGraph.Add(2);

    [Fact]
    public async Task A_model_is_opened_by_its_name_and_runs()
    {
        Write(ModelNames.ShapeClassifier, "classifiers/shape.onnx");
        using var opened = await new NativeModelSource(folder.FullName, threads: 1).OpenAsync(ModelNames.ShapeClassifier, Cancellation);
        Assert.Equal(ModelNames.ShapeClassifier, opened.Name);
        var outputs = await opened.RunAsync([new([2], [1, 2]), new([2], [3, 4])], Cancellation);
        Assert.Equal([4, 6], outputs[0].Data);
    }

    [Fact]
    public async Task One_flipped_bit_is_corrupt_and_both_hashes_are_told()
    {
        var path = Write(ModelNames.SsdMobileNetV1, "ssd.onnx");
        var expected = Convert.ToHexStringLower(SHA256.HashData(model));
        model[^1] ^= 1;
        File.WriteAllBytes(path, model);
        var error = await Refuse(ModelNames.SsdMobileNetV1);
        Assert.Equal(ModelError.Corrupt, error.Error);
        Assert.Contains(expected, error.Message);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(model)), error.Message);
        Assert.Contains("run `faceshape models build` again", error.Message);
    }

    [Fact]
    public async Task A_missing_file_tells_to_build_the_models()
    {
        File.Delete(Write(ModelNames.FaceRecognitionNet, "face.onnx"));
        var error = await Refuse(ModelNames.FaceRecognitionNet);
        Assert.Equal(ModelError.Missing, error.Error);
        Assert.Contains("face.onnx", error.Message);
        Assert.EndsWith("run `faceshape models build`", error.Message);
    }

    [Theory]
    [InlineData(ModelNames.LightClassifiers)]
    [InlineData(ModelNames.JawClassifier)]
    [InlineData(ModelNames.LengthClassifier)]
    [InlineData(ModelNames.ShapeClassifier)]
    [InlineData(ModelNames.FaceOutline)]
    public async Task A_missing_model_that_was_learnt_here_tells_to_restore_it_because_nothing_builds_it(string name)
    {
        File.Delete(Write(name, "learnt.onnx"));
        var error = await Refuse(name);
        Assert.DoesNotContain("models build", error.Message);
        Assert.Contains("faceshape train", error.Message);
    }

    [Fact]
    public async Task A_name_that_the_catalogue_does_not_have_is_missing()
    {
        Write(ModelNames.JawClassifier, "jaw.onnx");
        Assert.Equal(ModelError.Missing, (await Refuse("nose")).Error);
    }

    [Fact]
    public void A_folder_without_a_catalogue_is_missing() =>
        Assert.Equal(ModelError.Missing, Assert.Throws<ModelException>(() => new NativeModelSource(folder.FullName)).Error);

    [Fact]
    public void A_damaged_catalogue_is_corrupt()
    {
        File.WriteAllText(Path.Combine(folder.FullName, CatalogueFile.Name), "{ \"models\": [ { \"name\": ");
        Assert.Equal(ModelError.Corrupt, Assert.Throws<ModelException>(() => new NativeModelSource(folder.FullName)).Error);
    }

    [Fact]
    public async Task A_file_that_matches_its_hash_but_is_no_model_is_corrupt()
    {
        Array.Clear(model);
        Write(ModelNames.FaceLandmark68Net, "landmarks.onnx");
        Assert.Equal(ModelError.Corrupt, (await Refuse(ModelNames.FaceLandmark68Net)).Error);
    }

    [Fact]
    public void The_verifier_tells_good_damaged_and_missing_apart()
    {
        var path = Write(ModelNames.SsdMobileNetV1, "ssd.onnx");
        var entry = CatalogueFile.Read(folder.FullName).Models[0];
        Assert.Equal(ModelState.Ok, ModelVerifier.Verify(folder.FullName, entry).State);
        Assert.Equal(ModelState.Corrupt, ModelVerifier.Verify(folder.FullName, entry with { Bytes = entry.Bytes + 1 }).State);
        File.WriteAllBytes(path, [.. model, 0]);
        var damaged = ModelVerifier.Verify(folder.FullName, entry);
        Assert.Equal(ModelState.Corrupt, damaged.State);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. model, 0])), damaged.ActualSha256);
        Assert.Equal(model.Length + 1, damaged.ActualBytes);
        File.Delete(path);
        var missing = ModelVerifier.Verify(folder.FullName, entry);
        Assert.Equal((ModelState.Missing, null), (missing.State, missing.ActualSha256));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name, string file)
    {
        var path = Path.Combine(folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, model);
        var hash = Convert.ToHexStringLower(SHA256.HashData(model));
        CatalogueFile.Write(folder.FullName, new([new(name, file, hash, model.Length, model.Length, "test", "MIT", [], [])]));
        return path;
    }

    private Task<ModelException> Refuse(string name) =>
        Assert.ThrowsAsync<ModelException>(async () => await new NativeModelSource(folder.FullName).OpenAsync(name, Cancellation));
}
