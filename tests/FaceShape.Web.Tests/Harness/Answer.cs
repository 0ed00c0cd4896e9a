namespace FaceShape.Web.Tests.Harness;

/// <summary>What the answer card says.</summary>
/// <param name="Shape">The card's data-shape.</param>
/// <param name="Probability">The card's data-probability.</param>
/// <param name="Probabilities">The meters' values by shape.</param>
internal sealed record Answer(string Shape, double Probability, IReadOnlyDictionary<string, double> Probabilities);
