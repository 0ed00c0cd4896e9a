namespace FaceShape.Training.Evaluation;

/// <summary>
/// What cards say of photos beyond what can be counted: who is on them, and whose opinion their labels are. No program sees that: it is
/// known of this project's own photos, and of others it is said that it is not known.
/// </summary>
/// <param name="ModelCard">In the classifiers' card.</param>
/// <param name="NotPublished">There, where it is known that the photos are not published; with a space before it.</param>
/// <param name="DataPublished">In the data's card, what is published of them; a line of its own.</param>
/// <param name="Who">There, who is on them and for whom nothing was measured.</param>
/// <param name="Labels">There, whose opinion the labels are.</param>
internal sealed record PhotoWords(string ModelCard, string NotPublished, string DataPublished, string Who, string Labels)
{
    /// <summary>This project's own photos, by folder: a name alone would fit many a folder.</summary>
    public static IReadOnlyDictionary<string, int> OwnFolders { get; } = new Dictionary<string, int> { ["a"] = 3823, ["b"] = 409, ["c"] = 1072 };

    /// <summary>Of this project's own photos.</summary>
    public static PhotoWords Own { get; } = new(
        """
        **Women only**, mostly celebrities from magazine and
        web lists: how right the answers are for men, children or faces unlike these was not measured. A label is a magazine's
        opinion, one a celebrity.
        """,
        " The photos are not published.",
        "\nNeither the photos nor anything made of a single one is published.",
        """
        **Women only**, mostly celebrities, mostly young, made up and lit for the camera. How right answers are for men, children, old
          people and faces unlike these was not measured.
        """,
        "a magazine's or a web list's, one for each celebrity, not one for each photo.");

    /// <summary>Of any other photos.</summary>
    public static PhotoWords Unknown { get; } = new(
        """
        **Who is on them** the program
        does not know: how right the answers are for faces unlike these was not measured. A label is the opinion of whoever sorted the photos.
        """,
        "",
        "",
        "**Who is on them** the program does not know. How right answers are for faces unlike these was not measured.",
        "that of whoever sorted the photos.");

    /// <summary>The words for folders.</summary>
    /// <param name="folders">Number of photos in each, by name.</param>
    public static PhotoWords Of(IEnumerable<KeyValuePair<string, int>> folders) =>
        folders.OrderBy(folder => folder.Key, StringComparer.Ordinal).SequenceEqual(OwnFolders) ? Own : Unknown;
}
