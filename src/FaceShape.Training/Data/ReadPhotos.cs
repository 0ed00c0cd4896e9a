namespace FaceShape.Training.Data;

/// <summary>The photos of labelled folders in which a face was found, whatever was then looked at in it.</summary>
/// <param name="Photos">The photos that were read, in the order of the folders.</param>
/// <param name="People">Number of the person in each photo, over all folders together.</param>
/// <param name="Lookalikes">Number of the group of people who may be one person, of each photo.</param>
/// <param name="Total">Photos in the folders.</param>
/// <param name="NotRead">Photos that were not read, by error code.</param>
internal record ReadPhotos(
    IReadOnlyList<LabelledPhoto> Photos,
    IReadOnlyList<int> People,
    IReadOnlyList<int> Lookalikes,
    int Total,
    IReadOnlyDictionary<string, int> NotRead)
{
    /// <summary>How many photos were not read, by error code.</summary>
    protected static IReadOnlyDictionary<string, int> CountProblems(IEnumerable<string?> problems) => new SortedDictionary<string, int>(
        problems.Where(problem => problem is not null).CountBy(problem => problem!).ToDictionary(), StringComparer.Ordinal);
}
