using FaceShape.Native.Models;
using FaceShape.Testing;

namespace FaceShape.Cli.Tests;

/// <summary>A copy of the models that a test may damage.</summary>
internal sealed class ModelsCopy : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faceshape models ");

    public ModelsCopy()
    {
        var from = Repository.Path("models");
        foreach (var file in CatalogueFile.Read(from).Models.Select(model => model.File).Append(CatalogueFile.Name))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File(file))!);
            System.IO.File.Copy(Path.Combine(from, file), File(file));
        }
    }

    public string Folder => folder.FullName;

    public string File(string name) => Path.Combine(Folder, name);

    public void FlipOneByte(string name)
    {
        var bytes = System.IO.File.ReadAllBytes(File(name));
        bytes[bytes.Length / 2] ^= 1;
        System.IO.File.WriteAllBytes(File(name), bytes);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
