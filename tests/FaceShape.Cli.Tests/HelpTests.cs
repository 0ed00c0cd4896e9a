namespace FaceShape.Cli.Tests;

public class HelpTests
{
    public static TheoryData<string> Verbs =>
        new(
            "", "classify", "measure", "evaluate", "stability", "train", "train-outline", "train-population",
            "models", "models build", "models verify", "models list", "models challenge", "models keygen", "models sign", "shadow", "simulate", "serve");

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Each_verbs_help_is_as_kept_and_ends_in_examples(string verb)
    {
        var run = await Cli.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        if (verb.Length > 0) Assert.Contains($"Examples:\n  faceshape {verb}", run.Out);
        Expectation.Holds("help" + (verb.Length > 0 ? "-" + verb.Replace(' ', '-') : ""), run.Out);
    }

    [Theory]
    [InlineData("no-verb")]
    [InlineData("no-verb-of-models", "models")]
    [InlineData("unknown-verb", "clasify", "a.jpg")]
    [InlineData("no-photo", "classify")]
    [InlineData("unknown-option", "classify", "a.jpg", "--jsn")]
    [InlineData("threads-zero", "classify", "a.jpg", "--threads", "0")]
    [InlineData("threads-word", "classify", "a.jpg", "--threads", "many")]
    [InlineData("several-faces-unknown", "classify", "a.jpg", "--several-faces", "some")]
    [InlineData("train-without-out", "train", "photos")]
    [InlineData("template-scale-zero", "train-outline", "photos", "--out", "models", "--template-scale", "0")]
    [InlineData("pad-negative", "evaluate", "photos", "--pad", "-1")]
    [InlineData("folds-one", "evaluate", "photos", "--folds", "1")]
    [InlineData("report-without-folds", "evaluate", "photos", "--report", "docs")]
    [InlineData("report-as-json", "evaluate", "photos", "--folds", "5", "--report", "docs", "--json")]
    [InlineData("beside-without-folds", "evaluate", "photos", "--beside", "men")]
    [InlineData("beside-the-original", "train", "photos", "--beside", "men", "--pipeline", "original", "--out", "classifiers")]
    [InlineData("fairness-without-report", "evaluate", "photos", "--folds", "5", "--fairness", "people")]
    [InlineData("collector-without-publisher", "simulate", "--collector", "http://localhost:8090")]
    [InlineData("publisher-no-address", "simulate", "--collector", "http://localhost:8090", "--publisher", "here")]
    [InlineData("paper-as-json", "simulate", "--paper", "--json")]
    [InlineData("paper-as-json", "simulate", "--paper", "--out", "report")]
    public async Task Wrong_usage_says_what_is_wrong_where_help_is_and_exits_with_2(string name, params string[] arguments)
    {
        var run = await Cli.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        Expectation.Holds("usage-" + name, run.Error);
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        var run = await Cli.RunAsync("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^faceshape \d+\.\d+\.\d+", run.Out);
    }

    [Fact]
    public void A_difference_shows_the_lines_that_changed() =>
        Assert.Equal("at line 2\n- b\n+ x\n+ y", Expectation.Difference("a\nb\nc", "a\nx\ny\nc"));
}
