using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FaceShape.Shared;
using FaceShape.Web.Building.Wasm;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

public sealed class TroubleTests(Site site, OpenVisit open) : IClassFixture<OpenVisit>
{
    public static TheoryData<string, string> Unreadable => new()
    {
        { "no-face", "No face was found." },
        { "not-an-image", "This is not a picture." },
        { "empty-file", "This file is empty." },
        { "too-large", "This picture is too large." },
        { "truncated", "This picture is damaged: it ends too early." },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_photo_that_cannot_be_read_is_told_why_and_the_next_one_is_answered(string code, string sentence)
    {
        var visit = await open.PageAsync();
        await visit.ChooseAsync(code switch
        {
            "no-face" => Photos.Landscape,
            "not-an-image" => Photos.Text,
            "empty-file" => Photos.Empty,
            "too-large" => Photos.Huge,
            _ => Photos.Truncated,
        });
        await visit.TroubleAsync(code, sentence);
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Fact]
    public async Task A_file_above_the_bound_is_refused_without_being_read()
    {
        var visit = await open.PageAsync();
        await visit.Page.EvaluateAsync(
            """
            () => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([new ArrayBuffer(64 * 2 ** 20 + 1)], 'photo.jpg', { type: 'image/jpeg' }));
              document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
            }
            """);
        await visit.TroubleAsync("too-large", "This picture is too large.");
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Fact]
    public async Task Of_several_faces_the_largest_is_read_when_that_is_chosen()
    {
        var visit = await open.PageAsync();
        await visit.ChooseAsync(Photos.Group);
        await visit.TroubleAsync("several-faces", "There are several faces.");
        await visit.PressAsync("The largest");
        var answer = await visit.AnswerAsync();
        var face = await NativeReader.ReadAsync(NativeReader.Decode(Photos.Group.Bytes));
        Assert.Equal(Names.Of(face.Answer.Shape.Label), answer.Shape);
        Assert.Equal(face.Answer.Shape.Probability, answer.Probability, 0.02);
    }

    [Fact]
    public async Task Of_several_faces_each_can_be_picked()
    {
        var visit = await open.PageAsync();
        await visit.ChooseAsync(Photos.Group);
        await visit.TroubleAsync("several-faces", "There are several faces.");
        await visit.PressAsync("Read all, let me choose");
        var largest = await visit.AnswerAsync();
        var faces = visit.Page.Locator("#faces button");
        Assert.True(await faces.CountAsync() > 1);
        await faces.Last.ClickAsync();
        await Assertions.Expect(faces.Last).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(faces.First).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.NotEqual(largest.Probabilities, (await visit.AnswerAsync()).Probabilities);
    }

    [Fact]
    public async Task A_browser_without_vectors_in_WebAssembly_is_told_so_at_once_and_loads_no_networks()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.AddInitScriptAsync("WebAssembly.validate = () => false");
        await visit.Page.GotoAsync("");
        await visit.TroubleAsync("browser-unfit", "This browser cannot run the reader.");
        await visit.ChooseAsync(await Photos.FaceAsync());
        await visit.TroubleAsync("browser-unfit", "This browser cannot run the reader.");
        await Assertions.Expect(visit.Trouble.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        Assert.DoesNotContain(visit.Gateway.Exchanges, exchange => Visit.IsModel(exchange.Path));
    }

    [Fact]
    public async Task A_reader_that_crashes_over_a_photo_is_replaced_and_reads_it_on_the_next_try()
    {
        var visit = await open.PageAsync();
        await visit.SilenceReaderAsync();
        await visit.ChooseAsync(await Photos.FaceAsync());
        await visit.UntilHandedOverAsync();
        await visit.InReaderAsync("setTimeout(() => { throw new Error('crash') })");
        await visit.TroubleAsync("worker-crashed", "The reader stopped unexpectedly.");
        await visit.PressAsync("Try again");
        await visit.AnswerAsync();
    }

    [Fact]
    public async Task A_reader_that_crashes_while_idle_is_replaced_without_a_word()
    {
        var visit = await open.PageAsync();
        await visit.InReaderAsync("setTimeout(() => { throw new Error('crash') })");
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Fact]
    public async Task Workers_that_never_start_are_replaced_without_a_word()
    {
        // The first of each script neither hears nor says anything, as happens now and then in Firefox.
        const string Silence =
            """
            {
              const silenced = new Set();
              globalThis.Worker = class extends Worker {
                constructor(url, options) {
                  super(url, options);
                  if (silenced.has(`${url}`)) return;
                  silenced.add(`${url}`);
                  this.postMessage = () => {};
                  this.addEventListener('message', (event) => event.stopImmediatePropagation());
                }
              };
            }

            """;
        await using var visit = await site.VisitAsync();
        await visit.Page.AddInitScriptAsync(Silence);
        visit.Gateway.Change(("/assets/worker.", worker => [.. Encoding.UTF8.GetBytes(Silence), .. worker]));
        await visit.Page.GotoAsync("");
        var photo = await Photos.FaceAsync();
        await visit.ChooseAsync(photo);
        await NativeReader.AssertSameAsync(photo, await visit.AnswerAsync());
        Assert.Empty(visit.Console);
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("networks")]
    public async Task A_worker_that_is_killed_without_a_word_is_noticed_long_before_patience_ends_and_replaced(string script)
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.SilenceReaderAsync();
        await visit.ChooseAsync(await Photos.FaceAsync());
        await visit.UntilHandedOverAsync();
        var since = Stopwatch.GetTimestamp();
        await visit.WorkerOf(script).EvaluateAsync<object?>("() => { setTimeout(() => self.close()); }");
        await visit.TroubleAsync("worker-crashed", "The reader stopped unexpectedly.");
        Assert.InRange(Stopwatch.GetElapsedTime(since).TotalSeconds, 0, 25);
        await visit.PressAsync("Try again");
        await visit.AnswerAsync();
    }

