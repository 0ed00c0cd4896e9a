using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Training.Data;

namespace FaceShape.Training.Tests.Data;

public class DisturbanceTests
{
    [Fact]
    public void The_same_seed_disturbs_in_the_same_way()
    {
        var (a, b, c) = (Disturbed(1), Disturbed(1), Disturbed(2));

        Assert.Equal(a.Square, b.Square);
        Assert.Equal(a.Face.Data, b.Face.Data);
        Assert.NotEqual(a.Square, c.Square);
        Assert.NotEqual(a.Face.Data, c.Face.Data);
    }

    [Fact]
    public void A_face_stays_where_and_what_it_is()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var (square, face) = Disturbed(seed);
            Assert.InRange(square.Center.DistanceTo(Square.Center) / Square.Side, 0, 0.15);
            Assert.InRange(square.Side / Square.Side, 0.75, 1.35);
            Assert.InRange(Math.Abs(square.Roll), 0, 0.25);
            var (plain, disturbed) = (Face().Data, face.Data);
            Assert.True(Correlation(plain, disturbed) > 0.9, $"seed {seed}");
        }
    }

    private static readonly TurnedSquare Square = new(new(100, 100), 100, 0);

    private static (TurnedSquare Square, Tensor Face) Disturbed(int seed)
    {
        var disturbance = new Disturbance(new Random(seed));
        var face = Face();
        var square = disturbance.Move(Square);
        disturbance.Recolour(face);
        return (square, face);
    }

    private static Tensor Face()
    {
        var face = new Tensor(1, 3, 30, 30);
        for (var i = 0; i < face.Data.Length; i++) face.Data[i] = MathF.Sin(i % 30 / 5f) + MathF.Cos(i / 30 % 30 / 4f);
        return face;
    }

    private static double Correlation(float[] a, float[] b)
    {
        double meanA = a.Average(), meanB = b.Average();
        double Sum(Func<int, double> of) => Enumerable.Range(0, a.Length).Sum(of);
        return Sum(i => (a[i] - meanA) * (b[i] - meanB)) / Math.Sqrt(Sum(i => (a[i] - meanA) * (a[i] - meanA)) * Sum(i => (b[i] - meanB) * (b[i] - meanB)));
    }
}
