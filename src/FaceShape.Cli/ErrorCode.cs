using FaceShape.Cli.Serve;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Native;
using FaceShape.Shared;
using FaceShape.Training.Data;
using FaceShape.Training.Shadow;

namespace FaceShape.Cli;

/// <summary>One of the closed list of reasons why a photo was not read.</summary>
/// <param name="Code">The word that programs rely on.</param>
/// <param name="Meaning">What it means, for people.</param>
internal sealed record ErrorCode(string Code, string Meaning)
{
    public const string LibraryMissing = "library-missing";
    public const string OutOfMemory = "out-of-memory";
    public const string Internal = "internal";

    /// <summary>All of them; docs/errors.md says what to do about each.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } =
    [
        .. Enum.GetValues<PhotoError>().Select(error => new ErrorCode(new PhotoException(error, "").Code, Explain(error))),
        .. Enum.GetValues<ReadingProblem>().Select(problem => new ErrorCode(Names.Of(problem), Explain(problem))),
        new(Names.OtherPerson, "with --same-person: somebody else than on the other photos"),
        .. Enum.GetValues<ModelError>().Select(error => new ErrorCode(new ModelException(error, "", "").Code, Explain(error))),
        new(LibraryMissing, "ONNX Runtime or libvips is not installed"),
        new(OutOfMemory, "there is not enough memory for this photo"),
        new(Internal, "a fault of this program"),
    ];

    /// <summary>What went wrong, in one line for people, and its code where it has one.</summary>
    public static (string? Code, string Message) Of(Exception error) => error switch
    {
        PhotoException bad => (bad.Code, bad.Message),
        ModelException bad => (bad.Code, bad.Message),
        NativeLibraryException => (LibraryMissing, error.Message),
        OutOfMemoryException => (OutOfMemory, "There is not enough memory: use smaller pictures, or fewer --threads"),
        DatasetException or ShadowException or SiteException or IOException or UnauthorizedAccessException => (null, error.Message),
        _ => (Internal, $"A fault of this program, please report it: {error.GetType().Name}: {error.Message}"),
    };

    private static string Explain(PhotoError error) => error switch
    {
        PhotoError.NotFound => "there is no such file",
        PhotoError.Unreadable => "the file may not be read",
        PhotoError.IsADirectory => "a folder without pictures",
        PhotoError.EmptyFile => "the file has no bytes",
        PhotoError.NotAnImage => "the bytes are not a picture",
        PhotoError.UnsupportedFormat => "a picture of a format that is not read",
        PhotoError.TooLarge => "too many bytes or pixels",
        PhotoError.TooSmall => "too few pixels to see a face",
        PhotoError.Truncated => "the picture ends before it should",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };

    private static string Explain(ReadingProblem problem) => problem switch
    {
        ReadingProblem.NoFace => "no face was found",
        ReadingProblem.SeveralFaces => "several faces of similar size compete",
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    private static string Explain(ModelError error) => error switch
    {
        ModelError.Missing => "a model is not there",
        ModelError.Corrupt => "a model's bytes are not those of the catalogue",
        ModelError.Mismatch => "a model does not fit this program",
        ModelError.Failed => "the runtime failed while it ran a model",
        ModelError.Untrusted => "the list of models is not signed by whom this machine trusts",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
