using System.Text.Json;
using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Testing;

namespace FaceShape.Native.Tests;

/// <summary>The walk gives what face-api.js gives, photo by photo (102 photos of the Face Research Lab London Set).</summary>
public class FaceApiParityTests
{
    [Fact]
    public async Task Boxes_landmarks_and_descriptors_are_those_of_face_api_on_every_photo()
    {
        var photos = Repository.Shared("data", "london");
        var reference = File.ReadAllLines(Repository.Shared("reference", "face-api-london-neutral.jsonl"));
        var cancel = TestContext.Current.CancellationToken;
        using var reader = await FaceReader.CreateForFeaturesAsync(new NativeModelSource(Repository.Path("models")), cancel);
        var decoder = new PhotoDecoder();
        double leastOverlap = 1, mostLandmarks = 0, mostDescriptor = 0;

        foreach (var line in reference)
        {
            using var expected = JsonDocument.Parse(line);
            var name = expected.RootElement.GetProperty("photo").GetString()!;
            var described = await reader.DescribeAsync(decoder.DecodeFile(Path.Combine(photos, name)), cancellation: cancel);

            Assert.Single(described.Detected);
            var face = Assert.Single(described.Faces);
            var box = Numbers(expected, "box");
            var overlap = Box.IntersectionOverUnion(face.Face.Box, new(box[0], box[1], box[2], box[3]));
            var landmarks = MeanDistance(face.Landmarks.Points, expected.RootElement.GetProperty("landmarks")) / box[2];
            var descriptor = Math.Sqrt(Numbers(expected, "descriptor").Zip(face.Descriptor, (a, b) => (a - b) * (a - b)).Sum());
            leastOverlap = Math.Min(leastOverlap, overlap);
            mostLandmarks = Math.Max(mostLandmarks, landmarks);
            mostDescriptor = Math.Max(mostDescriptor, descriptor);
            Assert.True(overlap >= 0.99, $"{name}: the boxes overlap by {overlap}");
            Assert.True(landmarks <= 0.001, $"{name}: landmarks are off by {landmarks:P3} of the box");
            Assert.True(descriptor <= 0.02, $"{name}: descriptors are {descriptor} apart");
        }

        Assert.Equal(102, reference.Length);
        TestContext.Current.SendDiagnosticMessage(
            $"worst of 102: overlap {leastOverlap:F5}, landmarks {mostLandmarks:P4} of the box, descriptor {mostDescriptor:F5}");
    }

    private static double[] Numbers(JsonDocument document, string name) =>
        [.. document.RootElement.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private static double MeanDistance(ReadOnlySpan<Point> points, JsonElement expected)
    {
        double sum = 0;
        for (var i = 0; i < points.Length; i++)
            sum += points[i].DistanceTo(new(expected[i][0].GetDouble(), expected[i][1].GetDouble()));
        return sum / points.Length;
    }
}
