using FaceShape.Web.Tests.Harness;

namespace FaceShape.Web.Tests;

public sealed class CameraTests(Site site)
{
    [Theory]
    [InlineData("NotAllowedError", "camera-denied", "The camera may not be used.")]
    [InlineData("NotFoundError", "camera-missing", "No camera can be used.")]
    public async Task A_camera_that_does_not_open_is_told_why_and_a_photo_can_be_chosen_instead(string name, string code, string sentence)
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.AddInitScriptAsync($"navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', '{name}'));");
        await visit.OpenAsync();
        await visit.PressAsync("Use the camera");
        await visit.TroubleAsync(code, sentence);
        await visit.ReadAsync(await Photos.FaceAsync());
    }
}
