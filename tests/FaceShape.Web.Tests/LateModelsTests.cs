using System.Globalization;
using System.Text.RegularExpressions;
using FaceShape.Shared;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

/// <summary>What the first visit does not bring: the heavy detector and the original networks.</summary>
public sealed class LateModelsTests(Site site)
{
    private static readonly LocatorAssertionsToHaveAttributeOptions Patient = new() { Timeout = 120_000 };

    [Fact]
    public async Task The_original_six_are_fetched_when_switched_on_answer_as_on_the_command_line_and_work_offline()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var light = await visit.ReadAsync(await Photos.FaceAsync());
        Assert.DoesNotContain(visit.Gateway.Exchanges, exchange => IsOriginal(exchange.Path));
        await visit.UntilKeptAsync();
        var expected = await NativeReader.ReadAsync(NativeReader.Decode((await Photos.FaceAsync()).Bytes), Pipeline.Original);

        await visit.ListenToAsync("compare-note", "compare-bytes");
        await AnsweredByBothAsync(visit, Names.Of(expected.Answer.Shape.Label), light.Shape);
        var heard = await visit.HeardAsync();
        Assert.Contains(heard, text => text.StartsWith("compare-bytes: Fetching the original networks: ", StringComparison.Ordinal));
        Assert.Equal(
            ["compare-note: Starting them…", "compare-note: Reading with the original networks…", $"compare-note: {await visit.Page.Locator("#compare-note").InnerTextAsync()}"],
            heard.Where(text => text.StartsWith("compare-note", StringComparison.Ordinal)).Distinct());
        Assert.Equal(6, visit.Gateway.Exchanges.Where(exchange => IsOriginal(exchange.Path)).Select(exchange => exchange.Path).Distinct().Count());
        var percent = expected.Answer.Shape.Probability.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("#compare-answers tbody tr").First.Locator("td").Last).ToContainTextAsync(percent);

