using FaceShape.Classification;

namespace FaceShape.Advice;

/// <summary>The words by which programs and texts know shapes, traits and reasons.</summary>
public static class AdviceKeys
{
    private static readonly string[] Shapes = ["heart", "oblong", "oval", "round", "square"];

    private static readonly string[] Traits =
        ["angular-jaw", "soft-jaw", "long-face", "short-face", "wide-forehead", "narrow-forehead", "wide-jaw", "narrow-jaw"];

    private static readonly string[] Reasons =
    [
        "longer", "shorter", "wider-forehead", "narrower-forehead", "wider-cheeks", "narrower-cheeks", "wider-jaw", "narrower-jaw",
        "sharper", "softer", "as-is",
    ];

    /// <summary>The word for a shape.</summary>
    public static string Of(Shape shape) => Shapes[(int)shape];

    /// <summary>The word for a trait.</summary>
    public static string Of(FaceTrait trait) => Traits[(int)trait];

    /// <summary>The word for a reason.</summary>
    public static string Of(AdviceReason reason) => Reasons[(int)reason];
}