    [Fact]
    public async Task A_decoder_that_is_killed_without_a_word_is_noticed_long_before_patience_ends_and_replaced()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await SilenceDecoderAsync(visit);
        await visit.ChooseAsync(await Photos.FaceAsync());
        await visit.UntilAsync("reading");
        await Assertions.Expect(visit.Page.Locator("#cancel")).ToBeVisibleAsync();
        var since = Stopwatch.GetTimestamp();
        await visit.WorkerOf("decoder").EvaluateAsync<object?>("() => { setTimeout(() => self.close()); }");
        await visit.TroubleAsync("worker-crashed", "The reader stopped unexpectedly.");
        Assert.InRange(Stopwatch.GetElapsedTime(since).TotalSeconds, 0, 25);
        await visit.PressAsync("Try again");
        await visit.UntilAsync("answered");
    }

    [Fact]
    public async Task A_photo_can_be_given_up_while_it_is_opened()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await SilenceDecoderAsync(visit);
        await visit.ChooseAsync(await Photos.FaceAsync());
        await visit.UntilAsync("reading");
        await visit.PressAsync("Cancel");
        await visit.TroubleAsync("cancelled", "Cancelled.");
        await Assertions.Expect(visit.Page.Locator("#working")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_decoder_that_is_killed_while_idle_is_replaced_without_a_word_and_before_there_is_a_photo()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var killed = visit.WorkerOf("decoder");
        var another = await visit.Page.RunAndWaitForWorkerAsync(() => killed.EvaluateAsync<object?>("() => { setTimeout(() => self.close()); }"));
        Assert.Contains("/assets/decoder.", another.Url, StringComparison.Ordinal);
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Fact]
    public async Task With_site_data_blocked_photos_are_read_all_the_same_and_it_is_said_that_nothing_is_kept()
    {
        await using var visit = await site.VisitAsync();
        await visit.BlockSiteDataAsync();
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.ChooseAsync(Photos.Group); // The second runtime has a worker of its own.
        await visit.TroubleAsync("several-faces", "There are several faces.");
        await Assertions.Expect(visit.Page.Locator("#kept-words"))
            .ToHaveTextAsync("This browser window keeps nothing: the reader is downloaded on every visit.");
        await Assertions.Expect(visit.Page.Locator("#kept-delete")).ToBeDisabledAsync();
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Where_there_are_no_locks_time_tells_that_the_decoder_has_ended_and_another_is_started()
    {
        await using var visit = await site.VisitAsync();
        await visit.BlockSiteDataAsync();
        await visit.OpenAsync();
        await SilenceDecoderAsync(visit);
        await visit.Page.Clock.InstallAsync();
        await visit.ChooseAsync(await Photos.FaceAsync());
        await visit.UntilAsync("reading");
        await visit.Page.Clock.FastForwardAsync(61_000);
        await visit.TroubleAsync("timeout", "This takes too long.");
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Fact]
    public async Task A_reader_that_gets_ready_too_late_takes_back_that_it_took_too_long()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.Clock.InstallAsync();
        visit.Gateway.Break(Fault.Held, "/models/");
        await visit.Page.GotoAsync("");
        await visit.UntilAsync("loading");
        await visit.Page.Clock.FastForwardAsync(61_000);
        await visit.TroubleAsync("timeout", "This takes too long.");
        visit.Gateway.Mend();
        await visit.UntilAsync("ready");
        await Assertions.Expect(visit.Trouble).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#file")).ToBeFocusedAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Fact]
    public async Task A_function_that_the_cut_runtime_lacks_is_fetched_with_the_whole_one_and_the_photo_is_answered()
    {
        await using var visit = await WithoutFunctionsAsync("ort");
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        Assert.Equal(1, visit.WholeRuntimes);
        Assert.Contains(visit.Console, line => line.Contains("The whole ONNX Runtime is needed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task So_is_one_that_the_runtime_lacks_which_opens_the_heavy_detector()
    {
        await using var visit = await WithoutFunctionsAsync("ort-opening");
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        Assert.Equal(0, visit.WholeRuntimes);
        await visit.ChooseAsync(Photos.Group);
        await visit.TroubleAsync("several-faces", "There are several faces.");
        Assert.Equal(1, visit.WholeRuntimes);
    }

    private static Task SilenceDecoderAsync(Visit visit) => visit.WorkerOf("decoder").EvaluateAsync<object?>("() => { self.onmessage = null; }");

    private async Task<Visit> WithoutFunctionsAsync(string runtime)
    {
        var visit = await site.VisitAsync();
        var cut = File.ReadAllBytes(Directory.GetFiles(Path.Combine(Site.Folder, "assets"), $"{runtime}.*.wasm").Single());
        var empty = new UsedFunctions(Sha256(cut), []).Cut(cut);
        var main = (byte[] script) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(script)
            .Replace(Sha256(cut), Sha256(empty), StringComparison.Ordinal)
            .Replace($"bytes:{cut.Length}", $"bytes:{empty.Length}", StringComparison.Ordinal));
        visit.Gateway.Change(($"/assets/{runtime}.", _ => empty), ("/assets/main.", main));
        visit.MayNeedWholeRuntime = true;
        return visit;
    }

    [Fact]
    public async Task A_reading_that_is_cancelled_stops_and_the_next_photo_is_answered()
    {
        var visit = await open.PageAsync();
        await visit.SilenceReaderAsync();
        await visit.ChooseAsync(await Photos.FaceAsync());
        await visit.UntilAsync("reading");
        await visit.PressAsync("Cancel");
        await visit.TroubleAsync("cancelled", "Cancelled.");
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Fact]
    public async Task A_second_photo_takes_the_place_of_one_that_is_being_read()
    {
        var visit = await open.PageAsync();
        var expected = await visit.ReadAsync(await Photos.FaceAsync());
        await visit.ChooseAsync(Photos.Landscape);
        Assert.Equal(expected.Probabilities, (await visit.ReadAsync(await Photos.FaceAsync())).Probabilities);
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
