namespace FaceShape.Training.Conversion;

/// <summary>A value of a graph with shape [1, Channels, Side, Side].</summary>
internal readonly record struct FeatureMap(string Name, int Channels, int Side);
