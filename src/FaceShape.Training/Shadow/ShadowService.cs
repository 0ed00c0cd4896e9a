using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Training.Data;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Shadow;

/// <summary>A set of models and the walk that they are used in.</summary>
/// <param name="Folder">Where the models are.</param>
/// <param name="Pipeline">The walk.</param>
public sealed record Contender(string Folder, Pipeline Pipeline);

/// <summary>Lets two contenders read the same photos: <c>faceshape shadow</c>.</summary>
/// <param name="champion">In use.</param>
/// <param name="challenger">Beside it.</param>
/// <param name="identity">
/// Folder of the models whose descriptors find photos of one person: those that came with the program, so that no contender is helped by
/// taking many people for one or one for many. Where that is the champion's folder, its reader is asked.
/// </param>
public sealed class ShadowService(Contender champion, Contender challenger, string identity)
{
    private static readonly ReadingOptions Largest = new() { SeveralFaces = SeveralFaces.Largest };

    private static readonly ReadingOptions Described = Largest with { Describe = true };

    /// <summary>Compares both on photos.</summary>
    /// <param name="folders">Labelled folders, and folders that only hold photos.</param>
    /// <param name="most">Most photos; they are drawn at random.</param>
    /// <param name="mirrored">Also reads each photo mirrored.</param>
    /// <param name="seed">The same seed draws the same photos.</param>
    /// <param name="threads">Workers.</param>
    /// <param name="progress">Told about each photo; null for none.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="DatasetException">A folder cannot be used.</exception>
    /// <exception cref="Inference.ModelException">A model is missing or damaged.</exception>
    /// <exception cref="ShadowException">There is no photo.</exception>
    public async Task<ShadowReport> CompareAsync(
        IReadOnlyList<string> folders, int most, bool mirrored, int seed, int threads, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var photos = ShadowPhotos.Find(folders, most, seed);
        var read = new Pair[photos.Count];
        int next = -1, done = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(threads, Math.Max(1, photos.Count))).Select(_ => Task.Run(WorkAsync, cancellation))).ConfigureAwait(false);
        return OfflineComparison.Of(NameOf(champion), NameOf(challenger), Answers(photos, read, cancellation));

        async Task WorkAsync()
        {
            using var one = await OpenAsync(champion, cancellation).ConfigureAwait(false);
            using var other = await OpenAsync(challenger, cancellation).ConfigureAwait(false);
            using var identifier = champion.Folder == identity ? null : await OpenAsync(new(identity, Pipeline.Light), cancellation).ConfigureAwait(false);
            for (var i = Interlocked.Increment(ref next); i < photos.Count; i = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                read[i] = await ReadAsync(one, other, identifier, photos[i], mirrored, cancellation).ConfigureAwait(false);
                progress?.Report(new("Reading", Interlocked.Increment(ref done), photos.Count));
            }
        }
    }

    private static string NameOf(Contender contender) =>
        $"{ModelIdentity.Of(contender.Folder)}{(contender.Pipeline == Pipeline.Light ? "" : $" ({contender.Pipeline.ToString().ToLowerInvariant()})")}";

    private static async Task<IFaceReader> OpenAsync(Contender contender, CancellationToken cancellation) =>
        await Readers.OpenAsync(contender.Pipeline, new NativeModelSource(contender.Folder, threads: 1), cancellation).ConfigureAwait(false);

    /// <param name="one">The champion's reader.</param>
    /// <param name="other">The challenger's.</param>
    /// <param name="identifier">Whose descriptors tell people apart; null where the champion's do.</param>
    /// <param name="photo">What is read.</param>
    /// <param name="mirrored">Also in the mirror.</param>
    /// <param name="cancellation">Stops.</param>
    private static async Task<Pair> ReadAsync(
        IFaceReader one, IFaceReader other, IFaceReader? identifier, ShadowPhoto photo, bool mirrored, CancellationToken cancellation)
    {
        Raster picture;
        try
        {
            picture = new PhotoDecoder().DecodeFile(photo.Path).Pad(photo.Pad, PadFill.Edge);
        }
        catch (PhotoException)
        {
            return default;
        }

        var pair = new Pair(
            await FaceAsync(one, picture, identifier is null ? Described : Largest, cancellation).ConfigureAwait(false),
            await FaceAsync(other, picture, Largest, cancellation).ConfigureAwait(false));
        var described = identifier is null ? pair.Champion : await FaceAsync(identifier, picture, Described, cancellation).ConfigureAwait(false);
        pair = pair with { Descriptor = described?.Descriptor?.ToArray() };
        if (!mirrored || pair.Champion is null || pair.Challenger is null) return pair;
        var mirror = picture.Mirror();
        var (first, second) = (await FaceAsync(one, mirror, Largest, cancellation).ConfigureAwait(false), await FaceAsync(other, mirror, Largest, cancellation).ConfigureAwait(false));
        return pair with { ChampionSteady = first?.Answer.Shape.Label == pair.Champion.Answer.Shape.Label, ChallengerSteady = second?.Answer.Shape.Label == pair.Challenger.Answer.Shape.Label };
    }

    private static async Task<FaceReading?> FaceAsync(IFaceReader reader, Raster picture, ReadingOptions options, CancellationToken cancellation) =>
        (await reader.ReadAsync(picture, options, cancellation).ConfigureAwait(false)).Faces is [var face, ..] ? face : null;

    /// <summary>Photos of one person are found by descriptors; who has none is a person of their own.</summary>
    private static List<PairedAnswer> Answers(IReadOnlyList<ShadowPhoto> photos, Pair[] read, CancellationToken cancellation)
    {
        var described = Enumerable.Range(0, read.Length).Where(i => read[i].Descriptor is not null).ToList();
        var people = IdentityClusters.Find([.. described.Select(i => read[i].Descriptor!)], cancellation: cancellation);
        var personOf = described.Zip(people).ToDictionary(pair => pair.First, pair => pair.Second);
        var next = people.DefaultIfEmpty(-1).Max() + 1;
        return [.. Enumerable.Range(0, read.Length).Select(i => new PairedAnswer(
            personOf.TryGetValue(i, out var person) ? person : next++,
            photos[i].Label,
            read[i].Champion is { } one ? [.. one.Answer.Shape.Probabilities] : null,
            read[i].Challenger is { } other ? [.. other.Answer.Shape.Probabilities] : null,
            read[i].ChampionSteady,
            read[i].ChallengerSteady))];
    }

    private readonly record struct Pair(FaceReading? Champion, FaceReading? Challenger)
    {
        public float[]? Descriptor { get; init; }

        public bool? ChampionSteady { get; init; }

        public bool? ChallengerSteady { get; init; }
    }
}
