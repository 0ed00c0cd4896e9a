namespace FaceShape.Training.Shadow;

/// <summary>What both models say about one photo.</summary>
/// <param name="Person">Number of the person, from 0; photos of one person are no independent evidence.</param>
/// <param name="Label">Number of the true shape; null where nobody knows it.</param>
/// <param name="Champion">The champion's probabilities; null where it read no face.</param>
/// <param name="Challenger">The challenger's probabilities; null where it read no face.</param>
/// <param name="ChampionSteady">Whether the champion names the same shape for the mirrored photo; null where that was not looked at.</param>
/// <param name="ChallengerSteady">The same of the challenger.</param>
public sealed record PairedAnswer(
    int Person, int? Label, double[]? Champion, double[]? Challenger, bool? ChampionSteady = null, bool? ChallengerSteady = null);
