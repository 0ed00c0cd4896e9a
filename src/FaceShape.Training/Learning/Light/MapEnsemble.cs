using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning.Light;

/// <summary>Trained networks whose scores are averaged, and a regression whose scores are added to those of the shape.</summary>
/// <param name="Scaling">What maps and geometry go through first.</param>
/// <param name="Members">The networks.</param>
/// <param name="Regression">The regression.</param>
internal sealed record MapEnsemble(MapScaling Scaling, IReadOnlyList<MapNetwork> Members, MapRegression Regression)
{
    /// <summary>Scores of faces before temperature and softmax: all heads side by side.</summary>
    /// <param name="faces">The faces.</param>
    public float[][] Scores(IReadOnlyList<MapFace> faces)
    {
        var shape = Members[0].Shape;
        var batch = new MapBatch(shape, MatrixProduct.RowBlock);
        batch.Kept.AsSpan().Fill(1);
        var scores = new float[faces.Count][];
        for (var start = 0; start < faces.Count; start += batch.Count)
        {
            var count = Math.Min(batch.Count, faces.Count - start);
            Fill(batch, faces, start, count);
            for (var b = 0; b < count; b++) scores[start + b] = new float[MapHeads.Count];
            foreach (var member in Members)
            {
                member.Forward(batch);
                for (var b = 0; b < count; b++)
                {
                    for (var i = 0; i < MapHeads.Count; i++)
                        scores[start + b][i] += batch.Scores[b * MatrixProduct.Lanes + i] / Members.Count;
                }
            }
        }

        for (var i = 0; i < scores.Length; i++) Regression.AddScores(faces[i].Maps[0], scores[i].AsSpan(MapHeads.Of(ClassifierTask.Shape)));
        return scores;
    }

    private void Fill(MapBatch batch, IReadOnlyList<MapFace> faces, int start, int count)
    {
        var stride = Members[0].Shape.GeometryStride;
        for (var b = 0; b < count; b++)
        {
            Scaling.StandardizeMap(faces[start + b].Maps[0], batch.Maps.AsSpan(b * MapNetworkShape.MapLength, MapNetworkShape.MapLength));
            Scaling.StandardizeGeometry(faces[start + b].Geometry, batch.Geometry.AsSpan(b * stride, stride));
        }
    }
}
