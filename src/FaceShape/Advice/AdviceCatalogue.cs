namespace FaceShape.Advice;

/// <summary>Everything that can be advised, from the rows of <c>advice.txt</c>.</summary>
public static partial class AdviceCatalogue
{
    /// <summary>All items: those of a topic stand together, and those of a group in it.</summary>
    public static IReadOnlyList<AdviceItem> All { get; } = Rows();
}
