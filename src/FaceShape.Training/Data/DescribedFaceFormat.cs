using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Training.Data;

/// <summary>Files of what the original pipeline's classifiers are trained on.</summary>
internal sealed class DescribedFaceFormat : IFaceFormat<DescribedFace>
{
    public void Write(BinaryWriter writer, DescribedFace face)
    {
        var box = face.Face.Box;
        foreach (var number in (double[])[box.X, box.Y, box.Width, box.Height, face.Face.Score]) writer.Write(number);
        foreach (var point in face.Landmarks.Points)
        {
            writer.Write(point.X);
            writer.Write(point.Y);
        }

        writer.Write(face.Descriptor.Length);
        foreach (var number in face.Descriptor) writer.Write(number);
    }

    public DescribedFace Read(BinaryReader reader)
    {
        var box = new Box(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        var score = reader.ReadDouble();
        var points = new Point[FaceLandmarks68.Count];
        for (var i = 0; i < points.Length; i++) points[i] = new(reader.ReadDouble(), reader.ReadDouble());
        var descriptor = new float[reader.ReadInt32()];
        for (var i = 0; i < descriptor.Length; i++) descriptor[i] = reader.ReadSingle();
        return new(new(box, score), new(points), descriptor);
    }
}
