using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

/// <summary>What people need most, in Firefox and in the engine of Safari.</summary>
public sealed class OtherBrowsersTests(Site site)
{
    [Fact]
    public async Task Firefox_answers_as_the_command_line_does_and_loads_nothing_twice()
    {
        var photo = await Photos.FaceAsync();
        await using var visit = await (await site.VisitAsync(with: await site.FirefoxAsync())).OpenAsync();
        await NativeReader.AssertSameAsync(photo, await visit.ReadAsync(photo));
        await visit.UntilKeptAsync();
        Assert.Empty(visit.Gateway.SentTwice);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Firefox_reads_without_a_network_after_one_visit()
    {
        await using var visit = await (await site.VisitAsync(with: await site.FirefoxAsync())).OpenAsync();
        await visit.UntilKeptAsync();
        await visit.Gateway.StopAsync();
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
        var photo = await Photos.FaceAsync();
        await NativeReader.AssertSameAsync(photo, await visit.ReadAsync(photo));
        await Assertions.Expect(visit.Page.Locator("#sent-bytes")).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task In_Firefox_the_camera_is_answered_and_switched_off()
    {
        await using var visit = await site.VisitAsync(with: await site.FirefoxAsync());
        var face = await Photos.FaceAsync();
        // Firefox has no films: a picture that is drawn again and again takes the place of the camera.
        await visit.Page.AddInitScriptAsync(
            $$"""
            navigator.mediaDevices.getUserMedia = async () => {
              const canvas = document.createElement('canvas');
              const picture = new Image();
              const bytes = Uint8Array.from(atob('{{Convert.ToBase64String(face.Bytes)}}'), (letter) => letter.charCodeAt(0));
              picture.src = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
              await picture.decode();
              Object.assign(canvas, { width: picture.naturalWidth, height: picture.naturalHeight });
              const draw = () => canvas.getContext('2d').drawImage(picture, 0, 0);
              draw();
              setInterval(draw, 50);
              window.filmed = canvas.captureStream();
              return window.filmed;
            };
            """);
        await visit.OpenAsync();
        await visit.PressAsync("Use the camera");
        await visit.Page.Locator("#camera-auto").UncheckAsync(); // Else it goes on by itself.
        await Assertions.Expect(visit.Page.Locator("#guide-list li[data-condition=face]")).ToHaveAttributeAsync("data-state", "good", new() { Timeout = 60_000 });
        await visit.PressAsync("Take the photo");
        await NativeReader.AssertSameAsync(face, await visit.AnswerAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.filmed.getTracks().every(({ readyState }) => readyState === 'ended')"));
    }

    [Fact]
    public async Task WebKit_answers_as_the_command_line_does_with_and_without_a_network()
    {
        await using var visit = await WebKit.VisitAsync(site);
        await visit.OpenAsync();
        var photo = await Photos.FaceAsync();
        var answer = await visit.ReadAsync(photo);
        await NativeReader.AssertSameAsync(photo, answer);
        await visit.UntilKeptAsync();
        // Driven from outside, it keeps no other copies, so that its service worker fetches the scripts once more; but nothing large.
        Assert.Single(visit.Gateway.Exchanges, exchange => exchange.Path.Contains("/assets/face_trunk.", StringComparison.Ordinal));

        await visit.Gateway.StopAsync();
        await visit.OpenAsync();
        Assert.Equal(answer.Probabilities, (await visit.ReadAsync(photo)).Probabilities);
    }

    [Fact]
    public async Task On_a_phone_of_that_kind_tabs_come_to_the_photo_before_what_stands_below_it()
    {
        await using var visit = await WebKit.VisitAsync(site, width: 420);
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.RunAsync<object?>("document.querySelector('.wordmark').focus()");
        List<string> order = [];
        while (order.Count < 12) order.Add(await visit.TabAsync());
        Assert.Contains("file-again", order);
        Assert.InRange(order.IndexOf("lines"), 0, order.IndexOf("file-again"));
        Assert.True(await visit.RunAsync<bool>("return document.scrollingElement.scrollWidth <= innerWidth"));
    }
}
