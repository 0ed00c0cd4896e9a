namespace FaceShape.Training.Data;

/// <summary>Labelled folders cannot be used as they are; the message says what to do.</summary>
public sealed class DatasetException(string message) : Exception(message);
