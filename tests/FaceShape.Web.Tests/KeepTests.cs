using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using FaceShape.Native.Imaging;
using FaceShape.Testing;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

/// <summary>What people take with them, and what they see on their photo.</summary>
public sealed class KeepTests(OpenVisit open) : IClassFixture<OpenVisit>
{
    [Fact]
    public async Task The_answer_is_saved_as_a_picture_without_the_photo_and_with_it_when_asked()
    {
        var visit = await open.PageAsync();
        var answer = await visit.ReadAsync(await Photos.FaceAsync());
        var without = await SaveAsync(visit.Page);
        await visit.Page.Locator("#keep-photo").CheckAsync();
        var with = await SaveAsync(visit.Page);

        foreach (var png in new[] { without, with })
            Assert.Equal((1080, 1350), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        // The photo would be in the upper right corner, where there is only paper now.
        Assert.Single(Corner(without).Distinct());
        Assert.True(Corner(with).Distinct().Count() > 1000);
        await Assertions.Expect(visit.Page.Locator("#answer")).ToHaveAttributeAsync("data-shape", answer.Shape);
    }

    [Fact]
    public async Task The_answer_is_copied_as_text_with_what_is_advised()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.ListenToAsync("announcer", "keep-note");
        await visit.PressAsync("Copy as text");
        await Assertions.Expect(visit.Page.Locator("#keep-note")).ToHaveTextAsync("Copied.");
        Assert.Equal(["keep-note: Copied."], await visit.HeardAsync());

        var text = await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.StartsWith($"My face shape: {await visit.Page.Locator("#answer h1").InnerTextAsync()}", text, StringComparison.Ordinal);
        Assert.Contains($"Glasses: ", text, StringComparison.Ordinal);
        Assert.Contains(await visit.Page.Locator("#advice [data-topic=hair] [data-advice=prefer] h5").First.InnerTextAsync(), text, StringComparison.Ordinal);
        Assert.DoesNotContain("Earrings", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_paper_there_are_the_answer_and_the_advice_and_nothing_to_press()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(visit.Page.Locator("#answer h1")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#advice [data-advice=prefer]").First).ToBeVisibleAsync();
        foreach (var button in await visit.Page.Locator("button, .button, input").AllAsync()) await Assertions.Expect(button).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#comparison")).ToBeHiddenAsync();
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Null });
    }

    [Fact]
    public async Task The_photo_is_on_paper_only_when_it_is_asked_for()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        var canvas = visit.Page.Locator("#canvas");
        foreach (var (withPhoto, media) in new[] { (false, Media.Print), (true, Media.Print), (true, Media.Screen), (false, Media.Screen) })
        {
            await visit.Page.EmulateMediaAsync(new() { Media = Media.Screen });
            await visit.Page.Locator("#keep-photo").SetCheckedAsync(withPhoto);
            await visit.Page.EmulateMediaAsync(new() { Media = media });
            await Assertions.Expect(canvas).ToBeVisibleAsync(new() { Visible = withPhoto || media == Media.Screen });
        }

        await visit.Page.EmulateMediaAsync(new() { Media = Media.Null });
    }

