using FaceShape.Geometry;

namespace FaceShape.Tests.Geometry;

public class HeadPoseTests
{
    private static readonly HeadPose Level = HeadPose.From(Meshes.Drawn(new(200, 200), 60, 0));

    [Theory]
    [InlineData(0.3)]
    [InlineData(-0.5)]
    public void Roll_is_the_lean_and_nothing_else_changes(double roll)
    {
        var pose = HeadPose.From(Meshes.Drawn(new(200, 200), 60, roll));

        Assert.Equal(roll, pose.Roll, 6);
        Assert.Equal(0, pose.Yaw, 6);
        Assert.Equal(Level.Pitch, pose.Pitch, 6);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(-0.2)]
    public void Yaw_is_the_turn_to_the_side(double yaw)
    {
        var pose = HeadPose.From(Meshes.Drawn(new(100, 90), 30, 0, yaw: yaw));

        Assert.Equal(yaw, pose.Yaw, 2);
        Assert.Equal(0, pose.Roll, 6);
    }

    [Fact]
    public void A_lifted_chin_is_a_positive_pitch() =>
        Assert.Equal(0.25, HeadPose.From(Meshes.Drawn(new(100, 90), 30, 0, pitch: 0.25)).Pitch - Level.Pitch, 2);
}
