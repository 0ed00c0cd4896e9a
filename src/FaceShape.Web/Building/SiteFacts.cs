namespace FaceShape.Web.Building;

/// <summary>Figures that the pages state, taken from what is built, never typed by hand.</summary>
/// <param name="DownloadBytes">What a first visit downloads to answer one photo, with brotli.</param>
/// <param name="UnpackedBytes">The same, unpacked.</param>
/// <param name="OriginalBytes">What the original networks, and what opens them, add to it, with brotli.</param>
/// <param name="Accuracy">Measured accuracy, where the classifiers' card has it.</param>
/// <param name="Models">The networks that the page's reader opens.</param>
public sealed record SiteFacts(long DownloadBytes, long UnpackedBytes, long OriginalBytes, Accuracy? Accuracy, IReadOnlyList<ModelFacts> Models);

/// <summary>A network as the catalogue has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Licence">Its licence.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
/// <param name="Bytes">Size.</param>
/// <param name="BrotliBytes">Size on the wire.</param>
public sealed record ModelFacts(string Name, string Source, string Licence, string Sha256, long Bytes, long BrotliBytes);
