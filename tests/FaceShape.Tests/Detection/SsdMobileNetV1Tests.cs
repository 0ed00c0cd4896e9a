using FaceShape.Detection;

namespace FaceShape.Tests.Detection;

public class SsdMobileNetV1Tests
{
    [Fact]
    public void There_are_5118_anchors_inside_or_around_the_unit_square()
    {
        Assert.Equal(PriorBoxes.Count, PriorBoxes.All.Length);
        Assert.All(PriorBoxes.All, prior =>
        {
            Assert.InRange(prior.CenterX, 0, 1);
            Assert.InRange(prior.CenterY, 0, 1);
            Assert.InRange(prior.Width * prior.Height, 0.0099, 0.96);
        });
    }

    [Fact]
    public void Encodings_of_zero_give_the_anchor_itself()
    {
        // Anchor 0 of the second map: the first cell of 16, scale 0.35.
        var first = 32 * 32 * 3;
        var scores = new float[PriorBoxes.Count];
        scores[first] = 0.9f;

        var face = Assert.Single(SsdMobileNetV1.Decode(new float[4 * PriorBoxes.Count], scores, 1000));

        // Centre (1/32, 1/32), side 0.35, cut at the edge of the square.
        Assert.Equal(0, face.Box.X);
        Assert.Equal(0, face.Box.Y);
        Assert.Equal((1.0 / 32 + 0.175) * 1000, face.Box.Width, 6);
        Assert.Equal(0.9, face.Score, 6);
    }

    [Fact]
    public void Encodings_move_and_stretch_the_anchor()
    {
        var prior = Array.FindIndex(PriorBoxes.All, p => p.CenterX == 0.5 && p.CenterY == 0.5);
        var encodings = new float[4 * PriorBoxes.Count];
        float[] encoding = [1, -1, (float)(5 * Math.Log(0.25)), (float)(5 * Math.Log(0.5))];
        encoding.CopyTo(encodings, 4 * prior);
        var scores = new float[PriorBoxes.Count];
        scores[prior] = 0.8f;

        var face = Assert.Single(SsdMobileNetV1.Decode(encodings, scores, 1));

        var anchor = PriorBoxes.All[prior];
        Assert.Equal(anchor.Height * 0.25, face.Box.Height, 6);
        Assert.Equal(anchor.Width * 0.5, face.Box.Width, 6);
        Assert.Equal(0.5 + 0.1 * anchor.Height, face.Box.Y + face.Box.Height / 2, 6);
        Assert.Equal(0.5 - 0.1 * anchor.Width, face.Box.X + face.Box.Width / 2, 6);
    }

    [Fact]
    public void A_score_of_a_half_is_no_face()
    {
        var scores = new float[PriorBoxes.Count];
        scores[100] = 0.5f;
        Assert.Empty(SsdMobileNetV1.Decode(new float[4 * PriorBoxes.Count], scores, 100));
    }
}