    [Fact]
    public async Task A_comparison_is_on_paper_without_its_switch_once_there_is_one()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        var comparison = visit.Page.Locator("#comparison");
        await comparison.EvaluateAsync("section => (section.dataset.state = 'answered')");
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(comparison).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#compare")).ToBeHiddenAsync();
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Null });
        await comparison.EvaluateAsync("section => (section.dataset.state = 'off')"); // As the other tests find it.
    }

    [Fact]
    public async Task Glasses_sit_on_the_bridge_of_the_nose_one_at_a_time_and_come_off_again()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        var page = visit.Page;
        var buttons = page.Locator("#advice [data-topic=glasses] .group:first-of-type .wear");
        await buttons.Nth(0).ClickAsync();
        await Assertions.Expect(buttons.Nth(0)).ToHaveAttributeAsync("aria-pressed", "true");
        var (across, down, width) = await SeatAsync(page);
        Assert.InRange(Math.Abs(across) / width, 0, 0.03);
        Assert.InRange(Math.Abs(down) / width, 0, 0.03);

        await buttons.Nth(1).ClickAsync();
        await Assertions.Expect(buttons.Nth(0)).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(page.Locator("#worn .glasses")).ToHaveCountAsync(1);
        await visit.PressAsync("Back to the advice");
        await Assertions.Expect(buttons.Nth(1)).ToBeFocusedAsync();
        await Assertions.Expect(buttons.Nth(1)).ToBeInViewportAsync();
        await buttons.Nth(1).ClickAsync();
        await Assertions.Expect(page.Locator("#worn .glasses")).ToHaveCountAsync(0);
        await Assertions.Expect(buttons.Nth(1)).ToBeInViewportAsync(); // Taken off, nothing asks to look at the photo.
        await Assertions.Expect(page.GetByText("Back to the advice")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_on_the_photo_comes_off_when_its_topic_is_closed()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        var chip = visit.Page.Locator("#advice .chip[data-topic=glasses]");
        await visit.Page.Locator("#advice [data-topic=glasses] .wear").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#worn .glasses")).ToHaveCountAsync(1);
        await chip.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#worn .glasses")).ToHaveCountAsync(0);
        await chip.ClickAsync(); // As the other tests find it.
    }

    [Fact]
    public async Task On_photos_of_102_people_glasses_sit_on_the_nose_bridge_of_the_mesh_and_lean_with_the_head()
    {
        const int MeshBridge = 168;
        string[] paths = [.. Directory.GetFiles(Repository.Shared("data", "london"), "*.jpg").Order()];
        Assert.Equal(102, paths.Length);
        var visit = await open.PageAsync();
        List<double> offs = [];
        foreach (var (number, path) in paths.Index())
        {
            Dictionary<int, double> leans = [];
            foreach (var angle in number % 10 == 0 ? new[] { 0, 15, -15 } : [0])
            {
                var photo = Photo.Jpeg(Leaning(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), angle));
                await visit.ReadAsync(photo);
                var (x, y, lean) = await WornAsync(visit.Page);
                var face = await NativeReader.ReadAsync(NativeReader.Decode(photo.Bytes));
                var bridge = face.Measured!.Mesh.Points[MeshBridge];
                var off = double.Hypot(x - bridge.X, y - bridge.Y) / face.Measured.Measurements.CheekboneWidth.Value;
                Assert.True(off <= 0.03, $"{Path.GetFileName(path)} at {angle}°: the bridge is off by {off:P1} of the face's width");
                offs.Add(off);
                leans[angle] = lean;
            }

            if (leans.Count > 1) Assert.All(new[] { 15, -15 }, angle => Assert.Equal(leans[0] + angle, leans[angle], 2.0));
        }

        TestContext.Current.SendDiagnosticMessage($"{offs.Count} photos: the bridge is off by at most {offs.Max():P2} of the face's width, median {offs.Order().ElementAt(offs.Count / 2):P2}");
    }

    [Fact]
    public async Task Make_up_is_shown_on_the_own_face_and_forgotten_with_it()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.Page.Locator("#advice .chip[data-topic=makeup]").ClickAsync();
        await visit.Page.Locator("#advice [data-topic=makeup] .wear").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#worn .make-up path")).Not.ToHaveCountAsync(0);
        var (face, drawn) = (await visit.Page.Locator("#overlay .box").BoundingBoxAsync(), await visit.Page.Locator("#worn .make-up").BoundingBoxAsync());
        Assert.True(face!.X < drawn!.X + drawn.Width && drawn.X < face.X + face.Width && face.Y < drawn.Y + drawn.Height && drawn.Y < face.Y + face.Height);
        await visit.Page.Locator("#advice .chip[data-topic=makeup]").ClickAsync(); // As the other tests find it.
        await visit.PressAsync("Forget this photo");
        await Assertions.Expect(visit.Page.Locator("#worn > *")).ToHaveCountAsync(0);
    }

    /// <summary>How far the middle of the drawn bridge lies from the nose's, and the width of the face; pixels of the screen.</summary>
    private static async Task<(double Across, double Down, double Width)> SeatAsync(IPage page)
    {
        var seat = await page.EvaluateAsync<JsonElement>(
            """
            () => {
              const drawn = new DOMPoint(50, 62).matrixTransform(document.querySelector('#worn .glasses').getScreenCTM());
              const at = (index) => {
                const { cx, cy } = document.querySelectorAll('#overlay .points circle')[index];
                return new DOMPoint(cx.baseVal.value, cy.baseVal.value).matrixTransform(document.getElementById('overlay').getScreenCTM());
              };
              const [nose, left, right] = [at(27), at(1), at(15)];
              return [drawn.x - nose.x, drawn.y - nose.y, Math.hypot(right.x - left.x, right.y - left.y)];
            }
            """);
        return (seat[0].GetDouble(), seat[1].GetDouble(), seat[2].GetDouble());
    }

    /// <summary>Where the bridge of the worn frame is drawn, in pixels of the photo, and how far the frame leans, in degrees.</summary>
    private static async Task<(double X, double Y, double Lean)> WornAsync(IPage page)
    {
        var button = page.Locator("#advice [data-topic=glasses] .wear").First;
        if (await button.GetAttributeAsync("aria-pressed") == "false") await button.ClickAsync();
        var worn = await page.EvaluateAsync<JsonElement>(
            """
            () => {
              const drawn = document.querySelector('#worn .glasses').getScreenCTM();
              const photo = document.getElementById('worn').getScreenCTM().inverse();
              const at = (x, y) => new DOMPoint(x, y).matrixTransform(drawn).matrixTransform(photo);
              const [bridge, beside] = [at(50, 62), at(60, 62)];
              return [bridge.x, bridge.y, Math.atan2(beside.y - bridge.y, beside.x - bridge.x) * 180 / Math.PI];
            }
            """);
        return (worn[0].GetDouble(), worn[1].GetDouble(), worn[2].GetDouble());
    }

    /// <summary>The photo turned clockwise, on grey.</summary>
    private static byte[] Leaning(byte[] jpeg, int angle)
    {
        var photo = NativeReader.Decode(jpeg);
        using var image = VipsImage.FromSamples(photo.Width, photo.Height, 4, "srgb", photo.Pixels);
        image.Apply("extract_band", ("band", "0"), ("n", "3"));
        image.Apply("rotate", ("angle", angle.ToString(CultureInfo.InvariantCulture)), ("background", "128 128 128"));
        return image.Save("jpegsave_buffer", ("Q", "95"));
    }

    private static async Task<byte[]> SaveAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#keep-card").ClickAsync());
        Assert.Equal("face-shape.png", download.SuggestedFilename);
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    private static IEnumerable<int> Corner(byte[] png)
    {
        var card = new PhotoDecoder().Decode(png);
        for (var y = 120; y < 380; y++)
        {
            for (var x = 700; x < 960; x++) yield return BitConverter.ToInt32(card.Pixels, 4 * (y * card.Width + x));
        }
    }
}
