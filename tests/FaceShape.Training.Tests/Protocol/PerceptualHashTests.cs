using System.Text.Json;
using FaceShape.Imaging;
using FaceShape.Landmarks;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Testing;
using FaceShape.Training.Data;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Protocol;

public sealed class PerceptualHashTests
{
    [Fact]
    public void A_hash_tells_pictures_apart_and_bytes_say_the_same()
    {
        var hashes = Enumerable.Range(0, 4).Select(seed => PerceptualHash.Of(Speckled(200, seed), Landmarks(40))).ToArray();
        Assert.Equal(hashes[0], PerceptualHash.Of(Speckled(200, 0), Landmarks(40)));
        Assert.All(hashes[1..], other => Assert.InRange(other.DistanceTo(hashes[0]), 45, 100));
        Assert.Equal(hashes[3], PerceptualHash.FromBytes(hashes[3].ToBytes()));
    }

    [Fact]
    public void The_same_file_the_same_face_and_the_same_face_in_the_mirror_are_one_picture()
    {
        FaceLook[] looks =
        [
            .. Enumerable.Range(0, 6).Select(seed => new FaceLook(PerceptualHash.Of(Speckled(200, seed), Landmarks(40)), [seed, 0, 0, 0, 0, 0, 0, 0])),
        ];
        var stranger = looks[5] with { Descriptor = [5, 0.6f, 0, 0, 0, 0, 0, 0] };
        FaceHashes[] photos =
        [
            new("0", "a", looks[0], null),
            new("1", "a", looks[0], null),
            new("2", "b", looks[1], looks[2]),
            new("3", "c", looks[2], looks[1]),
            new("4", "d", looks[3], null),
            new("5", "e", looks[3], looks[4]),
            new("6", "f", looks[5], null),
            new("7", "g", stranger, null),
        ];
        var duplicates = Duplicates.Find(photos);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 4], photos.Select(photo => duplicates.Pictures[photo.Path]));
        Assert.Equal((1, 2, 1), (duplicates.Exact, duplicates.Near, duplicates.Flipped));
    }

    [Fact]
    public async Task Copies_that_were_compressed_scaled_cropped_or_mirrored_are_found_and_other_people_are_not()
    {
        var london = Repository.Shared("data", "london");
        var reference = File.ReadAllLines(Repository.Shared("reference", "face-api-london-neutral.jsonl"));
        var decoder = new PhotoDecoder();
        var hashes = new List<PerceptualHash>();
        foreach (var line in reference)
        {
            using var json = JsonDocument.Parse(line);
            var photo = decoder.DecodeFile(Path.Combine(london, json.RootElement.GetProperty("photo").GetString()!));
            var points = json.RootElement.GetProperty("landmarks").EnumerateArray().Select(at => new Point(at[0].GetDouble(), at[1].GetDouble()));
            hashes.Add(PerceptualHash.Of(photo, new([.. points])));
        }

        var strangers = (from i in Enumerable.Range(0, hashes.Count) from j in Enumerable.Range(0, i) select hashes[i].DistanceTo(hashes[j])).Order().ToArray();
        var copies = await CopiesAsync(london, decoder);
        TestContext.Current.SendDiagnosticMessage(
            $"copies differ in at most {copies.Max()} bits, median {copies.Order().ElementAt(copies.Count / 2)}; {strangers.Length} pairs of strangers in at least {strangers[0]}, 1 % in {strangers[strangers.Length / 100]}");
        Assert.True(copies.Count(bits => bits <= Duplicates.MostBits) >= 0.95 * copies.Count, $"copies differ in {string.Join(' ', copies.Order())} bits");
        Assert.True(strangers[0] > Duplicates.MostBits, $"strangers differ in only {strangers[0]} bits");
    }

    /// <summary>Bits between photos and copies whose landmarks were found anew.</summary>
    private static async Task<List<int>> CopiesAsync(string london, PhotoDecoder decoder)
    {
        using var reader = await FaceReader.CreateForFeaturesAsync(new NativeModelSource(Repository.Path("models")), TestContext.Current.CancellationToken);
        var describer = new FaceDescriber(reader);
        var distances = new List<int>();
        foreach (var path in Directory.GetFiles(london, "*.jpg").Order().Where((_, i) => i % 12 == 0))
        {
            var photo = decoder.DecodeFile(path);
            var original = await HashAsync(photo);
            int x = photo.Width / 16, y = photo.Height / 20;
            var tighter = Pictures.Cut(photo, x, y, photo.Width - 2 * x, photo.Height - 2 * y);
            distances.Add((await HashAsync(decoder.Decode(PhotoEncoder.Jpeg(photo, 40)))).DistanceTo(original));
            distances.Add((await HashAsync(new PhotoDecoder(new() { MaxSide = photo.Width / 3 }).DecodeFile(path))).DistanceTo(original));
            distances.Add((await HashAsync(decoder.Decode(PhotoEncoder.Jpeg(tighter, 60)))).DistanceTo(original));
            distances.Add((await HashAsync(decoder.Decode(PhotoEncoder.Jpeg(photo.Mirror(), 60)))).DistanceTo(await HashAsync(photo.Mirror())));
        }

        return distances;

        async Task<PerceptualHash> HashAsync(Raster photo) =>
            PerceptualHash.Of(photo, (await describer.DescribeAsync(photo, TestContext.Current.CancellationToken))!.Landmarks);
    }

    private static Raster Speckled(int size, int seed)
    {
        var random = new Random(seed);
        var coarse = Enumerable.Range(0, 26 * 26).Select(_ => (byte)random.Next(256)).ToArray();
        var pixels = new byte[4 * size * size];
        for (var i = 0; i < size * size; i++)
        {
            var grey = coarse[i / size / 8 * 26 + i % size / 8];
            ((ReadOnlySpan<byte>)[grey, grey, grey, 255]).CopyTo(pixels.AsSpan(4 * i));
        }

        return new(size, size, pixels);
    }

    /// <summary>Eyes and mouth in the middle of a picture of 200 pixels; the other points do not matter.</summary>
    private static FaceLandmarks68 Landmarks(double distance) => new([.. Enumerable.Range(0, 68).Select(i => i switch
    {
        >= 36 and < 42 => new Point(100 - distance / 2, 100 - distance / 2),
        >= 42 and < 48 => new Point(100 + distance / 2, 100 - distance / 2),
        _ => new Point(100, 100 + distance / 2),
    })]);
}
