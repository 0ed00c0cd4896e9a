using System.Text.Json;

namespace FaceShape.Cli.Tests;

public class StabilityTests(TestPhotos photos) : IClassFixture<TestPhotos>
{
    [Fact]
    public async Task A_file_that_is_no_photo_is_named_and_the_others_are_measured()
    {
        var letter = photos.InFolder("text.jpg");
        var run = await Cli.RunAsync("stability", photos.Face, letter, "--json");

        Assert.Equal(1, run.ExitCode);
        var line = Assert.Single(run.ErrorLines);
        Assert.StartsWith(letter, line);
        Assert.EndsWith("[not-an-image]", line);
        var result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(1, result.GetProperty("photos").GetInt32());
        Assert.Equal(1, result.GetProperty("notRead").GetProperty("not-an-image").GetInt32());
    }

    [Fact]
    public async Task A_photo_without_a_face_is_named_too()
    {
        var landscape = photos.InFolder("landscape.png");
        var run = await Cli.RunAsync("stability", photos.Face, landscape, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("[no-face]", Assert.Single(run.ErrorLines));
        Assert.Equal(1, JsonDocument.Parse(run.Out).RootElement.GetProperty("notRead").GetProperty("no-face").GetInt32());
    }

    [Fact]
    public async Task Where_no_file_is_a_photo_one_is_named()
    {
        var letter = photos.InFolder("text.jpg");
        var run = await Cli.RunAsync("stability", letter);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(letter, Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task A_folder_without_photos_is_named()
    {
        var folder = photos.InFolder("folder");
        var run = await Cli.RunAsync("stability", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(folder, Assert.Single(run.ErrorLines));
    }
}
