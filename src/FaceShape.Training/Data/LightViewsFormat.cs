using System.Runtime.InteropServices;
using FaceShape.Description;
using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Training.Data;

/// <summary>Files of what the light classifiers are trained on.</summary>
internal sealed class LightViewsFormat : IFaceFormat<LightViews>
{
    private const int MapLength = FaceTrunk.Channels * FaceTrunk.MapSide * FaceTrunk.MapSide;

    public void Write(BinaryWriter writer, LightViews face)
    {
        writer.Write(face.Mesh.Presence);
        Write(writer, face.Mesh.Points);
        foreach (var depth in face.Mesh.Depths) writer.Write(depth);
        Write(writer, face.Outline.Points);
        writer.Write(face.Maps.Count);
        foreach (var map in face.Maps) writer.Write(MemoryMarshal.AsBytes(map.AsSpan()));
    }

    public LightViews Read(BinaryReader reader)
    {
        var presence = reader.ReadDouble();
        var points = ReadPoints(reader, FaceMeshPoints.Count);
        var depths = new double[FaceMeshPoints.Count];
        for (var i = 0; i < depths.Length; i++) depths[i] = reader.ReadDouble();
        var outline = ReadPoints(reader, FaceOutlinePoints.Count);
        var maps = new Half[reader.ReadInt32()][];
        for (var i = 0; i < maps.Length; i++) reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes((maps[i] = new Half[MapLength]).AsSpan()));
        return new(new(points, depths, presence), new(outline), maps);
    }

    private static void Write(BinaryWriter writer, ReadOnlySpan<Point> points)
    {
        foreach (var point in points)
        {
            writer.Write(point.X);
            writer.Write(point.Y);
        }
    }

    private static Point[] ReadPoints(BinaryReader reader, int count)
    {
        var points = new Point[count];
        for (var i = 0; i < count; i++) points[i] = new(reader.ReadDouble(), reader.ReadDouble());
        return points;
    }
}
