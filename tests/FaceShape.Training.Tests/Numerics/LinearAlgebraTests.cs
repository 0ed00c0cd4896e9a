using FaceShape.Training.Numerics;

namespace FaceShape.Training.Tests.Numerics;

public class LinearAlgebraTests
{
    [Fact]
    public void A_system_of_any_size_is_solved_and_its_factor_gives_it_back()
    {
        for (var n = 1; n <= 14; n++)
        {
            var random = new Random(n);
            var half = new double[n, n];
            for (var i = 0; i < n * n; i++) half[i / n, i % n] = random.NextDouble() - 0.5;
            var (products, wanted, targets) = (Square(half), new double[n], new double[n, 1]);
            for (var i = 0; i < n; i++) products[i, i] += 1;
            for (var i = 0; i < n; i++) wanted[i] = random.NextDouble();
            var multiplied = LinearAlgebra.Multiply(products, wanted);
            for (var i = 0; i < n; i++) targets[i, 0] = multiplied[i];

            var solution = LinearAlgebra.Solve(products, targets, penalty: 0);
            var factor = LinearAlgebra.Factor(products, penalty: 0);

            for (var i = 0; i < n; i++)
            {
                Assert.Equal(wanted[i], solution[i, 0], 1e-9);
                for (var j = 0; j <= i; j++) Assert.Equal(products[i, j], factor[i].Zip(factor[j], (a, b) => a * b).Sum(), 1e-12);
            }
        }
    }

    private static double[,] Square(double[,] half)
    {
        var n = half.GetLength(0);
        var square = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) square[i, j] = Enumerable.Range(0, n).Sum(k => half[i, k] * half[j, k]);
        }

        return square;
    }
}
