using System.Security.Cryptography;
using FaceShape.Inference;
using FaceShape.Native.Models;

namespace FaceShape.Native.Tests.Models;

public sealed class CatalogueSignatureTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("faceshape models ").FullName;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public CatalogueSignatureTests() => CatalogueFile.Write(folder, new([NewEntry("shape")], Issued: 5));

    public void Dispose()
    {
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_was_signed_is_read_and_without_a_key_also_what_was_not()
    {
        Assert.Single(CatalogueFile.Read(folder, key: null).Models);
        CatalogueSignature.Sign(folder, key);
        Assert.Equal(5, CatalogueFile.Read(folder, key).Issued);
        // 64 bytes, r and s: the form that browsers take.
        Assert.Equal(64, Convert.FromBase64String(File.ReadAllText(Path.Combine(folder, CatalogueSignature.Name))).Length);
    }

    [Theory]
    [InlineData("changed", "is not what its makers signed")]
    [InlineData("unsigned", "is not signed")]
    [InlineData("stranger", "is not what its makers signed")]
    [InlineData("rubbish", "is not what its makers signed")]
    [InlineData("empty", "is not what its makers signed")]
    public void Whatever_else_is_refused_and_it_is_said_what_to_do(string how, string words)
    {
        CatalogueSignature.Sign(folder, key);
        var (catalogue, signature) = (Path.Combine(folder, CatalogueFile.Name), Path.Combine(folder, CatalogueSignature.Name));
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (how == "changed") File.WriteAllText(catalogue, File.ReadAllText(catalogue).Replace("\"issued\": 5", "\"issued\": 6", StringComparison.Ordinal));
        if (how == "unsigned") File.Delete(signature);
        if (how == "stranger") CatalogueSignature.Sign(folder, stranger);
        if (how == "rubbish") File.WriteAllText(signature, "not base64");
        if (how == "empty") File.WriteAllText(signature, "");

        var error = Assert.Throws<ModelException>(() => CatalogueFile.Read(folder, key));

        Assert.Equal("model-untrusted", error.Code);
        Assert.Contains(words, error.Message);
        Assert.EndsWith("sign it with `faceshape models sign`", error.Message);
    }

    [Fact]
    public void Writing_a_catalogue_anew_takes_the_old_signature_away()
    {
        CatalogueSignature.Sign(folder, key);
        CatalogueFile.Write(folder, CatalogueFile.Read(folder, key) with { Issued = 6 });
        Assert.False(File.Exists(Path.Combine(folder, CatalogueSignature.Name)));
    }

    [Fact]
    public void A_key_is_read_from_its_file_and_what_is_no_key_on_P256_trusts_nobody()
    {
        var file = Path.Combine(folder, "key.pem");
        File.WriteAllText(file, key.ExportSubjectPublicKeyInfoPem());
        CatalogueSignature.Sign(folder, key);
        using (var read = CatalogueSignature.ReadKey(file))
        {
            Assert.Single(CatalogueFile.Read(folder, read).Models);
            Assert.Contains("public key", Assert.Throws<ModelException>(() => CatalogueSignature.Sign(folder, read)).Message);
        }

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach (var text in new[] { "no key", other.ExportSubjectPublicKeyInfoPem() })
        {
            File.WriteAllText(file, text);
            Assert.Equal(ModelError.Untrusted, Assert.Throws<ModelException>(() => CatalogueSignature.ReadKey(file)).Error);
        }

        Assert.Equal(ModelError.Untrusted, Assert.Throws<ModelException>(() => CatalogueSignature.ReadKey(Path.Combine(folder, "none"))).Error);
    }

    [Theory]
    [InlineData(-1, "0123456789ab")]
    [InlineData(101, "0123456789ab")]
    [InlineData(10, "new models")]
    public void A_challenger_for_no_share_of_devices_or_without_a_name_is_refused(int share, string name)
    {
        CatalogueFile.Write(folder, new([], new(name, true, false, share, "salt", [])));
        Assert.Equal(ModelError.Corrupt, Assert.Throws<ModelException>(() => CatalogueFile.Read(folder, key: null)).Error);
    }

    private static ModelEntry NewEntry(string name) => new(name, $"{name}.onnx", new string('0', 64), 1, 1, "test", "MIT", [], []);
}
