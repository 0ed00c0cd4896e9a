using System.Text.Json;
using System.Text.RegularExpressions;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

/// <summary>What the page says while the camera runs.</summary>
public sealed class GuidanceTests(Site site)
{
    private static readonly LocatorAssertionsToHaveAttributeOptions Patient = new() { Timeout = 60_000 };

    /// <summary>A face that looks straight ahead, and one that is turned; of the groups that an npm package has.</summary>
    private static readonly (int Sample, int Face) Straight = (5, 0);
    private static readonly (int Sample, int Face) Turned = (5, 2);

    [Fact]
    public async Task A_good_face_turns_all_green_and_is_taken_by_itself_after_a_countdown_that_is_seen()
    {
        await using var filming = await site.FilmAsync(await Photos.FrameAsync(Straight.Sample, Straight.Face));
        await using var visit = await OpenAsync(filming, auto: false);
        await Assertions.Expect(visit.Page.Locator("#camera")).ToHaveAttributeAsync("data-guidance", "good", Patient);
        await Assertions.Expect(visit.Page.Locator("#guide-list li")).ToHaveCountAsync(7);
        await Assertions.Expect(visit.Page.Locator("#guide-list li[data-state=good]")).ToHaveCountAsync(7);
        await Assertions.Expect(visit.Page.Locator("#guide-words")).ToHaveTextAsync("All good. Take the photo.");
        await Assertions.Expect(visit.Page.Locator("#announcer")).ToHaveTextAsync("All good. Take the photo.");
        await Assertions.Expect(visit.Page.Locator("#countdown")).ToBeHiddenAsync();

        // Every number that was ever seen, and how long after the first the camera went off.
        await visit.Page.EvaluateAsync(
            """
            () => {
              const countdown = document.getElementById('countdown');
              window.counted = [];
              new MutationObserver(() => {
                if (!countdown.hidden && window.counted.at(-1)?.[0] !== countdown.textContent) window.counted.push([countdown.textContent, performance.now()]);
              }).observe(countdown, { childList: true, attributes: true });
              new MutationObserver(() => (window.photographed ??= performance.now())).observe(document.getElementById('stage'), { attributeFilter: ['data-view'] });
            }
            """);
        await visit.Page.Locator("#camera-auto").CheckAsync();
        var answer = await visit.AnswerAsync();
        var counted = await visit.Page.EvaluateAsync<JsonElement>("window.counted");
        Assert.Equal(["3", "2", "1"], counted.EnumerateArray().Select(one => one[0].GetString()));
        var photographed = await visit.Page.EvaluateAsync<double>("window.photographed");
        Assert.InRange(photographed - counted[0][1].GetDouble(), 1000, 4000);
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.getElementById('video').srcObject === null"));
        Assert.InRange(answer.Probability, 0.2, 1);
        await Assertions.Expect(visit.Page.Locator("#answer .cautions")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("turned", "turned-(left|right)", "straight", "Turn your head a little to your")]
    [InlineData("dark", "dark", "light", "Find more light")]
    [InlineData("tiny", "too-far", "distance", "Come nearer.")]
    [InlineData("cropped", "left|right|cut-off", "middle", "")]
    [InlineData("nobody", "no-face", "face", "Show your face.")]
    public async Task A_fault_is_named_with_what_to_do_and_nothing_is_taken_by_itself(string film, string guidance, string condition, string words)
    {
        var photo = film switch
        {
            "turned" => await Photos.FrameAsync(Turned.Sample, Turned.Face),
            "dark" => await Photos.FrameAsync(Straight.Sample, Straight.Face, light: 0.25),
            "tiny" => await Photos.FrameAsync(Straight.Sample, Straight.Face, share: 0.17),
            "cropped" => await Photos.FrameAsync(Straight.Sample, Straight.Face, right: 0.6),
            _ => Photos.Landscape,
        };
        await using var filming = await site.FilmAsync(photo);
        await using var visit = await OpenAsync(filming, auto: true);
        var camera = visit.Page.Locator("#camera");
        await Assertions.Expect(camera).ToHaveAttributeAsync("data-guidance", new Regex($"^({guidance})$"), Patient);
        await Assertions.Expect(visit.Page.Locator("#guide-words")).ToContainTextAsync(words);
        await Assertions.Expect(visit.Page.Locator($"#guide-list [data-condition={condition}]")).ToHaveAttributeAsync("data-state", "bad");
        await Assertions.Expect(visit.Page.Locator("#countdown")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#announcer")).ToContainTextAsync(words, new() { Timeout = 15_000 });
        await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        await Assertions.Expect(camera).ToBeVisibleAsync();
        Assert.Matches($"^({guidance})$", await camera.GetAttributeAsync("data-guidance"));
    }

    [Fact]
    public async Task Guidance_works_without_a_network_sends_nothing_and_keeps_no_frame()
    {
        await using var filming = await site.FilmAsync(await Photos.FrameAsync(Straight.Sample, Straight.Face));
        await using var visit = await (await site.VisitAsync(with: filming)).OpenAsync();
        await visit.UntilKeptAsync();
        await visit.Gateway.StopAsync();
        var before = visit.Gateway.Exchanges.Count;
        await visit.PressAsync("Use the camera");
        await visit.Page.Locator("#camera-auto").UncheckAsync();
        await Assertions.Expect(visit.Page.Locator("#camera")).ToHaveAttributeAsync("data-guidance", "good", Patient);
        await visit.PressAsync("Cancel");
        Assert.Equal(before, visit.Gateway.Exchanges.Count);
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.getElementById('video').srcObject === null"));
        Assert.Equal(0, await visit.Page.Locator("#live *").CountAsync());
        // A camera that is opened again is looked through again.
        await visit.PressAsync("Use the camera");
        await Assertions.Expect(visit.Page.Locator("#camera")).ToHaveAttributeAsync("data-guidance", "good", Patient);
    }

    [Fact]
    public async Task Glasses_in_the_camera_sit_on_the_bridge_of_the_nose_and_lean_with_the_head()
    {
        var photo = await Photos.FrameAsync(Turned.Sample, Turned.Face);
        await using var filming = await site.FilmAsync(photo);
        await using var visit = await OpenAsync(filming, auto: false);
        await visit.Page.Locator("#camera-frames .chip").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#live .glasses")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await Task.Delay(500, TestContext.Current.CancellationToken); // A few frames more: the first look is rough.
        var seat = await visit.Page.EvaluateAsync<JsonElement>(
            """
            () => {
              const live = document.getElementById('live');
              const { width, height } = live.viewBox.baseVal;
              const drawn = document.querySelector('#live .glasses').getScreenCTM();
              const frame = live.getScreenCTM().inverse();
              const at = (x, y) => new DOMPoint(x, y).matrixTransform(drawn).matrixTransform(frame);
              const [bridge, beside, below] = [at(50, 62), at(60, 62), at(50, 72)];
              return [bridge.x / width, bridge.y / height, Math.atan2(beside.y - bridge.y, beside.x - bridge.x),
                Math.hypot(beside.x - bridge.x, beside.y - bridge.y) / Math.hypot(below.x - bridge.x, below.y - bridge.y), width / height];
            }
            """);
        var picture = NativeReader.Decode(photo.Bytes);
        var face = await NativeReader.ReadAsync(picture);
        var mesh = face.Measured!.Mesh;
        Assert.Equal((double)picture.Width / picture.Height, seat[4].GetDouble(), 0.01);
        var off = double.Hypot(seat[0].GetDouble() * picture.Width - mesh.Points[168].X, seat[1].GetDouble() * picture.Height - mesh.Points[168].Y);
        Assert.InRange(off / face.Measured.Measurements.CheekboneWidth.Value, 0, 0.03);
        Assert.Equal(mesh.Roll, seat[2].GetDouble(), double.DegreesToRadians(3));
        Assert.Equal(Math.Cos(face.Measured.Pose.Yaw), seat[3].GetDouble(), 0.06);
        Assert.InRange(seat[3].GetDouble(), 0.7, 0.93); // This head is turned by a third of a right angle.
    }

    [Fact]
    public async Task In_Arabic_the_guidance_runs_from_right_to_left_and_fits_a_small_phone()
    {
        await using var visit = await site.VisitAsync(options => options.ViewportSize = new() { Width = 320, Height = 568 });
        await visit.Page.GotoAsync("ar/");
        await visit.UntilAsync("ready");
        await visit.Page.Locator("#camera-open").ClickAsync();
        await visit.Page.Locator("#camera-auto").UncheckAsync();
        var row = visit.Page.Locator("#guide-list li[data-condition=face][data-state=good]");
        await Assertions.Expect(row).ToContainTextAsync("الوجه", new() { Timeout = 60_000 });
        var (mark, name) = ((await row.BoundingBoxAsync())!, (await row.Locator(".name").BoundingBoxAsync())!);
        Assert.True(name.X + name.Width < mark.X + mark.Width - 20, "the mark is right of the name");
        Assert.Equal(320, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Theory]
    [InlineData(320, 568)]
    [InlineData(390, 844)]
    [InlineData(740, 360)]
    public async Task On_a_phone_the_words_hide_nothing_of_the_outline_and_the_picture_is_seen_whole_under_a_heading(int width, int height)
    {
        await using var visit = await site.VisitAsync(options => options.ViewportSize = new() { Width = width, Height = height });
        var page = visit.Page;
        await visit.OpenAsync();
        await visit.PressAsync("Use the camera");
        await page.Locator("#camera-auto").UncheckAsync();
        await Assertions.Expect(page.Locator("#guide-words")).ToHaveTextAsync(new Regex(@"\w"), new() { Timeout = 60_000 });
        var (outline, words) = ((await page.Locator(".guide path").BoundingBoxAsync())!, (await page.Locator("#guide-words").BoundingBoxAsync())!);
        Assert.InRange(words.Y, outline.Y + outline.Height, double.MaxValue);
        var picture = (await page.Locator(".viewfinder").BoundingBoxAsync())!;
        Assert.InRange(picture.Height, 150, 0.75 * height);
        Assert.Equal(4.0 / 3, picture.Width / picture.Height, 0.02);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#camera-open")).ToBeHiddenAsync(); // Else the focus would go where nobody sees it.
    }

    [Fact]
    public async Task Guidance_that_fails_says_so_and_the_photo_can_still_be_taken()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.InReaderAsync(
            """
            const post = self.postMessage;
            self.postMessage = (message) => post.call(self, message.type === 'tracked' ? { type: 'failed', id: message.id, code: 'model-failed', message: 'a test' } : message)
            """);
        await visit.PressAsync("Use the camera");
        await Assertions.Expect(visit.Page.Locator("#camera")).ToHaveAttributeAsync("data-guidance", "lost", Patient);
        await Assertions.Expect(visit.Page.Locator("#guide-words")).ToHaveTextAsync("There is no guidance now. You can still take the photo.");
        await visit.PressAsync("Take the photo");
        await visit.AnswerAsync();
    }

    private async Task<Visit> OpenAsync(IBrowser filming, bool auto)
    {
        var visit = await (await site.VisitAsync(with: filming)).OpenAsync();
        await visit.PressAsync("Use the camera");
        if (!auto) await visit.Page.Locator("#camera-auto").UncheckAsync();
        return visit;
    }
}
