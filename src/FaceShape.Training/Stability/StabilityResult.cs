using System.Text;
using System.Text.Json.Serialization;
using FaceShape.Training.Evaluation;

namespace FaceShape.Training.Stability;

/// <summary>What became of the answers when photos were changed in one way.</summary>
/// <param name="Change">What was done.</param>
/// <param name="Photos">How many photos; those that would be larger than photos may be are not among them.</param>
/// <param name="Read">How many of them were still read.</param>
/// <param name="SameAnswer">Share of them for which the same shape comes first, or which lie between the same two. Null where there is none.</param>
/// <param name="SameFirst">Share of them for which the same shape comes first; null likewise.</param>
/// <param name="SameWords">
/// Share of them of which the same is said: one shape, the same; between two, the same two; or "can't tell". Null likewise.
/// </param>
public sealed record ChangeResult(string Change, int Photos, int Read, double? SameAnswer, double? SameFirst, double? SameWords);

/// <summary>How stable answers are.</summary>
/// <param name="Pipeline">How photos were read.</param>
/// <param name="Photos">Photos with a face, unchanged.</param>
/// <param name="Changes">One entry a change.</param>
public sealed record StabilityResult(string Pipeline, int Photos, IReadOnlyList<ChangeResult> Changes)
{
    /// <summary>Files that were not read. They stay out of the texts, which others may see: files are often named after people.</summary>
    [JsonIgnore]
    public IReadOnlyList<UnreadPhoto> Unread { get; init; } = [];

    /// <summary>How many files were not read, by error code; null when all were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? NotRead => Unread.Count == 0
        ? null
        : new SortedDictionary<string, int>(Unread.CountBy(photo => photo.Code).ToDictionary(), StringComparer.Ordinal);

    /// <summary>One object.</summary>
    public string ToJson() => EvaluationJson.ToIndentedJson(this);

    /// <summary>A table.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder($"""
            # Stability of the answer

            Written by `faceshape stability`; do not edit. {Photos} photos with a face are read by the {Pipeline} pipeline, then changed in a way that
            does not change the face, and read again. The answer is the same when the same shape comes first, or when both lie between the
            same two; the same is said when it is also said in the same way: one shape outright, between two, or "can't tell". A changed
            photo that is not read counts as another answer.{Left}

            | change | still read | same answer | same first choice | the same is said |
            |---|---|---|---|---|

            """);
        foreach (var one in Changes)
            text.Append(FormattableString.Invariant($"| {one.Change} | {one.Read} | {Share(one.SameAnswer)} | {Share(one.SameFirst)} | {Share(one.SameWords)} |\n"));
        return text.ToString().ReplaceLineEndings("\n");
    }

    private string Left => string.Concat((string[])
    [
        NotRead is null ? "" : $"\nNot read, and not counted: {string.Join(", ", NotRead.Select(code => FormattableString.Invariant($"{code.Value} {code.Key}")))}.",
        .. Changes.Where(one => one.Photos < Photos).Select(one => FormattableString.Invariant(
            $"\nLarger than photos may be, and not counted: {Photos - one.Photos} when \"{one.Change}\".")),
    ]);

    private static string Share(double? share) => share is { } some ? FigureText.Percent(some) : "–";
}
