using System.Runtime.InteropServices;

namespace FaceShape.Native.Tests;

public sealed class NativeLibraryFileTests : IDisposable
{
    private static readonly NativeLibraryFile Library = new("Toy library", "FACESHAPE_TOY", "toy/lib", "libtoy.so.*");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faceshape libraries ");

    [Fact]
    public void It_is_found_in_the_npm_packages_above_the_program()
    {
        var packages = folder.CreateSubdirectory("node_modules/toy/lib");
        var program = folder.CreateSubdirectory("artifacts/bin/program");
        var file = Path.Combine(packages.FullName, "libtoy.so.1.2");
        File.WriteAllText(file, "");
        Assert.Equal(file, Library.Find(null, program.FullName));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_that_a_NuGet_package_brought_comes_before_those_of_npm(bool ofOnePlatform)
    {
        folder.CreateSubdirectory("node_modules/toy/lib");
        File.WriteAllText(Path.Combine(folder.FullName, "node_modules/toy/lib/libtoy.so.1"), "");
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var packed = Path.Combine(folder.CreateSubdirectory(ofOnePlatform ? "." : $"runtimes/{system}-{architecture}/native").FullName, "libtoy.so.2");
        File.WriteAllText(packed, "");
        Assert.Equal(Path.GetFullPath(packed), Path.GetFullPath(Library.Find(null, folder.FullName)));
    }

    [Fact]
    public void The_environment_variable_comes_first()
    {
        folder.CreateSubdirectory("node_modules/toy/lib");
        File.WriteAllText(Path.Combine(folder.FullName, "node_modules/toy/lib/libtoy.so.1"), "");
        var named = Path.Combine(folder.FullName, "mine.so");
        File.WriteAllText(named, "");
        Assert.Equal(named, Library.Find(named, folder.FullName));
    }

    [Fact]
    public void A_missing_library_tells_how_to_get_it()
    {
        var error = Assert.Throws<NativeLibraryException>(() => Library.Find(null, folder.FullName));
        Assert.Contains("Toy library is missing", error.Message);
        Assert.Contains("run ./faceshape once, it installs npm packages", error.Message);
        Assert.Contains("FACESHAPE_TOY", error.Message);
    }

    [Fact]
    public void A_variable_that_points_nowhere_is_named()
    {
        var error = Assert.Throws<NativeLibraryException>(() => Library.Find("/no/such/file.so", folder.FullName));
        Assert.Contains("/no/such/file.so", error.Message);
        Assert.Contains("FACESHAPE_TOY", error.Message);
    }

    [Fact]
    public void A_file_that_is_no_library_is_named()
    {
        var packages = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "node_modules", "toy", "lib"));
        File.WriteAllText(Path.Combine(packages.FullName, "libtoy.so.1"), "not a library");
        try
        {
            var error = Assert.Throws<NativeLibraryException>(() => Library.Load());
            Assert.Contains("libtoy.so.1 cannot be loaded", error.Message);
        }
        finally
        {
            packages.Parent!.Parent!.Delete(recursive: true);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);
}
