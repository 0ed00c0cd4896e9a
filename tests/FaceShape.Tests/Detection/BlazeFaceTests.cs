using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Tests.Detection;

public class BlazeFaceTests
{
    private readonly float[] regressors = new float[16 * BlazeFace.Anchors()];
    private readonly float[] scores = new float[BlazeFace.Anchors()];

    [Theory]
    [InlineData(0, 8, 8)]
    [InlineData(1, 8, 8)]
    [InlineData(2, 24, 8)]
    [InlineData(32, 8, 24)]
    [InlineData(511, 248, 248)]
    [InlineData(512, 16, 16)]
    [InlineData(517, 16, 16)]
    [InlineData(518, 48, 16)]
    [InlineData(895, 240, 240)]
    public void Anchors_are_the_middles_of_cells_fine_map_first(int index, double x, double y) =>
        Assert.Equal(new(x, y), BlazeFace.Anchor(index));

    [Theory]
    [InlineData(127, 120, 120)]
    [InlineData(128, 16, 16)]
    [InlineData(223, 112, 112)]
    public void A_smaller_square_has_fewer_anchors_as_far_apart(int index, double x, double y)
    {
        Assert.Equal(224, BlazeFace.Anchors(BlazeFace.GlanceSize));
        Assert.Equal(new(x, y), BlazeFace.Anchor(index, BlazeFace.GlanceSize));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(-4, -1)]
    [InlineData(0, 0)]
    public void The_side_of_the_nose_is_told_along_the_line_through_the_eyes(float offset, int side)
    {
        Put(600, 0.9f, 100, 100, 60, 60, (90, 90), (110, 110));
        Aim(600, 100 - 10 + offset, 100 + 10 + offset);

        Assert.Equal(side, Assert.Single(BlazeFace.Decode(regressors, scores)).NoseSide);
    }

    [Fact]
    public void Boxes_of_one_face_are_blended_by_their_scores()
    {
        Put(600, 0.9f, 100, 100, 60, 60);
        Put(601, 0.6f, 105, 100, 60, 60);
        Put(300, 0.7f, 200, 200, 30, 30);
        Put(301, 0.4f, 50, 200, 30, 30);

        var faces = BlazeFace.Decode(regressors, scores);

        Assert.Equal([0.9, 0.7], faces.Select(face => face.Score), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(102 - 30, faces[0].Box.X, 4);
        Assert.Equal(60, faces[0].Box.Width, 4);
        Assert.Equal(3, BlazeFace.Decode(regressors, scores, leastScore: 0.3).Count);
    }

    [Fact]
    public void The_roll_is_that_of_the_line_through_the_eyes()
    {
        Put(600, 0.9f, 100, 100, 60, 60, (90, 90), (110, 110));

        Assert.Equal(Math.PI / 4, Assert.Single(BlazeFace.Decode(regressors, scores)).Roll, 6);
    }

    [Fact]
    public void Boxes_without_extent_do_not_go_on_for_ever()
    {
        Put(600, 0.9f, 100, 100, 0, -5);

        Assert.Equal(0, Assert.Single(BlazeFace.Decode(regressors, scores)).Box.Area);
    }

    [Theory]
    [InlineData(512, 256, 200, 200 - 128)]
    [InlineData(256, 512, 200 - 128, 200)]
    public async Task Boxes_are_in_pixels_of_a_photo_that_is_not_square(int width, int height, double x, double y)
    {
        Put(600, 0.9f, 100, 100, 60, 40);
        Tensor? seen = null;
        using var model = new MadeUpNetwork("blazeface", inputs =>
        {
            seen = inputs[0];
            return [new([1, BlazeFace.Anchors(), 16], regressors), new([1, BlazeFace.Anchors()], scores)];
        });

        var photo = new Raster(width, height, new byte[4 * width * height]);

        var faces = await new BlazeFace(model).DetectAsync(photo, TestContext.Current.CancellationToken);

        Assert.Equal([1, 3, 256, 256], seen!.Shape);
        var box = Assert.Single(faces).Box;
        Assert.Equal(x - 60, box.X, 4);
        Assert.Equal(y - 40, box.Y, 4);
        Assert.Equal((120, 80), (box.Width, box.Height));
    }

    private void Put(
        int anchor, float score, float x, float y, float width, float height,
        (float X, float Y) first = default, (float X, float Y) second = default)
    {
        var center = BlazeFace.Anchor(anchor);
        float ax = (float)center.X, ay = (float)center.Y;
        scores[anchor] = score;
        float[] numbers = [x - ax, y - ay, width, height, first.X - ax, first.Y - ay, second.X - ax, second.Y - ay];
        numbers.CopyTo(regressors, 16 * anchor);
    }

    private void Aim(int anchor, float x, float y)
    {
        var center = BlazeFace.Anchor(anchor);
        (regressors[16 * anchor + 8], regressors[16 * anchor + 9]) = (x - (float)center.X, y - (float)center.Y);
    }
}
