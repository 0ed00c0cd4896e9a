namespace FaceShape.Advice;

/// <summary>
/// Five ways in which a face, or what is worn with it, departs from balance. 1 is a departure that people notice, 2 a strong one.
/// As a need it says what a face asks for, as an effect what a thing does to the look of a face.
/// </summary>
/// <param name="Length">Positive: longer.</param>
/// <param name="Top">Positive: a wider forehead.</param>
/// <param name="Middle">Positive: wider cheeks.</param>
/// <param name="Low">Positive: a wider jaw and chin.</param>
/// <param name="Edge">Positive: sharper lines; negative: softer ones.</param>
public readonly record struct Balance(double Length, double Top, double Middle, double Low, double Edge)
{
    /// <summary>Number of ways.</summary>
    public const int Count = 5;

    /// <summary>One of the five, in the order of the parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are five.</exception>
    public double this[int way] => way switch
    {
        0 => Length,
        1 => Top,
        2 => Middle,
        3 => Low,
        4 => Edge,
        _ => throw new ArgumentOutOfRangeException(nameof(way)),
    };

    /// <summary>Both together.</summary>
    public static Balance operator +(Balance a, Balance b) =>
        new(a.Length + b.Length, a.Top + b.Top, a.Middle + b.Middle, a.Low + b.Low, a.Edge + b.Edge);

    /// <summary>The same in another strength.</summary>
    public static Balance operator *(Balance a, double strength) =>
        new(a.Length * strength, a.Top * strength, a.Middle * strength, a.Low * strength, a.Edge * strength);
}
