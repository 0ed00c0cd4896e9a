using FaceShape.Cli.Commands;
using FaceShape.Cli.Terminals;

namespace FaceShape.Cli.Tests;

public class CacheWarningTests
{
    [Fact]
    public void That_features_cannot_be_kept_is_said_once_however_many_photos_there_are()
    {
        using StringWriter output = new(), error = new() { NewLine = "\n" };
        using var progress = new ProgressLine(new Terminal(output, error, false, false));
        var warning = new CacheWarning(progress);
        for (var photo = 0; photo < 3; photo++) warning.Say(new IOException("No space left on device"));

        Assert.Equal($"{Home.FeatureCache}: Features cannot be kept here, so the next run reads the photos anew: No space left on device\n", error.ToString());
    }
}
