using System.Diagnostics;
using FaceShape.Cli.Photos;

namespace FaceShape.Cli.Tests;

public sealed class PhotoListTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faceshape list ");

    public PhotoListTests()
    {
        foreach (var name in new[] { "b.jpg", "a.JPG", "notes.txt", "c.heic", ".hidden.jpg", "sub/d.png", "sub/deep/e.webp",
            "empty/readme.md", "odd[1]?.jpg" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
            File.WriteAllText(At(name), "");
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_folder_gives_its_pictures_by_name_and_those_below_only_when_asked()
    {
        Assert.Equal([".hidden.jpg", "a.JPG", "b.jpg", "c.heic", "odd[1]?.jpg"], Names(false, ""));
        Assert.Equal([".hidden.jpg", "a.JPG", "b.jpg", "c.heic", "odd[1]?.jpg", "sub/d.png", "sub/deep/e.webp"], Names(true, ""));
    }

    [Theory]
    [InlineData("*.jpg", "b.jpg", "odd[1]?.jpg")]
    [InlineData("?.*", "a.JPG", "b.jpg", "c.heic")]
    [InlineData("**/*.png", "sub/d.png")]
    [InlineData("**/e.webp", "sub/deep/e.webp")]
    [InlineData("sub/**", "sub/d.png", "sub/deep/e.webp")]
    [InlineData("s*/d.*", "sub/d.png")]
    [InlineData(".h*", ".hidden.jpg")]
    public void A_pattern_that_the_shell_left_gives_the_files_that_fit(string pattern, params string[] expected) =>
        Assert.Equal(expected, Names(false, pattern));

    [Fact]
    public void A_file_whose_name_looks_like_a_pattern_is_that_file() => Assert.Equal(["odd[1]?.jpg"], Names(false, "odd[1]?.jpg"));

    [Fact]
    public void What_is_named_comes_in_the_order_in_which_it_was_named() =>
        Assert.Equal(["sub/d.png", "b.jpg", "sub/d.png"], Names(false, "sub", "b.jpg", "sub/d.png"));

    [Theory]
    [InlineData("*.tiff", "not-found")]
    [InlineData("nowhere/*.jpg", "not-found")]
    [InlineData("empty", "is-a-directory")]
    public void What_gives_no_photo_is_an_entry_with_a_problem(string named, string code) =>
        Assert.Equal(code, Assert.Single(PhotoList.Expand([At(named)], false)).Problem?.Code);

    [Fact]
    public void A_pattern_without_a_folder_looks_in_the_current_one() =>
        Assert.All(PhotoList.Expand(["*.dll"], false), photo => Assert.Equal(Path.GetFileName(photo.Photo), photo.Photo));

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "**/*.png")]
    public void Links_below_a_folder_are_not_followed_as_they_may_lead_in_circles(bool recursive, string named)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making a link needs a privilege there");
        Directory.CreateSymbolicLink(At("sub/loop"), "..");

        Assert.Equal(["sub/d.png"], Names(recursive, named).Where(name => name.EndsWith(".png", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_link_that_was_named_is_looked_through()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making a link needs a privilege there");
        Directory.CreateSymbolicLink(At("link"), "sub");

        Assert.Equal(["link/d.png", "link/deep/e.webp"], Names(true, "link"));
    }

    [Fact]
    public void A_closed_folder_below_is_passed_over_and_one_that_was_named_is_unreadable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions are others there");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may read every folder: run the tests as somebody else");
        Directory.CreateDirectory(At("sub/closed"));
        Permit("000");

        Assert.Equal(["sub/d.png", "sub/deep/e.webp"], Names(true, "sub"));
        Assert.Equal("unreadable", Assert.Single(PhotoList.Expand([At("sub/closed")], true)).Problem?.Code);
        Permit("700"); // else it could not be deleted

        void Permit(string mode) => Process.Start("chmod", [mode, At("sub/closed")]).WaitForExit();
    }

    private string At(string name) => Path.Combine(folder.FullName, name);

    private IEnumerable<string> Names(bool recursive, params string[] named) =>
        PhotoList.Expand(named.Select(At), recursive).Select(photo =>
        {
            Assert.Null(photo.Problem);
            return Path.GetRelativePath(folder.FullName, photo.Photo).Replace('\\', '/');
        });
}
