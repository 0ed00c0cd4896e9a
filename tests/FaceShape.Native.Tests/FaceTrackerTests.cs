using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Testing;

namespace FaceShape.Native.Tests;

/// <summary>Following real faces.</summary>
public class FaceTrackerTests
{
    [Fact]
    public async Task A_face_that_moves_through_the_picture_is_followed_where_a_reader_would_find_it()
    {
        const int NoseBridge = 27;
        var source = new NativeModelSource(Repository.Path("models"), threads: 1);
        using var tracker = await FaceTracker.CreateAsync(source, TestContext.Current.CancellationToken);
        using var reader = await LightReader.CreateAsync(source, TestContext.Current.CancellationToken);
        var photos = Directory.GetFiles(Repository.Shared("data", "london"), "*.jpg").Order().Where((_, i) => i % 10 == 0);
        foreach (var photo in photos)
        {
            var whole = new PhotoDecoder().DecodeFile(photo);
            for (var step = 0; step < 5; step++)
            {
                // Eight pixels a frame, a face's width in three seconds.
                var frame = Pictures.Cut(whole, 8 * step, 0, whole.Width - 40, whole.Height);
                var tracked = await tracker.TrackAsync(frame, TestContext.Current.CancellationToken);
                var read = (await reader.ReadAsync(frame, new(), TestContext.Current.CancellationToken)).Faces[0];
                var off = tracked.Face!.Landmarks.Points[NoseBridge].DistanceTo(read.Landmarks.Points[NoseBridge]);
                var width = read.Measured!.Measurements.CheekboneWidth.Value;
                Assert.True(off <= 0.03 * width, $"{Path.GetFileName(photo)}, step {step}: off by {off / width:P1}");
            }

            tracker.Forget();
        }
    }
}
