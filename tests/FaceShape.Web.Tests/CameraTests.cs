using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

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
        await Assertions.Expect(visit.Page.Locator("#forget")).ToBeHiddenAsync();
        await visit.PressAsync("Try again");
        await visit.TroubleAsync(code, sentence);
        await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator("#forget")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("a photo was chosen")]
    [InlineData("asked for again")]
    public async Task A_camera_that_is_allowed_once_nobody_waits_for_it_any_more_goes_off_at_once(string meanwhile)
    {
        await using var visit = await AskingAsync();
        await visit.PressAsync("Use the camera");
        await Assertions.Expect(visit.Page.Locator("#camera-take")).ToBeDisabledAsync();
        if (meanwhile == "cancelled") await visit.PressAsync("Cancel");
        if (meanwhile == "a photo was chosen") await visit.ReadAsync(await Photos.FaceAsync());
        if (meanwhile == "asked for again") await visit.PressAsync("Use the camera");
        await visit.Page.EvaluateAsync("window.allow()");

        var again = meanwhile == "asked for again";
        await visit.Page.WaitForFunctionAsync("count => window.streams.length === count", again ? 2 : 1);
        if (again)
        {
            await Assertions.Expect(visit.Page.Locator("#camera-take")).ToBeFocusedAsync();
            Assert.Equal(["ended", "live"], (await TracksAsync(visit)).Order());
            await visit.PressAsync("Cancel");
        }

        Assert.All(await TracksAsync(visit), state => Assert.Equal("ended", state));
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.getElementById('video').srcObject === null"));
        await Assertions.Expect(visit.Page.Locator("#camera")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_camera_takes_the_place_of_a_photo_that_is_being_read_without_a_word_about_that()
    {
        await using var visit = await AskingAsync();
        await visit.Page.EvaluateAsync("window.allow()");
        await visit.SilenceReaderAsync();
        await visit.ChooseAsync(await Photos.FaceAsync());
        await visit.UntilHandedOverAsync();
        await visit.PressAsync("Use the camera");
        await Assertions.Expect(visit.Page.Locator("#camera-take")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Trouble).ToHaveCountAsync(0);
        Assert.Equal("ready", await visit.Page.Locator("html").GetAttributeAsync("data-state"));

        await visit.PressAsync("Cancel");
        Assert.Equal(["ended"], await TracksAsync(visit));
    }

    [Theory]
    [InlineData("a letter is chosen")]
    [InlineData("there is no picture yet")]
    [InlineData("the page is left")]
    public async Task A_camera_that_goes_off_is_seen_no_more(string why)
    {
        await using var visit = await AskingAsync();
        await visit.Page.EvaluateAsync("window.allow()");
        await visit.PressAsync("Use the camera");
        await Assertions.Expect(visit.Page.Locator("#camera-take")).ToBeFocusedAsync();
        switch (why)
        {
            case "a letter is chosen":
                await visit.ChooseAsync(Photos.Text);
                await visit.TroubleAsync("not-an-image", "This is not a picture.");
                break;
            case "there is no picture yet":
                await visit.Page.EvaluateAsync("document.getElementById('video').srcObject = null");
                await visit.PressAsync("Take the photo");
                await visit.TroubleAsync("camera-missing", "No camera can be used.");
                break;
            default:
                await visit.Page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
                break;
        }

        await Assertions.Expect(visit.Page.Locator("#camera")).ToBeHiddenAsync();
        Assert.Equal(["ended"], await TracksAsync(visit));
    }

    /// <summary>A page that asks for the camera and hears nothing until <c>window.allow()</c>.</summary>
    private async Task<Visit> AskingAsync()
    {
        var visit = await site.VisitAsync();
        await visit.Page.AddInitScriptAsync(
            """
            const devices = navigator.mediaDevices;
            const open = devices.getUserMedia.bind(devices);
            const allowed = new Promise((resolve) => (window.allow = resolve));
            window.streams = [];
            devices.getUserMedia = async (asked) => {
              await allowed;
              const stream = await open(asked);
              window.streams.push(stream);
              return stream;
            };
            """);
        await visit.OpenAsync();
        await visit.Page.EvaluateAsync("document.getElementById('camera-auto').checked = false"); // Else it may go on by itself.
        return visit;
    }

    private static Task<string[]> TracksAsync(Visit visit) =>
        visit.Page.EvaluateAsync<string[]>("window.streams.flatMap((stream) => stream.getTracks()).map(({ readyState }) => readyState)");
}
