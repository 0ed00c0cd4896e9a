using FaceShape.Training.Protocol;

namespace FaceShape.Training.Data;

/// <summary>By what a photo is found again in other folders.</summary>
/// <param name="Path">The photo's file.</param>
/// <param name="Content">SHA-256 of the file, in hexadecimal.</param>
/// <param name="Upright">What the face looks like.</param>
/// <param name="Mirrored">What it looks like in the mirror, its landmarks found there; null when no face was found.</param>
internal sealed record FaceHashes(string Path, string Content, PerceptualHash Upright, PerceptualHash? Mirrored);
