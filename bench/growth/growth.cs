#:project ../../src/FaceShape.Native/FaceShape.Native.csproj
#:property PublishAot=false
#:property NoWarn=CS1591

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FaceShape;
using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;

const int Rounds = 9;
const int LongestSide = 2048; // as classify and the page
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var decoder = new PhotoDecoder(new PhotoLimits(MaxSide: LongestSide));
var source = new NativeModelSource("models", threads: 1);
using var light = await Readers.OpenAsync(Pipeline.Light, source);
using var original = await Readers.OpenAsync(Pipeline.Original, source);
var face = await CutFaceAsync();

List<Row> sizes = [], crowds = [];
foreach (var megapixels in (double[])[1, 2, 4, 8, 12, 24, 48])
{
    var side = Math.Sqrt(megapixels * 1e6 / (face.Width * face.Height));
    var jpeg = PhotoEncoder.Jpeg(Enlarge(face, (int)(face.Width * side), (int)(face.Height * side)), quality: 90);
    sizes.Add(await MeasureAsync($"{megapixels} megapixels, {jpeg.Length / 1e6:F1} MB", jpeg));
}

foreach (var columns in (int[])[1, 2, 3, 4, 5])
    crowds.Add(await MeasureAsync($"{columns * columns}", PhotoEncoder.Jpeg(Crowd(face, columns), quality: 90)));

Write();

async Task<Raster> CutFaceAsync()
{
    var group = decoder.DecodeFile(Path.Combine("node_modules", "@vladmandic", "face-api", "demo", "sample6.jpg"));
    var box = (await light.ReadAsync(group, new() { SeveralFaces = SeveralFaces.Largest })).Faces[0].Face.Box;
    var (left, top) = ((int)(box.X - box.Width * 0.6), (int)(box.Y - box.Height * 0.48));
    var (width, height) = ((int)(box.Width * 2.2), (int)(box.Height * 1.96));
    return Sample(width, height, (x, y) => (group, left + x, top + y));
}

static Raster Enlarge(Raster photo, int width, int height) =>
    Sample(width, height, (x, y) => (photo, (int)((long)x * photo.Width / width), (int)((long)y * photo.Height / height)));

// The face again and again, side by side, in a picture of 2048 by 2048.
static Raster Crowd(Raster photo, int columns)
{
    const int Side = 2048;
    var cell = Side / columns;
    return Sample(Side, Side, (x, y) => (photo, x % cell * photo.Width / cell, y % cell * photo.Height / cell));
}

static Raster Sample(int width, int height, Func<int, int, (Raster From, int X, int Y)> place)
{
    var pixels = new byte[4 * width * height];
    for (var y = 0; y < height; y++)
    {
        for (var x = 0; x < width; x++)
        {
            var (from, fromX, fromY) = place(x, y);
            var at = 4 * (Math.Min(fromY, from.Height - 1) * from.Width + Math.Min(fromX, from.Width - 1));
            from.Pixels.AsSpan(at, 4).CopyTo(pixels.AsSpan(4 * (y * width + x)));
        }
    }

    return new(width, height, pixels);
}

async Task<Row> MeasureAsync(string name, byte[] jpeg)
{
    var options = new ReadingOptions { SeveralFaces = SeveralFaces.All };
    List<double> decode = [], read = [], before = [];
    var faces = (Light: 0, Original: 0);
    for (var round = 0; round <= Rounds; round++)
    {
        var start = Stopwatch.GetTimestamp();
        var photo = decoder.Decode(jpeg);
        var decoded = Stopwatch.GetTimestamp();
        faces.Light = (await light.ReadAsync(photo, options)).Faces.Count;
        var readLight = Stopwatch.GetTimestamp();
        faces.Original = (await original.ReadAsync(photo, options)).Faces.Count;
        var readOriginal = Stopwatch.GetTimestamp();
        if (round == 0) continue; // warms up
        decode.Add(Stopwatch.GetElapsedTime(start, decoded).TotalMilliseconds);
        read.Add(Stopwatch.GetElapsedTime(decoded, readLight).TotalMilliseconds);
        before.Add(Stopwatch.GetElapsedTime(readLight, readOriginal).TotalMilliseconds);
    }

    var row = new Row(name, Median(decode), Median(read), faces.Light, Median(before), faces.Original);
    Console.Error.WriteLine(row);
    return row;
}

static double Median(List<double> times)
{
    times.Sort();
    return Math.Round(times[times.Count / 2], 1);
}

void Write()
{
    var machine = $"{File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"}, {Environment.ProcessorCount} cores";
    var date = DateTime.UtcNow.ToString("yyyy-MM-dd");
    var throughput = Math.Round(1000 / (sizes[0].Decode + sizes[0].Light), 1);
    var text = new StringBuilder($"""
        # How the time of a photo grows

        `bench/growth/run`: natively, one thread, median of {Rounds} rounds, milliseconds. A photo of one megapixel with one face, from its file:
        **{throughput} photos a second**. Photos are scaled to at most {LongestSide} pixels a side when they are decoded, so only decoding grows with size.

        | Photo with one face | decode | light walk | original walk |
        |---|---|---|---|

        """);
    foreach (var row in sizes) text.Append($"| {row.Name} | {row.Decode:F1} | {row.Light:F1} | {row.Original:F1} |\n");
    text.Append($"""

        | Faces in {LongestSide} x {LongestSide} pixels | light walk (faces read) | original walk (faces read) |
        |---|---|---|

        """);
    foreach (var row in crowds) text.Append($"| {row.Name} | {row.Light:F1} ({row.LightFaces}) | {row.Original:F1} ({row.OriginalFaces}) |\n");
    text.Append($"\n{machine}, {date}.\n");
    var results = Path.Combine("bench", "results", "growth");
    File.WriteAllText(results + ".md", text.ToString());
    var json = new { date, machine, rounds = Rounds, photosASecond = throughput, sizes, crowds };
    File.WriteAllText(results + ".json", JsonSerializer.Serialize(json, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }) + "\n");
    Console.WriteLine(text);
}

internal sealed record Row(string Name, double Decode, double Light, int LightFaces, double Original, int OriginalFaces);
