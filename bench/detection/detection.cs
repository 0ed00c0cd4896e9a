#:project ../../src/FaceShape.Native/FaceShape.Native.csproj
#:property PublishAot=false
#:property NoWarn=CS1591

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FaceShape;
using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var every = int.Parse(args[0], CultureInfo.InvariantCulture);
var data = Path.Combine("..", "shared", "data");
var source = new NativeModelSource("models", threads: 1);
using var lightNet = await source.OpenAsync(ModelNames.BlazeFace);
using var heavyNet = await source.OpenAsync(ModelNames.SsdMobileNetV1);
var heavy = new SsdMobileNetV1(heavyNet);
var decoder = new PhotoDecoder();
List<Row> rows = [];
foreach (var collection in (string[])["london", "canada", "portraits/generated", "portraits/congress", "faces/b", "faces/c", "men"])
{
    var photos = Directory.GetFiles(Path.Combine(data, collection), "*.jpg", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Where((_, i) => i % every == 0).ToArray();
    var row = new Row(collection);
    foreach (var path in photos) await LookAsync(decoder.DecodeFile(path), row);
    rows.Add(row);
    Console.Error.WriteLine(row.Line());
}

Write(rows);

async Task LookAsync(Raster photo, Row row)
{
    var cascade = new DetectorCascade(
        new BlazeFace(lightNet, DetectorCascade.HintScore, BlazeFace.GlanceSize), new BlazeFace(lightNet, DetectorCascade.HintScore), _ => ValueTask.FromResult<IFaceDetector>(heavy));
    var start = Stopwatch.GetTimestamp();
    var found = await cascade.DetectAsync(photo);
    var between = Stopwatch.GetTimestamp();
    var expected = (await heavy.DetectAsync(photo)).OrderByDescending(face => face.Box.Area).ToList();
    row.Cascade += Stopwatch.GetElapsedTime(start, between).TotalMilliseconds;
    row.Alone += Stopwatch.GetElapsedTime(between).TotalMilliseconds;
    row.Photos++;
    if (cascade.IsHeavyOpen) row.Asked++;
    if (expected.Count == 0 && found.Count > 0) row.OnlyCascade++;
    foreach (var face in expected.Where(face => !found.Any(other => Box.IntersectionOverUnion(face.Box, other.Box) > 0.3)))
    {
        if (face == expected[0]) row.MissedMain++;
        else if (Side(face) >= FaceReader.SimilarSize * Side(expected[0])) row.MissedCompeting++;
        else row.MissedSmall++;
    }
}

static double Side(DetectedFace face) => Math.Sqrt(face.Box.Area);

void Write(List<Row> all)
{
    var table = new StringBuilder($"""
        # The detector cascade against the heavy detector alone

        Written by `bench/detection/run`; do not edit. Photos of ../shared/data, {(every == 1 ? "all" : $"each {every}-th")}. A face that the heavy
        detector (SSD MobileNetV1) alone finds is missed when no box of the cascade overlaps it by more than 0.3. The main face is the
        largest; one competes when its side is at least {FaceReader.SimilarSize} of the largest's. Milliseconds a photo: one thread, this machine, busy.

        | collection | photos | heavy asked | main missed | competing missed | smaller missed | only the cascade found one | cascade ms | heavy alone ms |
        |---|---|---|---|---|---|---|---|---|

        """);
    foreach (var row in all) table.Append(row.Line()).Append('\n');
    var sum = new Row("**all**");
    foreach (var row in all) sum.Add(row);
    table.Append(sum.Line()).Append('\n');
    File.WriteAllText(Path.Combine("bench", "results", "detection.md"), table.ToString().ReplaceLineEndings("\n"));
    var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true, IndentSize = 2, NewLine = "\n" };
    File.WriteAllText(Path.Combine("bench", "results", "detection.json"), JsonSerializer.Serialize(all, options) + "\n");
}

internal sealed class Row(string collection)
{
    public string Collection => collection;

    public int Photos { get; set; }

    public int Asked { get; set; }

    public int MissedMain { get; set; }

    public int MissedCompeting { get; set; }

    public int MissedSmall { get; set; }

    public int OnlyCascade { get; set; }

    public double Cascade { get; set; }

    public double Alone { get; set; }

    public void Add(Row other)
    {
        Photos += other.Photos;
        Asked += other.Asked;
        MissedMain += other.MissedMain;
        MissedCompeting += other.MissedCompeting;
        MissedSmall += other.MissedSmall;
        OnlyCascade += other.OnlyCascade;
        Cascade += other.Cascade;
        Alone += other.Alone;
    }

    public string Line() =>
        $"| {Collection} | {Photos} | {Asked} | {MissedMain} | {MissedCompeting} | {MissedSmall} | {OnlyCascade} "
        + $"| {Cascade / Photos:0} | {Alone / Photos:0} |";
}
