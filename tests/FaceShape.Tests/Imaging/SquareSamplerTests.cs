using FaceShape.Imaging;

namespace FaceShape.Tests.Imaging;

public class SquareSamplerTests
{
    private static readonly ChannelScaling AsIs = new(0, 0, 0, 1);

    // What TensorFlow.js 4.22 gives for tf.pad + tf.image.resizeBilinear on the same 5 x 3 picture (NHWC).
    private const string TopLeftAt4 =
        "0,7,0,46.25,20.75,22.75,92.5,34.5,84.5,138.75,48.25,185.25,113.75,73.25,6.25,144,87,29,142.25,100.75,90.75,188.5,114.5,191.5," +
        "91,56.5,5,82.125,63.375,16.375,9.25,70.25,47.25,32.375,77.125,97.625,0,0,0,0,0,0,0,0,0,0,0,0";

    private const string CentredAt7 =
        "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,5,0,18.8776,10.6122,6.6327,37.7551,16.2245,21.2245,56.6327,21.8367,43.7755,75.5102,27.449," +
        "76.9388,94.3878,33.0612,120.7143,105.7143,36.4286,148.5714,39,29.7143,2.1429,65.4286,37.5714,11.4286,91.8571,45.4286,31.8571,118.2857," +
        "53.2857,63.4286,144.7143,61.1429,109.8571,171.1429,69,171.1429,187,73.7143,210.1429,104,67.5714,5.7143,130.4286,75.4286,15,141.1837," +
        "83.2857,35.4286,146.7143,91.1429,67,173.1429,99,113.4286,199.5714,106.8571,174.7143,215.4286,111.5714,213.7143,169,105.4286,9.2857," +
        "195.4286,113.2857,18.5714,127.8163,121.1429,39,28.8571,129,70.5714,55.2857,136.8571,117,81.7143,144.7143,178.2857,97.5714,149.4286," +
        "217.2857,78,48.4286,4.2857,89.3265,51.7959,8.2653,53.6327,55.1633,17.0204,2.2653,58.5306,30.551,13.5918,61.898,50.449,24.9184,65.2653," +
        "76.7143,31.7143,67.2857,93.4286,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0";

    [Theory]
    [InlineData(SquarePlacement.TopLeft, 4, TopLeftAt4)]
    [InlineData(SquarePlacement.Centred, 7, CentredAt7)]
    public void Sampling_equals_TensorFlows_padding_and_legacy_bilinear_resizing(SquarePlacement placement, int size, string expected)
    {
        var tensor = SquareSampler.Sample(Picture(5, 3), new(0, 0, 5, 3), placement, size, AsIs);

        var values = Array.ConvertAll(expected.Split(','), float.Parse);
        for (var pixel = 0; pixel < size * size; pixel++)
        {
            for (var channel = 0; channel < 3; channel++)
                Assert.Equal(values[3 * pixel + channel], tensor.Data[channel * size * size + pixel], 0.0001);
        }
    }

    [Theory]
    [InlineData(97, 61, SquarePlacement.TopLeft, 64)]
    [InlineData(61, 97, SquarePlacement.Centred, 150)]
    [InlineData(700, 412, SquarePlacement.Centred, 112)]
    public void Every_pixel_is_the_weighted_mean_of_its_four_neighbours_in_the_padded_square(int width, int height, SquarePlacement placement, int size)
    {
        var photo = Picture(width, height);

        var tensor = SquareSampler.Sample(photo, new(0, 0, width, height), placement, size, ChannelScaling.DlibMean);

        var side = Math.Max(width, height);
        int left = SquareSampler.PaddingBefore(side - width, placement), top = SquareSampler.PaddingBefore(side - height, placement);
        double[] means = [122.782, 117.001, 104.298];
        for (var at = 0; at < tensor.Data.Length; at++)
        {
            var (channel, y, x) = (at / (size * size), at / size % size * (double)side / size, at % size * (double)side / size);
            var (row, column) = ((int)y, (int)x);
            var across = (double line) => Value(line, column) * (1 - (x - column)) + Value(line, column + 1) * (x - column);
            var expected = across(row) * (1 - (y - row)) + across(row + 1) * (y - row);
            Assert.Equal((expected - means[channel]) / 255, tensor.Data[at], 0.0002);

            double Value(double line, double position)
            {
                var (px, py) = ((int)Math.Min(position, side - 1) - left, (int)Math.Min(line, side - 1) - top);
                return px < 0 || py < 0 || px >= width || py >= height ? 0 : photo.Pixels[4 * (py * width + px) + channel];
            }
        }
    }

    [Fact]
    public void The_tensor_is_one_picture_of_three_planes() =>
        Assert.Equal([1, 3, 8, 8], SquareSampler.Sample(Picture(5, 3), new(0, 0, 5, 3), SquarePlacement.TopLeft, 8, AsIs).Shape);

    [Fact]
    public void A_crop_gives_what_the_cropped_picture_gives()
    {
        var whole = Picture(40, 30);
        var crop = new Box(7, 4, 13, 21);
        var cut = new Raster(13, 21, [.. Rows(whole, crop)]);

        var fromWhole = SquareSampler.Sample(whole, crop, SquarePlacement.Centred, 16, ChannelScaling.DlibMean);
        var fromCut = SquareSampler.Sample(cut, new(0, 0, 13, 21), SquarePlacement.Centred, 16, ChannelScaling.DlibMean);

        Assert.Equal(fromCut.Data, fromWhole.Data);
    }

    [Fact]
    public void Padding_is_black_before_the_scaling_of_channels()
    {
        var white = new Raster(2, 1, [255, 255, 255, 255, 255, 255, 255, 255]);

        var tensor = SquareSampler.Sample(white, new(0, 0, 2, 1), SquarePlacement.TopLeft, 2, ChannelScaling.SignedUnit);

        Assert.Equal([1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1], tensor.Data);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(5, 2, 3)]
    public void Centred_padding_puts_the_larger_half_after_the_picture(int missing, int before, int after)
    {
        Assert.Equal(before, SquareSampler.PaddingBefore(missing, SquarePlacement.Centred));
        Assert.Equal(after, missing - SquareSampler.PaddingBefore(missing, SquarePlacement.Centred));
    }

    [Theory]
    [InlineData(-1, 0, 3, 3)]
    [InlineData(0, 0, 6, 3)]
    [InlineData(0, 0, 5, 0)]
    public void A_crop_outside_the_photo_is_refused(double x, double y, double width, double height) =>
        Assert.Throws<ArgumentException>(() =>
            SquareSampler.Sample(Picture(5, 3), new(x, y, width, height), SquarePlacement.TopLeft, 4, AsIs));

    private static Raster Picture(int width, int height)
    {
        var pixels = new byte[4 * width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = 4 * (y * width + x);
                pixels[at] = (byte)(x * 37 + y * 91);
                pixels[at + 1] = (byte)(x * 11 + y * 53 + 7);
                pixels[at + 2] = (byte)(x * x * 13 + y * 5);
                pixels[at + 3] = 255;
            }
        }

        return new(width, height, pixels);
    }

    private static IEnumerable<byte> Rows(Raster raster, Box box)
    {
        for (var y = (int)box.Y; y < box.Bottom; y++)
        {
            for (var i = 4 * (int)box.X; i < 4 * box.Right; i++) yield return raster.Pixels[4 * y * raster.Width + i];
        }
    }
}
