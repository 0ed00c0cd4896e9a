using FaceShape.Shared;

namespace FaceShape.Cli.Photos;

/// <summary>What became of one photo.</summary>
/// <param name="Photo">Its name as the person gave it.</param>
internal abstract record PhotoOutcome(string Photo);

/// <summary>At least one face was read.</summary>
/// <param name="Photo">Its name.</param>
/// <param name="Reading">What was read.</param>
/// <param name="Times">What each stage took.</param>
internal sealed record PhotoRead(string Photo, PhotoReading Reading, IReadOnlyList<StageTime> Times) : PhotoOutcome(Photo);

/// <summary>Nothing was read.</summary>
/// <param name="Photo">Its name.</param>
/// <param name="Code">From the closed list, see <see cref="ErrorCode"/>.</param>
/// <param name="Message">One line for people: what is wrong and what to do.</param>
/// <param name="Width">Width in pixels, where it could be decoded.</param>
/// <param name="Height">Height in pixels, where it could be decoded.</param>
internal sealed record PhotoFailed(string Photo, string Code, string Message, int? Width = null, int? Height = null) : PhotoOutcome(Photo);
