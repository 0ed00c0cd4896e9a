using System.Text.Json;
using FaceShape.Testing;
using FaceShape.Training.Outlines;
using FaceShape.Training.Tests.Conversion;

namespace FaceShape.Training.Tests.Outlines;

/// <summary>The line that the outline must hold: by person, on the photos that were drawn on.</summary>
public class ShippedOutlineTests
{
    [Fact]
    public void The_figures_that_are_shipped_hold_the_line()
    {
        var path = Repository.Path("models", "classifiers", "outline.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));

        AssertLine(json.RootElement.GetProperty("figures").Deserialize<OutlineFigures>(JsonSerializerOptions.Web)!);
    }

    [Fact]
    public async Task Training_anew_gives_figures_that_hold_the_line()
    {
        string[] folders = [Repository.Shared("data", "london"), Repository.Shared("data", "canada")];
        using var output = new TemporaryFolder();

        var result = await new TrainOutlineService(Repository.Path("models"))
            .TrainAsync(folders, 0.5, output.Path, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(142, result.Figures.Photos);
        AssertLine(result.Figures);
        Assert.All(result.Files, file => Assert.True(File.Exists(file)));
    }

    private static void AssertLine(OutlineFigures figures)
    {
        Assert.InRange(figures.Curve.Value, 0, 0.012);
        Assert.InRange(figures.Chin.Value, 0, 0.018);

        Assert.InRange(figures.JawPointsCorrelation, 0.70, 1);
        Assert.InRange(figures.Measurements.Single(one => one.Name == "JawToCheek").Correlation, 0.70, 1);
        Assert.InRange(figures.Measurements.Single(one => one.Name == "LengthToWidth").Correlation, 0.78, 1);
    }
}
