using FaceShape.Training.Learning;

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
    /// <summary>
    /// Number of the picture that each photo is: cut or stored anew, it is no second photo of its person. Places of the photos themselves
    /// where nobody looked.
    /// </summary>
    public IReadOnlyList<int> Pictures { get; init; } = [.. Enumerable.Range(0, Photos.Count)];

    /// <summary>Names of the folders, in order.</summary>
    public IReadOnlyList<string> Sources => [.. Photos.Select(photo => photo.Source).Distinct()];

    /// <summary>Places of the photos whose label decides a question.</summary>
    public int[] Teaching(ClassifierTask task) => [.. Enumerable.Range(0, Photos.Count).Where(i => task.LabelOf(Photos[i].Label) is not null)];

    /// <summary>How many photos were not read, by error code.</summary>
    protected static IReadOnlyDictionary<string, int> CountProblems(IEnumerable<string?> problems) => new SortedDictionary<string, int>(
        problems.Where(problem => problem is not null).CountBy(problem => problem!).ToDictionary(), StringComparer.Ordinal);
}
