using FaceShape.Classification;
using FaceShape.Quality;

namespace FaceShape.Training.Fairness;

/// <summary>What a reader said about a person's photo.</summary>
/// <param name="Person">The person.</param>
/// <param name="Shape">The shape; null when the photo was not read.</param>
/// <param name="Warnings">What it warned about.</param>
internal sealed record PersonOutcome(Person Person, ShapeAnswer? Shape, IReadOnlyList<PhotoWarning> Warnings);
