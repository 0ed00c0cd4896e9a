using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>One labelled folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pad">What is added on every side before faces are looked for, a fraction of the longer side.</param>
/// <param name="Photos">Photos in it.</param>
/// <param name="Counted">Photos that were read, each picture once.</param>
/// <param name="People">People in them.</param>
/// <param name="OnlyHere">People in no other folder, also not as somebody who looks alike.</param>
/// <param name="Labels">Counted photos by label.</param>
public sealed record SourceFigures(
    string Name, double Pad, int Photos, int Counted, int People, int OnlyHere, IReadOnlyDictionary<string, int> Labels);

/// <summary>Pictures that occur more than once.</summary>
/// <param name="Exact">Pairs of files with the same bytes.</param>
/// <param name="Near">Pairs of other files that show the same picture.</param>
/// <param name="Flipped">How many of those only in the mirror.</param>
/// <param name="AcrossFolders">Pictures that occur in several folders.</param>
/// <param name="OtherLabel">How many of those carry different labels.</param>
/// <param name="Dropped">Photos left out so that each picture counts once a folder.</param>
/// <param name="MostBits">Bits of a hash of <paramref name="Bits"/> in which two copies may differ.</param>
/// <param name="Bits">Bits of a hash.</param>
/// <param name="FarthestDescriptor">Distance of descriptors below which two such photos are copies.</param>
public sealed record DuplicateFigures(
    int Exact, int Near, int Flipped, int AcrossFolders, int OtherLabel, int Dropped, int MostBits, int Bits, double FarthestDescriptor);

/// <summary>Photos that the light classifiers learn beside, of which nobody is asked about.</summary>
/// <param name="Name">Name of their folder.</param>
/// <param name="Photos">Photos in it.</param>
public sealed record BesideFigures(string Name, int Photos);

/// <summary>What the photos are.</summary>
/// <param name="Photos">Photos in the folders.</param>
/// <param name="NotRead">Photos that were not read, by error code.</param>
/// <param name="Counted">Photos that were read, each picture once a folder.</param>
/// <param name="People">People: identity clusters.</param>
/// <param name="Lookalikes">People when lookalikes count as one.</param>
/// <param name="MedianPhotos">Photos of a person, the median.</param>
/// <param name="MostPhotos">Photos of the person with the most.</param>
/// <param name="Sources">The folders.</param>
/// <param name="Duplicates">Pictures that occur more than once.</param>
/// <param name="Agreement">How often two folders agree about people whom both show.</param>
/// <param name="OneLabel">Share of the people with several photos in one folder whose photos there all carry one label.</param>
public sealed record DataFigures(
    int Photos,
    IReadOnlyDictionary<string, int> NotRead,
    int Counted,
    int People,
    int Lookalikes,
    double MedianPhotos,
    int MostPhotos,
    IReadOnlyList<SourceFigures> Sources,
    DuplicateFigures Duplicates,
    IReadOnlyList<SourceAgreement> Agreement,
    Figure OneLabel)
{
    /// <summary>Folders that are learnt beside; none as a rule.</summary>
    public IReadOnlyList<BesideFigures> Beside { get; init; } = [];

    /// <summary>Counts.</summary>
    /// <param name="photos">All photos of the folders.</param>
    /// <param name="duplicates">Which of them are one picture.</param>
    /// <param name="counted">The photos that were read, each picture once a folder.</param>
    internal static DataFigures Of(IReadOnlyList<LabelledPhoto> photos, Duplicates duplicates, ReadPhotos counted)
    {
        int[] perPerson = [.. counted.People.CountBy(person => person).Select(person => person.Value).Order()];
        return new(
            photos.Count,
            counted.NotRead,
            counted.Photos.Count,
            perPerson.Length,
            counted.Lookalikes.Distinct().Count(),
            perPerson.Length == 0 ? 0 : (perPerson[(perPerson.Length - 1) / 2] + perPerson[perPerson.Length / 2]) / 2.0,
            perPerson.LastOrDefault(),
            [.. counted.Sources.Select(source => Source(source, photos, counted))],
            Count(photos, duplicates, counted),
            SourceAgreement.Of(counted),
            SourceAgreement.WithinFolders(counted));
    }

    private static SourceFigures Source(string name, IReadOnlyList<LabelledPhoto> all, ReadPhotos counted)
    {
        int[] photos = [.. Enumerable.Range(0, counted.Photos.Count).Where(i => counted.Photos[i].Source == name)];
        var elsewhere = Enumerable.Range(0, counted.Photos.Count).Except(photos).Select(i => counted.Lookalikes[i]).ToHashSet();
        return new(
            name,
            counted.Photos[photos[0]].Pad,
            all.Count(photo => photo.Source == name),
            photos.Length,
            photos.Select(i => counted.People[i]).Distinct().Count(),
            photos.Where(i => !elsewhere.Contains(counted.Lookalikes[i])).Select(i => counted.People[i]).Distinct().Count(),
            ClassifierTask.Shape.Labels.Select((label, number) => (label, Count: photos.Count(i => (int)counted.Photos[i].Label == number)))
                .ToDictionary(label => label.label, label => label.Count));
    }

    private static DuplicateFigures Count(IReadOnlyList<LabelledPhoto> photos, Duplicates duplicates, ReadPhotos counted)
    {
        var across = counted.Photos.Zip(counted.Pictures)
            .GroupBy(photo => photo.Second, photo => photo.First)
            .Where(picture => picture.DistinctBy(photo => photo.Source).Count() > 1)
            .ToArray();
        return new(
            duplicates.Exact,
            duplicates.Near,
            duplicates.Flipped,
            across.Length,
            across.Count(picture => picture.DistinctBy(photo => photo.Label).Count() > 1),
            photos.Count - duplicates.Once(photos).Count,
            Protocol.Duplicates.MostBits,
            PerceptualHash.Bits,
            Math.Round(Protocol.Duplicates.FarthestDescriptor, 3));
    }
}
