using FaceShape.Training.Data;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>How often two folders give a person whom both show the same label: nobody can honestly be right much more often.</summary>
/// <param name="First">A folder's name.</param>
/// <param name="Second">Another's.</param>
/// <param name="People">People whom both show.</param>
/// <param name="Agree">Share of them with the same label, the one most of a folder's photos of the person carry.</param>
public sealed record SourceAgreement(string First, string Second, int People, Figure Agree)
{
    /// <summary>Compares all pairs of folders that have people in common.</summary>
    internal static IReadOnlyList<SourceAgreement> Of(ReadPhotos faces) =>
    [
        .. from first in faces.Sources
           from second in faces.Sources
           where string.CompareOrdinal(first, second) < 0
           let one = Labels(faces, first)
           let other = Labels(faces, second)
           let shared = one.Keys.Where(other.ContainsKey).ToArray()
           where shared.Length > 0
           select new SourceAgreement(first, second, shared.Length, Wilson.Of(shared.Count(person => one[person] == other[person]), shared.Length)),
    ];

    /// <summary>Share of the people with several photos in one folder whose photos there all carry one label.</summary>
    internal static Figure WithinFolders(ReadPhotos faces)
    {
        var people = Enumerable.Range(0, faces.Photos.Count)
            .GroupBy(i => (faces.Photos[i].Source, faces.People[i]))
            .Where(photos => photos.Count() > 1)
            .ToArray();
        return Wilson.Of(people.Count(photos => photos.Select(i => faces.Photos[i].Label).Distinct().Count() == 1), people.Length);
    }

    private static Dictionary<int, Classification.Shape> Labels(ReadPhotos faces, string source) =>
        Enumerable.Range(0, faces.Photos.Count)
            .Where(i => faces.Photos[i].Source == source)
            .GroupBy(i => faces.People[i])
            .ToDictionary(
                photos => photos.Key,
                photos => photos.CountBy(i => faces.Photos[i].Label).OrderByDescending(same => same.Value).ThenBy(same => same.Key).First().Key);
}
