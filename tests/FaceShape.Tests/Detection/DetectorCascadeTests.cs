using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Tests.Detection;

public class DetectorCascadeTests
{
    private static readonly Raster Photo = new(400, 300, new byte[4 * 400 * 300]);
    private static readonly DetectedFace Sure = new(new(100, 100, 120, 120), 0.9) { Roll = 0.1 };
    private static readonly DetectedFace Heavy = new(new(90, 80, 120, 150), 0.99);

    private int opened;

    public static TheoryData<string, double, double, double> Doubts => new()
    {
        // Doubt, score, width, and the score of another face of half that width; 0 for none.
        { "is not sure", 0.79, 120, 0 },
        { "found a small face", 0.9, 59, 0 },
        { "found two", 0.9, 120, 0.6 },
        { "has a hint of another", 0.9, 120, 0.21 },
    };

    [Fact]
    public async Task One_large_sure_face_needs_no_second_opinion()
    {
        var cascade = Cascade([Sure, new(new(0, 0, 50, 50), 0.4), new(new(200, 0, 110, 110), 0.19)], [Heavy]);

        Assert.Equal([Sure], await DetectAsync(cascade));
        Assert.False(cascade.IsHeavyOpen);
        Assert.Equal(0, opened);
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task The_heavy_detector_decides_where_the_light_one(string doubt, double score, double width, double other)
    {
        List<DetectedFace> light = [new(new(10, 10, width, width), score)];
        if (other > 0) light.Add(new(new(200, 10, width / 2, width / 2), other));

        var found = await DetectAsync(Cascade([.. light], [Heavy]));

        Assert.True(found is [var face] && face == Heavy, doubt);
    }

    [Fact]
    public async Task A_large_sure_face_is_taken_at_a_glance()
    {
        var cascade = new DetectorCascade(new Detector([Sure]), new Failing(), Fail);

        Assert.Equal([Sure], await DetectAsync(cascade));
    }

    [Theory]
    [InlineData(0.79, 120)]
    [InlineData(0.9, 119)]
    public async Task A_glance_at_a_smaller_or_less_sure_face_is_followed_by_a_look(double score, double side)
    {
        var cascade = new DetectorCascade(new Detector([new(new(10, 10, side, side), score)]), new Detector([Sure]), Fail);

        Assert.Equal([Sure], await DetectAsync(cascade));
    }

    [Fact]
    public async Task Two_faces_at_a_glance_are_not_one_for_the_look_alone()
    {
        DetectedFace other = new(new(10, 10, 50, 50), 0.51);
        var cascade = new DetectorCascade(new Detector([Sure, other]), new Detector([Sure]), _ => new(new Detector([Heavy])));

        Assert.Equal([Heavy], await DetectAsync(cascade));
    }

    [Fact]
    public async Task The_heavy_detector_is_asked_when_nothing_was_found_and_opened_once()
    {
        var cascade = Cascade([], [Heavy]);

        Assert.Equal([Heavy], await DetectAsync(cascade));
        Assert.Equal([Heavy], await DetectAsync(cascade));

        Assert.True(cascade.IsHeavyOpen);
        Assert.Equal(1, opened);
    }

    [Fact]
    public async Task What_only_the_light_one_found_counts_without_its_hints()
    {
        DetectedFace unsure = new(Sure.Box, 0.6), hint = new(new(300, 0, 90, 90), 0.4);

        Assert.Equal([unsure], await DetectAsync(Cascade([unsure, hint], [])));
    }

    [Fact]
    public async Task A_heavy_network_that_is_missing_is_said_when_it_is_needed()
    {
        var cascade = new DetectorCascade(
            new Detector([]), new Detector([]), _ => throw new ModelException(ModelError.Missing, ModelNames.SsdMobileNetV1, "is not there"));

        Assert.Equal(ModelNames.SsdMobileNetV1, (await Assert.ThrowsAsync<ModelException>(() => DetectAsync(cascade))).Model);
    }

    private static async Task<IReadOnlyList<DetectedFace>> DetectAsync(DetectorCascade cascade) =>
        await cascade.DetectAsync(Photo, TestContext.Current.CancellationToken);

    private DetectorCascade Cascade(DetectedFace[] light, DetectedFace[] heavy) => new(new Detector([]), new Detector(light), _ =>
    {
        opened++;
        return ValueTask.FromResult<IFaceDetector>(new Detector(heavy));
    });

    private static ValueTask<IFaceDetector> Fail(CancellationToken cancellation) => throw new InvalidOperationException("The heavy detector was opened");

    private sealed class Failing : IFaceDetector
    {
        public ValueTask<IReadOnlyList<DetectedFace>> DetectAsync(Raster photo, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("A glance was enough");
    }

    private sealed class Detector(DetectedFace[] faces) : IFaceDetector
    {
        public ValueTask<IReadOnlyList<DetectedFace>> DetectAsync(Raster photo, CancellationToken cancellation = default) =>
            ValueTask.FromResult<IReadOnlyList<DetectedFace>>(faces);
    }
}
