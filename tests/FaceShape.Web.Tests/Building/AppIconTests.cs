using FaceShape.Native.Imaging;
using FaceShape.Web.Building;

namespace FaceShape.Web.Tests.Building;

public sealed class AppIconTests
{
    [Fact]
    public void The_icon_is_a_picture_with_its_ground_in_the_corners_and_its_line_on_top()
    {
        var icon = new PhotoDecoder().Decode(AppIcon.Draw(192, 0.36));
        Assert.Equal((192, 192), (icon.Width, icon.Height));
        Assert.Equal([0x2a, 0x3b, 0xd1], icon.Pixels[..3]);
        var top = 4 * (192 * (int)(192 * (0.5 - 0.36 * 0.9)) + 96);
        Assert.Equal([0xf6, 0xf5, 0xf1], icon.Pixels[top..(top + 3)]);
    }
}
