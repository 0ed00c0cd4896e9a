namespace FaceShape.Cli.Tests;

public sealed class FailureTests : IDisposable
{
    private readonly DirectoryInfo empty = Directory.CreateTempSubdirectory("faceshape empty ");

    public void Dispose() => empty.Delete(recursive: true);

    [Theory]
    [InlineData("holds no labels", "evaluate")]
    [InlineData("holds no labels", "evaluate", "--folds", "5", "--json")]
    [InlineData("holds no labels", "train", "--out", "out")]
    public async Task A_folder_without_labels_is_one_line_that_says_how_to_sort_the_photos(string message, params string[] arguments)
    {
        var run = await Cli.RunAsync([.. arguments, empty.FullName]);

        Assert.Contains(message, Assert.Single(run.ErrorLines));
        Assert.Empty(run.Out);
        Assert.Equal(1, run.ExitCode);
    }

    [Theory]
    [InlineData("train", "--out")]
    [InlineData("evaluate", "--folds", "2", "--report")]
    [InlineData("train-outline", "--out")]
    [InlineData("stability", "--out")]
    [InlineData("shadow", "--challenger", "models", "--out")]
    [InlineData("models", "compress", "--out")]
    public async Task A_folder_that_cannot_be_written_is_named_before_any_photo_is_read(params string[] arguments)
    {
        foreach (var shape in FaceShape.Shared.Names.Shapes.ToArray())
        {
            empty.CreateSubdirectory(shape);
            await File.WriteAllTextAsync(Path.Combine(empty.FullName, shape, "no photo.jpg"), "", TestContext.Current.CancellationToken);
        }

        var folder = Path.Combine(empty.FullName, "round", "no photo.jpg", "results");
        var run = await Cli.RunAsync([.. arguments, folder, empty.FullName]);

        Assert.StartsWith($"{folder} cannot be written", Assert.Single(run.ErrorLines));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Training_into_a_folder_whose_list_is_damaged_ends_before_any_photo_is_read_and_leaves_it_as_it_is()
    {
        foreach (var shape in FaceShape.Shared.Names.Shapes)
        {
            empty.CreateSubdirectory(shape);
            await File.WriteAllTextAsync(Path.Combine(empty.FullName, shape, "no photo.jpg"), "", TestContext.Current.CancellationToken);
        }

        var models = empty.CreateSubdirectory("models of mine");
        await File.WriteAllTextAsync(Path.Combine(models.FullName, "models.json"), "{", TestContext.Current.CancellationToken);
        var run = await Cli.RunAsync("train", empty.FullName, "--out", models.FullName);

        Assert.EndsWith("[model-corrupt]", Assert.Single(run.ErrorLines));
        Assert.Equal(["models.json"], models.EnumerateFileSystemInfos().Select(file => file.Name));
    }

    [Fact]
    public async Task Figures_of_no_photo_at_all_are_not_shown()
    {
        var round = empty.CreateSubdirectory("round");
        await File.WriteAllTextAsync(Path.Combine(round.FullName, "letter.jpg"), "Dear reader", TestContext.Current.CancellationToken);
        var run = await Cli.RunAsync("evaluate", empty.FullName);

        Assert.StartsWith("None of the 1 photos could be used (1 not-an-image)", Assert.Single(run.ErrorLines));
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        var run = await Cli.RunAsync("evaluate", Path.Combine(empty.FullName, "nowhere"));

        Assert.Contains("nowhere", Assert.Single(run.ErrorLines));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_folder_without_a_site_cannot_be_served()
    {
        var run = await Cli.RunAsync("serve", empty.FullName, "--port", "0");

        Assert.Contains(empty.FullName, Assert.Single(run.ErrorLines));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void What_nobody_foresaw_is_said_in_one_line_with_the_code_internal()
    {
        var (code, message) = ErrorCode.Of(new InvalidOperationException("a wire came off"));

        Assert.Equal("internal", code);
        Assert.Equal("A fault of this program, please report it: InvalidOperationException: a wire came off", message);
    }
}
