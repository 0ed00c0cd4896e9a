using FaceShape.Shared;
using FaceShape.Testing;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

public sealed class ReadingTests(Site site, OpenVisit open) : IClassFixture<OpenVisit>
{
    [Fact]
    public async Task A_chosen_photo_is_answered_with_shape_probabilities_and_lines()
    {
        var visit = await open.PageAsync();
        var answer = await visit.ReadAsync(await Photos.FaceAsync());

        await NativeReader.AssertSameAsync(await Photos.FaceAsync(), answer);
        Assert.Equal(1, answer.Probabilities.Values.Sum(), 0.001);
        Assert.Equal(answer.Probabilities.Values.Max(), answer.Probability);
        Assert.Equal(68, await visit.Page.Locator("#overlay .points circle").CountAsync());
        await Assertions.Expect(visit.Page.Locator("#canvas")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#why li")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task A_photo_that_is_chosen_while_the_reader_loads_is_read_when_it_is_ready()
    {
        await using var visit = await site.VisitAsync();
        visit.Gateway.Break(Fault.Held, "face_trunk");
        await visit.Page.GotoAsync("");
        await visit.ChooseAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator("#working-words")).ToContainTextAsync("as soon as the reader is ready");
        visit.Gateway.Mend();
        await NativeReader.AssertSameAsync(await Photos.FaceAsync(), await visit.AnswerAsync());
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("paste")]
    public async Task A_photo_that_is_dropped_or_pasted_is_answered(string way)
    {
        var visit = await open.PageAsync();
        var photo = await Photos.FaceAsync();
        await visit.Page.EvaluateAsync(
            """
            ([way, base64]) => {
              const transfer = new DataTransfer();
              const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
              transfer.items.add(new File([bytes], 'photo.jpg', { type: 'image/jpeg' }));
              const options = { bubbles: true, cancelable: true };
              document.body.dispatchEvent(way === 'drop'
                ? new DragEvent('drop', { ...options, dataTransfer: transfer })
                : new ClipboardEvent('paste', { ...options, clipboardData: transfer }));
            }
            """,
            new object[] { way, Convert.ToBase64String(photo.Bytes) });
        await NativeReader.AssertSameAsync(photo, await visit.AnswerAsync());
    }

    [Fact]
    public async Task The_camera_is_answered_and_switched_off()
    {
        var visit = await open.PageAsync();
        if (await visit.Page.Locator("#forget").IsVisibleAsync()) await visit.PressAsync("Forget this photo");
        await visit.PressAsync("Use the camera");
        var take = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take the photo" });
        await Assertions.Expect(take).ToBeFocusedAsync();
        await take.ClickAsync();

        var answer = await visit.AnswerAsync();
        var face = await NativeReader.ReadAsync(NativeReader.Decode((await Photos.FaceAsync()).Bytes));
        // A film has less colour than a photo, so only the likelihood of the shape is compared, and loosely.
        Assert.Equal(face.Answer.Shape.Probability, answer.Probabilities[Names.Of(face.Answer.Shape.Label)], 0.2);
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.getElementById('video').srcObject === null"));
    }

    [Fact]
    public async Task The_faces_of_a_photo_cannot_be_chosen_any_more_once_another_photo_comes()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.ChooseAsync(Photos.Group);
        await visit.TroubleAsync("several-faces", "There are several faces.");
        await visit.PressAsync("Read all, let me choose");
        await visit.AnswerAsync();
        await Assertions.Expect(visit.Page.Locator("#faces button")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#answer")).ToContainTextAsync("Choose the one that is meant in the photo.");
        await visit.WorkerOf("decoder").EvaluateAsync<object?>("() => { self.postMessage = () => {}; }");
        await visit.ChooseAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-state", "reading");
        await Assertions.Expect(visit.Page.Locator("#faces button")).ToHaveCountAsync(0, new() { Timeout = 1_000 });
    }

    [Fact]
    public async Task Back_on_the_page_the_switch_of_the_lines_says_what_is_seen()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.Page.Locator("#lines").UncheckAsync();
        await visit.Page.GotoAsync("privacy/");
        await visit.Page.GoBackAsync();
        await visit.UntilAsync("ready");
        await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator("#lines")).ToBeCheckedAsync();
        await Assertions.Expect(visit.Page.Locator("#overlay")).ToHaveCSSAsync("opacity", "1");
    }

    [Fact]
    public async Task Turned_photos_are_read_upright()
    {
        var visit = await open.PageAsync();
        var (upright, turned) = await Photos.TurnedAsync();
        var (expected, actual) = (await visit.ReadAsync(upright), await visit.ReadAsync(turned));
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.Probabilities, pair => Assert.Equal(pair.Value, actual.Probabilities[pair.Key], 0.02));
    }

    [Fact]
    public async Task On_photos_of_102_people_the_browser_answers_as_the_command_line_does()
    {
        var photos = Directory.GetFiles(Repository.Shared("data", "london"), "*.jpg");
        Assert.Equal(102, photos.Length);
        // Two at a time: a reader in the browser uses one core.
        await Task.WhenAll(photos.Chunk((photos.Length + 1) / 2).Select(async half =>
        {
            await using var visit = await (await site.VisitAsync()).OpenAsync();
            foreach (var path in half)
            {
                var photo = Photo.Jpeg(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
                await NativeReader.AssertSameAsync(photo, await visit.ReadAsync(photo));
            }
        }));
    }
}
