namespace FaceShape.Training.Protocol;

/// <summary>A figure and how far it would move if other people had been photographed.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Interval">95 % bootstrap interval over people: lower and upper end.</param>
public sealed record Figure(double Value, double[] Interval);