        await UntilAllKeptAsync(visit, 11);
        await visit.Gateway.StopAsync();
        await visit.ForgetHttpCacheAsync();
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
        await visit.ReadAsync(await Photos.FaceAsync());
        await AnsweredByBothAsync(visit, Names.Of(expected.Answer.Shape.Label), light.Shape);
    }

    [Fact]
    public async Task A_switch_without_a_network_says_so_and_is_off_again()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        await visit.Gateway.StopAsync();
        // It may be off again before anybody sees it on.
        await visit.Page.Locator("#compare").ClickAsync(new() { Force = true });
        await Assertions.Expect(visit.Page.Locator("#comparison")).ToHaveAttributeAsync("data-state", "failed", Patient);
        await Assertions.Expect(visit.Page.Locator("#compare-note")).ToContainTextAsync("The network went away");
        await Assertions.Expect(visit.Page.Locator("#compare")).Not.ToBeCheckedAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Fact]
    public async Task The_heavy_detector_is_fetched_with_the_first_photo_that_needs_it_and_kept()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.UntilKeptAsync();
        Assert.DoesNotContain(visit.Gateway.Exchanges, exchange => IsHeavy(exchange.Path));

        await visit.ChooseAsync(Photos.Group);
        await visit.TroubleAsync("several-faces", "There are several faces.");
        Assert.Single(visit.Gateway.Exchanges, exchange => IsHeavy(exchange.Path));

        await UntilAllKeptAsync(visit, 6);
        await visit.Gateway.StopAsync();
        await visit.ForgetHttpCacheAsync();
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
        await visit.ChooseAsync(Photos.Group);
        await visit.TroubleAsync("several-faces", "There are several faces.");
    }

    [Fact]
    public async Task A_photo_that_needs_the_heavy_detector_without_a_network_says_so_and_is_read_once_there_is_one()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        await visit.Gateway.StopAsync();
        await visit.ChooseAsync(Photos.Group);
        await visit.TroubleAsync("offline", "The network went away before the reader was complete.");
        await visit.Gateway.StartAsync();
        await visit.PressAsync("Try again");
        await visit.TroubleAsync("several-faces", "There are several faces.");
    }

    [Fact]
    public async Task What_is_measured_is_shown_with_its_error_under_the_answer()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        var face = (await NativeReader.ReadAsync(NativeReader.Decode((await Photos.FaceAsync()).Bytes))).Measured!;
        static string Shown(double value, double error) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:F0}% ± {100 * error:F0}%");
        var rows = visit.Page.Locator(".measured [data-measure]");
        Assert.Equal(6, await rows.CountAsync());
        await Assertions.Expect(visit.Page.Locator("[data-measure=length] dd"))
            .ToContainTextAsync(Shown(face.Measurements.LengthToWidth.Value, face.Measurements.LengthToWidth.Error));
        await Assertions.Expect(visit.Page.Locator("[data-measure=jaw] dd"))
            .ToContainTextAsync(Shown(face.Measurements.JawToCheek.Value, face.Measurements.JawToCheek.Error));
        await Assertions.Expect(visit.Page.Locator("[data-measure=pose] dd")).ToHaveTextAsync(new Regex(@"-?\d+°.*-?\d+°.*-?\d+°"));
        await Assertions.Expect(visit.Page.Locator("#overlay .outlined polygon")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task In_Arabic_a_measurement_stands_whole_to_the_right_of_its_error()
    {
        await using var visit = await site.VisitAsync(options => options.Locale = "ar");
        await visit.Page.GotoAsync("ar/");
        await visit.UntilAsync("ready");
        await visit.ReadAsync(await Photos.FaceAsync());
        var scrambled = await visit.Page.EvaluateAsync<string[]>(
            """
            () => {
              for (const details of document.querySelectorAll('details')) details.open = true;
              return ['length', 'forehead', 'jaw', 'chin', 'angle'].flatMap((key) => {
                const text = document.querySelector(`[data-measure=${key}] dd`).firstChild;
                const placed = (start, end) => {
                  const range = document.createRange();
                  range.setStart(text, start);
                  range.setEnd(text, end);
                  const { left, right } = range.getBoundingClientRect();
                  return { left: Math.round(left), right: Math.round(right) };
                };
                const at = text.data.indexOf('±');
                const end = text.data.indexOf('\u2069', at);
                const [value, sign, error] = [placed(0, at), placed(at, at + 1), placed(at + 1, end < 0 ? text.length : end)];
                const inOrder = error.left < error.right && error.right <= sign.left && sign.left < sign.right && sign.right <= value.left && value.left < value.right;
                return inOrder ? [] : [`${text.data}: ${JSON.stringify({ value, sign, error })}`];
              });
            }
            """);
        Assert.Empty(scrambled);
    }

    private static bool IsHeavy(string path) => path.Contains("/assets/ssd_mobilenetv1.", StringComparison.Ordinal);

    private static bool IsOriginal(string path) => Inference.ModelNames.All.Any(name => path.Contains($"/assets/{name}.", StringComparison.Ordinal));

    private static async Task AnsweredByBothAsync(Visit visit, string original, string light)
    {
        await visit.Page.Locator("#compare").CheckAsync(new() { Force = true });
        await Assertions.Expect(visit.Page.Locator("#comparison")).ToHaveAttributeAsync("data-state", "answered", Patient);
        var answers = visit.Page.Locator("#compare-answers");
        await Assertions.Expect(answers).ToBeVisibleAsync();
        await Assertions.Expect(answers).ToHaveAttributeAsync("data-original", original);
        await Assertions.Expect(answers).ToHaveAttributeAsync("data-light", light);
    }

    /// <summary>Bytes that came late are kept a moment after they were used.</summary>
    private static async Task UntilAllKeptAsync(Visit visit, int models)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if ((await visit.KeptAsync()).Count(Visit.IsModel) == models) return;
            await Task.Delay(100);
        }

        Assert.Fail($"{models} models were to be kept: {string.Join(", ", await visit.KeptAsync())}");
    }
}
