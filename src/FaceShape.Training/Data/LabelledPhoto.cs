using FaceShape.Classification;

namespace FaceShape.Training.Data;

/// <summary>A photo and what somebody said the shape of the face in it is.</summary>
/// <param name="Path">The file.</param>
/// <param name="Label">The shape by the source's word.</param>
/// <param name="Source">Name of the labelled folder it comes from.</param>
/// <param name="Pad">Fraction of the longer side that is added on every side before faces are looked for.</param>
public sealed record LabelledPhoto(string Path, Shape Label, string Source, double Pad);
