using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Quality;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Fairness;

/// <summary>Reads people's photos and compares groups of them.</summary>
internal static class FairnessMeter
{
    private static readonly ReadingOptions Largest = new() { SeveralFaces = SeveralFaces.Largest };

    /// <summary>Reads each photo as the command and the page do.</summary>
    /// <exception cref="Inference.ModelException">A network failed.</exception>
    public static async Task<IReadOnlyList<PersonOutcome>> ReadAsync(
        IReadOnlyList<Person> people, IFaceReader reader, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var outcomes = new List<PersonOutcome>(people.Count);
        foreach (var person in people)
        {
            outcomes.Add(await ReadAsync(person, reader, cancellation).ConfigureAwait(false));
            progress?.Report(new("Reading people", outcomes.Count, people.Count));
        }

        return outcomes;
    }

    /// <summary>Counts by group.</summary>
    /// <param name="name">Name of the reader.</param>
    /// <param name="outcomes">What it said.</param>
    /// <param name="seed">Of the permutation tests.</param>
    public static FairnessFigures Measure(string name, IReadOnlyList<PersonOutcome> outcomes, int seed) => new(
        name,
        [
            Group("all", "all", outcomes),
            .. from attribute in PeopleFolder.Attributes
               from same in outcomes.GroupBy(outcome => outcome.Person.Groups[attribute]).OrderBy(same => Order(same.Key), StringComparer.Ordinal)
               select Group(attribute, same.Key, [.. same]),
        ],
        outcomes.SelectMany(outcome => outcome.Warnings).CountBy(warning => warning).OrderBy(warning => warning.Key)
            .ToDictionary(warning => Word(warning.Key), warning => warning.Value),
        [.. PeopleFolder.Attributes.SelectMany(attribute => Differences(attribute, outcomes, seed))]);

    private static async Task<PersonOutcome> ReadAsync(Person person, IFaceReader reader, CancellationToken cancellation)
    {
        try
        {
            var photo = new PhotoDecoder().DecodeFile(person.Photo);
            var reading = await reader.ReadAsync(photo, Largest, cancellation).ConfigureAwait(false);
            return reading.Faces is [var face, ..] ? new(person, face.Answer.Shape, face.Warnings) : new(person, null, []);
        }
        catch (PhotoException)
        {
            return new(person, null, []);
        }
    }

    private static GroupFigures Group(string attribute, string group, IReadOnlyList<PersonOutcome> people)
    {
        PersonOutcome[] read = [.. people.Where(person => person.Shape is not null)];
        return new(
            attribute,
            group,
            people.Count,
            Wilson.Of(read.Length, people.Count),
            Wilson.Of(read.Count(person => person.Warnings.Count > 0), read.Length),
            Wilson.Of(read.Count(person => person.Shape!.Abstained), read.Length),
            read.Select(person => person.Shape!.Probability).DefaultIfEmpty().Average(),
            ClassifierTask.Shape.Labels.Select((label, number) => (label, Count: read.Count(person => (int)person.Shape!.Label == number)))
                .ToDictionary(label => label.label, label => label.Count));
    }

    private static IEnumerable<GroupDifference> Differences(string attribute, IReadOnlyList<PersonOutcome> outcomes, int seed)
    {
        PersonOutcome[] read = [.. outcomes.Where(outcome => outcome.Shape is not null)];
        string[] names = [.. read.Select(outcome => outcome.Person.Groups[attribute]).Distinct()];
        int[] groups = [.. read.Select(outcome => Array.IndexOf(names, outcome.Person.Groups[attribute]))];
        yield return Test("warned", outcome => outcome.Warnings.Count > 0 ? 1 : 0);
        yield return Test("can't tell", outcome => outcome.Shape!.Abstained ? 1 : 0);
        yield return Test("shape", outcome => (int)outcome.Shape!.Label);

        GroupDifference Test(string outcome, Func<PersonOutcome, int> number) =>
            new(attribute, outcome, PermutationTest.P(groups, [.. read.Select(number)], seed));
    }

    // "below 25" is the first of the ages.
    private static string Order(string group) => group.StartsWith("below", StringComparison.Ordinal) ? "" : group;

    private static string Word(PhotoWarning warning) => warning switch
    {
        PhotoWarning.CutOff => "cut-off",
        PhotoWarning.TooNear => "too-near",
        _ => warning.ToString().ToLowerInvariant(),
    };
}
