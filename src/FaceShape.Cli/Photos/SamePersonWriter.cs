using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Shared;

namespace FaceShape.Cli.Photos;

/// <summary>
/// Holds photos back until all are there, because only then it is known which of them show somebody else; then says what became of
/// each, and what they give together.
/// </summary>
/// <param name="writer">What says it.</param>
internal sealed class SamePersonWriter(IFusedWriter writer) : IOutcomeWriter
{
    private const string Advice = "This photo shows somebody else than the others: take it out, or read it alone";

    private readonly List<PhotoOutcome> outcomes = [];

    public void Write(PhotoOutcome outcome) => outcomes.Add(outcome);

    public int Finish()
    {
        PhotoRead[] read = [.. outcomes.OfType<PhotoRead>().Where(photo => Face(photo).Descriptor is not null)];
        var same = DescriptorGroups.MainPerson([.. read.Select(photo => Face(photo).Descriptor!)]);
        var others = read.Where((_, i) => !same[i]).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var outcome in outcomes) writer.Write(others.Contains(outcome) ? Reject((PhotoRead)outcome) : outcome);
        PhotoEvidence[] evidence = [.. read.Where((_, i) => same[i]).Select(photo => new PhotoEvidence(Face(photo).Answer, Face(photo).Descriptor!))];
        writer.WriteFused(evidence.Length > 0 ? PhotoFusion.Fuse(evidence) : null);
        return writer.Finish();
    }

    private static FaceReading Face(PhotoRead photo) => photo.Reading.Faces[0];

    private static PhotoFailed Reject(PhotoRead photo) =>
        new(photo.Photo, Names.OtherPerson, Advice, photo.Reading.Width, photo.Reading.Height);
}
