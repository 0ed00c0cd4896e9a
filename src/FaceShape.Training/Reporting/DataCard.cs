using FaceShape.Description;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;
using static FaceShape.Training.Evaluation.FigureText;

namespace FaceShape.Training.Reporting;

/// <summary>What the photos are, how they were cleaned, and what they must not be taken for.</summary>
internal static class DataCard
{
    /// <summary>The card as Markdown.</summary>
    public static string Write(AccuracyReport report, PhotoWords photos) => $"""
        # The photos

        Written with the [report](report.md); do not edit. {report.Data.Photos} labelled photos; {NotRead(report.Data)}; {report.Data.Counted} are left when each picture counts
        once a folder. These show {report.Data.People} people ({report.Data.Lookalikes} when lookalikes count as one), half of them in at most {Number(report.Data.MedianPhotos)} photos, one in {report.Data.MostPhotos}.{photos.DataPublished}

        {Table(["folder", "padded by", "photos", "counted", "people", "people only here", .. ClassifierTask.Shape.Labels], report.Data.Sources.Select(Row))}
        {Beside(report.Data)}
        ## What they must not be taken for

        - {photos.Who}
        - **A label is an opinion**: {photos.Labels} Of the people with
          several photos in one folder, {Share(report.Data.OneLabel)} carry one label there; the others are mistakes of the list or of the clustering.
        - **Sources disagree.** {Agreement(report.Data)}
        - Sources differ in crop, colour and sharpness; see the rows "unseen source" of the report.

        ## Cleaning

        People are found by clustering 128-number descriptors (average linkage, mean distance below {Number(IdentityClusters.SamePerson)}; lookalikes: below
        {Number(IdentityClusters.PerhapsSamePerson)}). The same picture is found by its bytes, or by a perceptual hash of the face: a level square around eyes and mouth,
        32 x 32, signs of its {report.Data.Duplicates.Bits} lowest frequencies against their median, as it is and read in the mirror. Photos whose hashes differ in at
        most {report.Data.Duplicates.MostBits} bits, and whose descriptors are nearer than {Number(report.Data.Duplicates.FarthestDescriptor)}, are one picture: of copies that were compressed, scaled, cropped or mirrored at least 95 % are found
        so, and no two of 102 people photographed in one studio are taken for one (`PerceptualHashTests`). Where figures are about several photos of a person, photos whose
        descriptors are nearer than {Number(DescriptorGroups.SamePhoto)} count as one too: one list has a picture whole, another its face alone, cut so tightly that the hash's square lies elsewhere.

        {Duplicates(report.Data.Duplicates)}

        """.ReplaceLineEndings("\n");

    private static string[] Row(SourceFigures source) =>
    [
        source.Name, Number(source.Pad), $"{source.Photos}", $"{source.Counted}", $"{source.People}", $"{source.OnlyHere}",
        .. source.Labels.Values.Select(count => $"{count}"),
    ];

    private static string NotRead(DataFigures data) => data.NotRead.Count == 0
        ? "all were read"
        : $"not read were {string.Join(", ", data.NotRead.Select(pair => $"{pair.Value} ({pair.Key})"))}";

    private static string Beside(DataFigures data) => data.Beside.Count == 0 ? "" : $"""

        The light classifiers learn beside: {string.Join(", ", data.Beside.Select(folder => $"{folder.Name} ({folder.Photos} photos)"))}, without whoever is in the folders above. What these people's labels mean need not be the
        same, so that they have a head of their own, which is left out afterwards. No figure is about them.

        """;

    private static string Agreement(DataFigures data) => data.Agreement.Count == 0
        ? "No two folders show the same people."
        : $"Of people whom two folders show, these have the same label in both: {string.Join(", ", data.Agreement.Select(pair => $"{Share(pair.Agree)} ({pair.First} and {pair.Second}, {pair.People} people)"))}. Lists that copy each other agree more than independent ones.";

    private static string Duplicates(DuplicateFigures found) => $"""
        Found: {found.Exact} pairs of files with the same bytes, {found.Near} other pairs of one picture by the hash, {found.Flipped} of them only in the mirror. By hash or descriptor, {found.AcrossFolders} pictures are in
        several folders, {found.OtherLabel} of them with different labels; they stay in each, as its own opinion, and who shares one by the hash is one
        person. Within a folder {found.Dropped} photos were dropped.
        """;
}
