using FaceShape.Training.Protocol;

namespace FaceShape.Training.Data;

/// <summary>By what a photo is found again in other folders.</summary>
/// <param name="Path">The photo's file.</param>
/// <param name="Content">SHA-256 of the file, in hexadecimal.</param>
/// <param name="Upright">The face as it is.</param>
/// <param name="Mirrored">The face as it was found in the mirror; null when none was found there.</param>
internal sealed record FaceHashes(string Path, string Content, FaceLook Upright, FaceLook? Mirrored);

/// <summary>What a face looks like.</summary>
/// <param name="Hash">In coarse lines.</param>
/// <param name="Descriptor">To the descriptor network, 128 numbers.</param>
internal sealed record FaceLook(PerceptualHash Hash, float[] Descriptor);
