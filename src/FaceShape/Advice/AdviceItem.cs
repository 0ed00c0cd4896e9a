namespace FaceShape.Advice;

/// <summary>Something that can be worn, cut or drawn.</summary>
/// <param name="Topic">What it belongs to, such as <c>glasses</c>; people choose topics.</param>
/// <param name="Group">What it is an alternative within, such as <c>frame</c>.</param>
/// <param name="Key">Its name for programs; texts and drawings are found by it.</param>
/// <param name="Effect">How it changes the look of a face.</param>
/// <param name="Source">The kind of source that says so: a convention, never a proof.</param>
public sealed record AdviceItem(string Topic, string Group, string Key, Balance Effect, string Source);
