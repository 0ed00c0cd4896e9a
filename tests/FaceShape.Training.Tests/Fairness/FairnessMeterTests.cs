using FaceShape.Classification;
using FaceShape.Quality;
using FaceShape.Training.Fairness;

namespace FaceShape.Training.Tests.Fairness;

public sealed class FairnessMeterTests
{
    [Fact]
    public void Groups_are_counted_by_what_was_said_of_them()
    {
        PersonOutcome[] outcomes =
        [
            Said("female", Shape.Oval, warnings: [PhotoWarning.TooNear, PhotoWarning.Dark]),
            Said("female", Shape.Oval, abstained: true),
            Said("male", Shape.Square),
            Said("male", null),
        ];
        var figures = FairnessMeter.Measure("made up", outcomes, 1);
        Assert.Equal(
            [("all", "all", 4), ("sex", "female", 2), ("sex", "male", 2), ("age", "below 25", 4), ("ethnicity", "white", 4)],
            figures.Groups.Select(group => (group.Attribute, group.Group, group.People)));
        var (all, female, male) = (figures.Groups[0], figures.Groups[1], figures.Groups[2]);
        Assert.Equal((0.75, 1, 0.5), (all.Read.Value, female.Read.Value, male.Read.Value));
        Assert.Equal((0.5, 0.5, 0), (female.Warned.Value, female.Abstained.Value, male.Abstained.Value));
        Assert.Equal((2, 0, 1), (female.Shapes["oval"], male.Shapes["oval"], male.Shapes["square"]));
        Assert.Equal(0.6, all.MeanProbability, 12);
        Assert.Equal([("dark", 1), ("too-near", 1)], figures.Warnings.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(9, figures.Differences.Count);
        Assert.All(figures.Differences.Where(one => one.Attribute != "sex"), one => Assert.Equal(1, one.P));
    }

    private static PersonOutcome Said(string sex, Shape? shape, bool abstained = false, PhotoWarning[]? warnings = null)
    {
        var person = new Person("", new Dictionary<string, string> { ["sex"] = sex, ["age"] = "below 25", ["ethnicity"] = "white" });
        double[] probabilities = [0.1, 0.1, 0.1, 0.1, 0.1];
        if (shape is { } label) probabilities[(int)label] = 0.6;
        return new(person, shape is null ? null : new(probabilities, abstained ? 0.7 : 0.3), warnings ?? []);
    }
}
