namespace FaceShape.Training.Data;

/// <summary>How what is known of a face is written to a file and read back, bit for bit.</summary>
/// <typeparam name="TFace">What is known.</typeparam>
public interface IFaceFormat<TFace>
    where TFace : class
{
    /// <summary>Writes a face.</summary>
    void Write(BinaryWriter writer, TFace face);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    TFace Read(BinaryReader reader);
}
