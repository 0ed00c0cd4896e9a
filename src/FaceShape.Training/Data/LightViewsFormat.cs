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
        foreach (var point in face.Mesh.Points)
        {
            writer.Write(point.X);
            writer.Write(point.Y);
        }

        foreach (var depth in face.Mesh.Depths) writer.Write(depth);
        Write(writer, face.Maps);
        Write(writer, face.Second);
    }

    public LightViews Read(BinaryReader reader)
    {
        var presence = reader.ReadDouble();
        var points = new Point[FaceMeshPoints.Count];
        for (var i = 0; i < points.Length; i++) points[i] = new(reader.ReadDouble(), reader.ReadDouble());
        var depths = new double[FaceMeshPoints.Count];
        for (var i = 0; i < depths.Length; i++) depths[i] = reader.ReadDouble();
        return new(new(points, depths, presence), ReadMaps(reader), ReadMaps(reader));
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<Half[]> maps)
    {
        writer.Write(maps.Count);
        foreach (var map in maps) writer.Write(MemoryMarshal.AsBytes(map.AsSpan()));
    }

    private static Half[][] ReadMaps(BinaryReader reader)
    {
        var maps = new Half[reader.ReadInt32()][];
        for (var i = 0; i < maps.Length; i++) reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes((maps[i] = new Half[MapLength]).AsSpan()));
        return maps;
    }
}
