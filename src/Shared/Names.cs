using FaceShape.Advice;
using FaceShape.Classification;
using FaceShape.Quality;

namespace FaceShape.Shared;

/// <summary>The words by which other programs know labels, warnings and stages.</summary>
internal static class Names
{
    /// <summary>All shapes, in the order of <see cref="Shape"/>.</summary>
    public static IReadOnlyList<string> Shapes { get; } = [.. Enum.GetValues<Shape>().Select(AdviceKeys.Of)];

    /// <summary>The error of a photo that shows somebody else than the others do.</summary>
    public const string OtherPerson = "other-person";

    public static string Of(Pipeline pipeline) => pipeline == Pipeline.Light ? "light" : "original";

    public static string Of(Shape shape) => AdviceKeys.Of(shape);

    public static string Of(JawType jaw) => jaw == JawType.Angular ? "angular" : "soft";

    public static string Of(FaceLength length) => length == FaceLength.Long ? "long" : "short";

    public static string Of(ReadingProblem problem) => problem == ReadingProblem.NoFace ? "no-face" : "several-faces";

    public static string Of(ReadingStage stage) => stage switch
    {
        ReadingStage.Detect => "detect",
        ReadingStage.Landmarks => "landmarks",
        ReadingStage.Describe => "describe",
        ReadingStage.Classify => "classify",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    public static string Of(Rarity rarity) => rarity switch
    {
        Rarity.Common => "common",
        Rarity.Usual => "usual",
        Rarity.Uncommon => "uncommon",
        Rarity.Rare => "rare",
        Rarity.Outlier => "outlier",
        _ => throw new ArgumentOutOfRangeException(nameof(rarity)),
    };

    public static string Of(FrameFault fault) => fault switch
    {
        FrameFault.NoFace => "no-face",
        FrameFault.SeveralFaces => "several-faces",
        FrameFault.TooFar => "too-far",
        FrameFault.TooNear => "too-near",
        FrameFault.Left => "left",
        FrameFault.Right => "right",
        FrameFault.High => "high",
        FrameFault.Low => "low",
        FrameFault.CutOff => "cut-off",
        FrameFault.TurnedLeft => "turned-left",
        FrameFault.TurnedRight => "turned-right",
        FrameFault.LookingUp => "looking-up",
        FrameFault.LookingDown => "looking-down",
        FrameFault.Leaning => "leaning",
        FrameFault.Dark => "dark",
        FrameFault.Bright => "bright",
        FrameFault.Blurred => "blurred",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    public static string Of(PhotoWarning warning) => warning switch
    {
        PhotoWarning.Turned => "turned",
        PhotoWarning.Tilted => "tilted",
        PhotoWarning.Small => "small",
        PhotoWarning.CutOff => "cut-off",
        PhotoWarning.Blurred => "blurred",
        PhotoWarning.Dark => "dark",
        PhotoWarning.Bright => "bright",
        PhotoWarning.TooNear => "too-near",
        _ => throw new ArgumentOutOfRangeException(nameof(warning)),
    };
}
