using FaceShape.Inference;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Conversion;

public sealed class WeightsManifestTests : IDisposable
{
    private const string Good = """
        [{"paths":["net_model.bin"],"weights":[
          {"name":"a","shape":[3],"dtype":"float32","quantization":{"dtype":"uint8","scale":0.5,"min":-1}},
          {"name":"b","shape":[2,1],"dtype":"float32"},
          {"name":"c","shape":[],"dtype":"int32","quantization":{"dtype":"uint8","scale":1,"min":3}}]}]
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Quantized_and_plain_tensors_are_read_one_after_the_other()
    {
        var weights = Read(Good);

        Assert.Equal(["a", "b", "c"], weights.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([-1f, 0f, 126.5f], weights.Find("a", 3).ToFloats());
        Assert.Equal([1.5f, -2f], weights.Find("b", 2, 1).ToFloats());
    }

    [Fact]
    public void A_file_that_is_cut_off_is_corrupt()
    {
        var error = Assert.Throws<ModelException>(() => Read(Good, Data()[..^2]));

        Assert.Equal(ModelError.Corrupt, error.Error);
        Assert.Contains("b needs bytes 3 to 11 of 10", error.Message);
    }

    [Fact]
    public void A_file_that_is_too_long_is_corrupt()
    {
        var error = Assert.Throws<ModelException>(() => Read(Good, [.. Data(), 0]));

        Assert.Equal(ModelError.Corrupt, error.Error);
        Assert.Contains("has 13 bytes, the manifest describes 12", error.Message);
    }

    [Theory]
    [InlineData("\"dtype\":\"int32\",\"quantization\":{\"dtype\":\"float16\"}", "int32 stored as float16")]
    [InlineData("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint16\",\"scale\":1,\"min\":0}", "float32 stored as uint16")]
    [InlineData("\"dtype\":\"string\"", "string stored as string")]
    public void A_type_that_is_not_known_is_named(string type, string message)
    {
        var manifest = $$"""[{"paths":["net_model.bin"],"weights":[{"name":"a","shape":[12],{{type}}}]}]""";

        var error = Assert.Throws<ModelException>(() => Read(manifest));

        Assert.Equal(ModelError.Corrupt, error.Error);
        Assert.Contains(message, error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("{\"modelTopology\":{}}")]
    [InlineData("[{\"weights\":[]}]")]
    [InlineData("[{\"paths\":[\"net_model.bin\"],\"weights\":[null]}]")]
    [InlineData("[{\"paths\":[\"net_model.bin\"],\"weights\":[{\"name\":\"a\",\"shape\":[-3],\"dtype\":\"float32\"}]}]")]
    public void A_manifest_that_makes_no_sense_is_corrupt(string manifest) =>
        Assert.Equal(ModelError.Corrupt, Assert.Throws<ModelException>(() => Read(manifest)).Error);

    [Fact]
    public void A_shape_larger_than_any_file_is_corrupt()
    {
        const string Manifest =
            """[{"paths":["net_model.bin"],"weights":[{"name":"a","shape":[2147483647,2147483647,4],"dtype":"float32"}]}]""";

        Assert.Contains("cut off", Assert.Throws<ModelException>(() => Read(Manifest)).Message);
    }

    [Fact]
    public void A_name_that_comes_twice_is_corrupt()
    {
        var error = Assert.Throws<ModelException>(() => Read(Good.Replace("\"b\"", "\"a\"", StringComparison.Ordinal)));

        Assert.Contains("names a twice", error.Message);
    }

    [Fact]
    public void A_missing_file_is_missing_and_the_remedy_is_named()
    {
        File.WriteAllText(folder["net_model-weights_manifest.json"], Good);

        var error = Assert.Throws<ModelException>(() => WeightsManifest.Read(folder.Path, "net"));

        Assert.Equal(ModelError.Missing, error.Error);
        Assert.Contains("npm ci", error.Message);
        Assert.Equal(ModelError.Missing, Assert.Throws<ModelException>(() => WeightsManifest.Read(folder["absent"], "net")).Error);
    }

    [Fact]
    public void A_tensor_is_found_only_with_its_own_shape_and_type()
    {
        var weights = Read(Good);

        Assert.Contains("lack d", Assert.Throws<ModelException>(() => weights.Find("d", 1)).Message);
        Assert.Contains("[2, 1], not [1, 2]", Assert.Throws<ModelException>(() => weights.Find("b", 1, 2)).Message);
        Assert.Contains("int32, not float32", Assert.Throws<ModelException>(() => weights.Find("c")).Message);
    }

    [Fact]
    public void Transposed_elements_are_those_of_the_exchanged_indices()
    {
        const int Height = 2, Width = 3, Inputs = 4, Outputs = 5;
        var data = Enumerable.Range(0, Height * Width * Inputs * Outputs).Select(value => (byte)value).ToArray();
        var kernel = new WeightTensor("k", "float32", [Height, Width, Inputs, Outputs], new(1, 0), data);

        var turned = kernel.Transpose(3, 2, 0, 1);

        Assert.Equal([Outputs, Inputs, Height, Width], turned.Shape);
        for (var at = 0; at < data.Length; at++)
        {
            var (o, i, y, x) = (at / (Inputs * Height * Width), at / (Height * Width) % Inputs, at / Width % Height, at % Width);
            Assert.Equal(((y * Width + x) * Inputs + i) * Outputs + o, turned.Data.Span[at]);
        }
    }

    [Fact]
    public void Transposing_plain_floats_moves_them_whole()
    {
        var data = new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes).ToArray();
        var matrix = new WeightTensor("m", "float32", [2, 3], null, data);

        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], matrix.Transpose(1, 0).ToFloats());
    }

    private static byte[] Data() => [0, 2, 255, .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f), 7];

    private WeightsManifest Read(string manifest, byte[]? data = null)
    {
        File.WriteAllText(folder["net_model-weights_manifest.json"], manifest);
        File.WriteAllBytes(folder["net_model.bin"], data ?? Data());
        return WeightsManifest.Read(folder.Path, "net");
    }
}
