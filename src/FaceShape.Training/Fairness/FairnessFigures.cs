using FaceShape.Training.Protocol;

namespace FaceShape.Training.Fairness;

/// <summary>How a group of people fares; 95 % Wilson intervals, which stay wide where few people are.</summary>
/// <param name="Attribute"><c>all</c>, <c>sex</c>, <c>age</c> or <c>ethnicity</c>.</param>
/// <param name="Group">The group.</param>
/// <param name="People">How many.</param>
/// <param name="Read">Share of them whose face was found and read.</param>
/// <param name="Warned">Share of those read whose photo was warned about, though all were taken with the same care.</param>
/// <param name="Abstained">Share of those read for whom the answer was "can't tell".</param>
/// <param name="MeanProbability">Mean probability of the first answer; 0 when nobody was read.</param>
/// <param name="Shapes">People by first answer.</param>
public sealed record GroupFigures(
    string Attribute,
    string Group,
    int People,
    Figure Read,
    Figure Warned,
    Figure Abstained,
    double MeanProbability,
    IReadOnlyDictionary<string, int> Shapes);

/// <summary>Whether groups fare differently by more than chance would have it.</summary>
/// <param name="Attribute"><c>sex</c>, <c>age</c> or <c>ethnicity</c>.</param>
/// <param name="Outcome"><c>warned</c>, <c>can't tell</c> or <c>shape</c>.</param>
/// <param name="P">How often groups dealt out at random differ as much (permutation test on chi-square).</param>
public sealed record GroupDifference(string Attribute, string Outcome, double P);

/// <summary>How one reader treats groups of people whose shapes nobody has labelled.</summary>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Groups">All together, then each group.</param>
/// <param name="Warnings">People by warning.</param>
/// <param name="Differences">Between groups.</param>
public sealed record FairnessFigures(
    string Reader, IReadOnlyList<GroupFigures> Groups, IReadOnlyDictionary<string, int> Warnings, IReadOnlyList<GroupDifference> Differences);
