namespace FaceShape.Imaging;

/// <summary>Why a photo could not be turned into pixels, as a closed list.</summary>
public enum PhotoError
{
    /// <summary><c>not-found</c>: there is no such file.</summary>
    NotFound,

    /// <summary><c>unreadable</c>: the file is there but may not be read.</summary>
    Unreadable,

    /// <summary><c>is-a-directory</c>: a folder was given where a photo was expected.</summary>
    IsADirectory,

    /// <summary><c>empty-file</c>: the file has no bytes.</summary>
    EmptyFile,

    /// <summary><c>not-an-image</c>: the bytes are not a picture.</summary>
    NotAnImage,

    /// <summary><c>unsupported-format</c>: a picture, but of a format that is not read here.</summary>
    UnsupportedFormat,

    /// <summary><c>too-large</c>: too many bytes or pixels.</summary>
    TooLarge,

    /// <summary><c>too-small</c>: fewer pixels than any face could be seen in.</summary>
    TooSmall,

    /// <summary><c>truncated</c>: the picture ends before it should.</summary>
    Truncated,
}

/// <summary>A photo could not be turned into pixels; the message says what to do about it.</summary>
public sealed class PhotoException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="error">Which kind.</param>
    /// <param name="message">One line for people: what is wrong and what to do.</param>
    /// <param name="inner">What the decoder threw, if anything.</param>
    public PhotoException(PhotoError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    /// <summary>Which kind.</summary>
    public PhotoError Error { get; }

    /// <summary>The code that programs rely on.</summary>
    public string Code => Error switch
    {
        PhotoError.NotFound => "not-found",
        PhotoError.Unreadable => "unreadable",
        PhotoError.IsADirectory => "is-a-directory",
        PhotoError.EmptyFile => "empty-file",
        PhotoError.NotAnImage => "not-an-image",
        PhotoError.UnsupportedFormat => "unsupported-format",
        PhotoError.TooLarge => "too-large",
        PhotoError.TooSmall => "too-small",
        _ => "truncated",
    };
}
