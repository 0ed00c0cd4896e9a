using System.Text.Json;
using FaceShape.Shared;
using FaceShape.Web.Tests.Harness;

namespace FaceShape.Web.Tests.Embedding;

/// <summary>The module for other people's pages, as their scripts use it.</summary>
public sealed class ModuleTests(Site site)
{
    /// <summary>Puts a reader, a photo as a file, and ways to ask for codes into the page.</summary>
    private const string Prepare = """
        async ([face, group, landscape]) => {
          const { FaceShape, FaceShapeError, loadTexts } = await import(new URL('/faceshape.js', location.href).href);
          const file = (base64) => new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'image/jpeg' });
          const codeOf = async (task) => task.then(() => 'fine', (error) => (error instanceof FaceShapeError ? error.code : String(error)));
          const progress = [];
          const reader = await FaceShape.open({ onProgress: (one) => progress.push(one) });
          Object.assign(globalThis, {
            FaceShape, loadTexts, reader, codeOf, progress, face: file(face), group: file(group), landscape: file(landscape),
          });
        }
        """;

    [Fact]
    public async Task Files_bitmaps_images_canvases_and_pixels_are_read_alike_and_stay_the_pages_own()
    {
        await using var visit = await OpenAsync();
        var read = await visit.Page.EvaluateAsync<Dictionary<string, double>>("""
            async () => {
              const bitmap = await createImageBitmap(face);
              const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
              const context = canvas.getContext('2d');
              context.drawImage(bitmap, 0, 0);
              const image = Object.assign(new Image(), { src: URL.createObjectURL(face) });
              const offscreen = new OffscreenCanvas(bitmap.width, bitmap.height);
              offscreen.getContext('2d').drawImage(bitmap, 0, 0);
              const photos = { face, bitmap, image, canvas, offscreen, pixels: context.getImageData(0, 0, canvas.width, canvas.height) };
              const answers = {};
              for (const [name, photo] of Object.entries(photos)) {
                const { shape } = await reader.read(photo);
                answers[`${name} ${shape.label}`] = shape.probability;
              }
              if (bitmap.width === 0) throw new Error('the bitmap was taken away');
              return answers;
            }
            """);

        var expected = (await NativeReader.ReadAsync(NativeReader.Decode((await Photos.FaceAsync()).Bytes))).Answer.Shape;
        Assert.Equal(6, read.Count);
        Assert.All(read.Keys, name => Assert.EndsWith(Names.Of(expected.Label), name, StringComparison.Ordinal));
        Assert.All(read.Values, probability => Assert.Equal(expected.Probability, probability, 0.02));
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_reading_is_whole_typed_data_with_advice_that_can_be_had_in_words()
    {
        await using var visit = await OpenAsync();
        using var document = JsonDocument.Parse(await visit.Page.EvaluateAsync<string>(
            "async () => { const reading = await reader.read(face); return JSON.stringify({ reading, words: await reader.advise(reading, 'tr') }); }"));
        var reading = document.RootElement;
        var answer = reading.GetProperty("reading");
        Assert.Equal(68, answer.GetProperty("landmarks").GetArrayLength());
        Assert.Equal(1, answer.GetProperty("shape").GetProperty("probabilities").EnumerateObject().Sum(one => one.Value.GetDouble()), 0.001);
        Assert.True(answer.GetProperty("measurements").GetProperty("lengthToWidth").GetProperty("error").GetDouble() > 0);
        var preferred = answer.GetProperty("advice").GetProperty("prefer").EnumerateObject().Select(item => item.Name).ToList();
        var told = reading.GetProperty("words").GetProperty("topics").EnumerateArray()
            .SelectMany(topic => topic.GetProperty("prefer").EnumerateArray()).ToList();
        Assert.Equal(preferred.Order(), told.Select(item => item.GetProperty("key").GetString()!).Order());
        Assert.All(told, item => Assert.EndsWith(".", item.GetProperty("why").GetString(), StringComparison.Ordinal));
        Assert.True(await visit.Page.EvaluateAsync<bool>("progress.at(-1).what === 'start' && progress.at(-1).loaded === progress.at(-1).total"));
    }

    [Fact]
    public async Task Whatever_goes_wrong_has_a_code_and_says_what_to_do()
    {
        await using var visit = await OpenAsync();
        var codes = await visit.Page.EvaluateAsync<Dictionary<string, string>>("""
            async () => ({
              text: await codeOf(reader.read(new Blob(['a letter']))),
              empty: await codeOf(reader.read(new Blob([]))),
              landscape: await codeOf(reader.read(landscape)),
              group: await codeOf(reader.read(group)),
              largest: await codeOf(reader.read(group, { severalFaces: 'largest' })),
              small: await codeOf(reader.read(new ImageData(8, 8))),
              broken: await codeOf(reader.read(Object.assign(new Image(), { src: '/nowhere.png' }))),
              given: await codeOf(reader.read(face, { signal: AbortSignal.abort() })),
              unopened: await codeOf(FaceShape.open({ signal: AbortSignal.abort() })),
              lost: await codeOf(FaceShape.open({ assets: '/nowhere/' })),
              after: await codeOf(reader.read(face)),
              closed: (reader.close(), await codeOf(reader.read(face))),
            })
            """);
        Assert.Equal(new Dictionary<string, string>
        {
            ["text"] = "not-an-image",
            ["empty"] = "empty-file",
            ["landscape"] = "no-face",
            ["group"] = "several-faces",
            ["largest"] = "fine",
            ["small"] = "too-small",
            ["broken"] = "not-an-image",
            ["given"] = "cancelled",
            ["unopened"] = "cancelled",
            ["lost"] = "model-missing",
            ["after"] = "fine",
            ["closed"] = "closed",
        }, codes);
        var texts = await visit.Page.EvaluateAsync<JsonElement>("() => loadTexts('es')");
        Assert.Equal("ltr", texts.GetProperty("direction").GetString());
        Assert.All(codes.Values.Where(code => code != "fine"), code =>
            Assert.Matches(@"[.?]$", texts.GetProperty("errors").GetProperty(code).GetProperty("remedy").GetString()));
    }

    [Fact]
    public async Task A_photo_is_given_up_while_it_is_read_and_the_next_is_answered()
    {
        await using var visit = await OpenAsync();
        var codes = await visit.Page.EvaluateAsync<string[]>("""
            async () => {
              const given = new AbortController();
              const first = codeOf(reader.read(face, { signal: given.signal }));
              setTimeout(() => given.abort(), 30);
              return [await first, await codeOf(reader.read(face))];
            }
            """);
        Assert.Equal(["cancelled", "fine"], codes);
    }

    [Fact]
    public async Task Closing_gives_up_the_photo_that_is_being_read_and_ends_all_workers_at_once_and_for_good()
    {
        await using var visit = await OpenAsync();
        Assert.NotEmpty(visit.Page.Workers);
        var code = await visit.Page.EvaluateAsync<string>("""
            async () => {
              const later = (time, value) => new Promise((next) => setTimeout(next, time, value));
              const reading = codeOf(reader.read(face));
              reader.close();
              const code = await Promise.race([reading, later(3000, 'nothing after three seconds')]);
              await later(1000); // what would be started again is started by then
              return code;
            }
            """);
        Assert.Equal("cancelled", code);
        for (var waited = 0; visit.Page.Workers.Count > 0; waited += 100)
        {
            Assert.True(waited < 10_000, $"still there: {string.Join(' ', visit.Page.Workers.Select(worker => worker.Url))}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task What_an_earlier_version_kept_is_let_go_and_what_others_kept_stays()
    {
        await using var visit = await OpenAsync();
        var left = await visit.Page.EvaluateAsync<string[]>("""
            async () => {
              reader.close();
              const models = await caches.open('faceshape-models-v1');
              for (const url of ['/assets/old.0123456789ab.onnx', '/elsewhere/assets/other.onnx']) await models.put(url, new Response('old'));
              const another = await FaceShape.open();
              for (let waited = 0; waited < 100 && (await models.match('/assets/old.0123456789ab.onnx')); waited++) {
                await new Promise((next) => setTimeout(next, 100));
              }
              another.close();
              return (await models.keys()).map(({ url }) => new URL(url).pathname);
            }
            """);
        Assert.DoesNotContain("/assets/old.0123456789ab.onnx", left);
        Assert.Contains("/elsewhere/assets/other.onnx", left);
        Assert.Contains(left, path => path.StartsWith("/assets/face_trunk.", StringComparison.Ordinal));
    }

    private async Task<Visit> OpenAsync()
    {
        var visit = await site.VisitAsync();
        await visit.Page.GotoAsync("privacy/");
        Photo[] photos = [await Photos.FaceAsync(), Photos.Group, Photos.Landscape];
        await visit.Page.EvaluateAsync(Prepare, photos.Select(photo => Convert.ToBase64String(photo.Bytes)).ToArray());
        return visit;
    }
}
