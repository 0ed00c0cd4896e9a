using System.Text.Json;
using FaceShape.Testing;
using FaceShape.Training.Stability;

namespace FaceShape.Training.Tests.Stability;

public class StabilityReportTests
{
    [Fact]
    public void The_answer_survives_each_change_for_at_least_95_of_100_photos()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.Path("docs", "accuracy", "stability.json")));
        var changes = file.RootElement.GetProperty("changes").EnumerateArray().ToList();

        Assert.Equal(PhotoChange.All.Select(change => change.Name), changes.Select(change => change.GetProperty("change").GetString()));
        Assert.All(changes, change => Assert.InRange(change.GetProperty("sameAnswer").GetDouble(), 0.95, 1));
    }
}
