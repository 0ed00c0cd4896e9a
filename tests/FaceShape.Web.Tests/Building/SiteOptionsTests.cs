using FaceShape.Web.Building;

namespace FaceShape.Web.Tests.Building;

public sealed class SiteOptionsTests
{
    [Theory]
    [InlineData("--browser is missing")]
    [InlineData("--models needs a value", "--browser", "b", "--models")]
    [InlineData("Unknown option --colour", "--colour", "red")]
    public void Wrong_usage_says_what_is_wrong_and_how_to_use_it(string words, params string[] args)
    {
        var error = Assert.Throws<SiteException>(() => SiteOptions.Parse(args));
        Assert.StartsWith(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("--out FOLDER", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public void Paths_are_taken_from_the_working_directory()
    {
        var options = SiteOptions.Parse(["--browser", "published here", "--out", "/tmp/site"]);
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "published here"), options.Browser);
        Assert.Equal("/tmp/site", options.Out);
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "models"), options.Models);
    }

    [Fact]
    public void The_address_is_whole_and_ends_with_a_slash()
    {
        Assert.Equal("https://example.org/face/", SiteOptions.Parse(["--browser", "b", "--address", "https://example.org/face"]).Address.AbsoluteUri);
        foreach (var wrong in new[] { "example.org", "ftp://example.org", "" })
            Assert.StartsWith("--address", Assert.Throws<SiteException>(() => SiteOptions.Parse(["--browser", "b", "--address", wrong])).Message, StringComparison.Ordinal);
    }
}
