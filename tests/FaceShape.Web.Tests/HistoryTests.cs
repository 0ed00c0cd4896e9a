using System.Text.Json;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

/// <summary>Answers that a person wants to be remembered.</summary>
public sealed class HistoryTests(Site site)
{
    [Fact]
    public async Task Nothing_is_remembered_before_it_is_switched_on_and_then_the_answer_without_the_photo()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        Assert.Null(await StoredAsync(visit));
        await Assertions.Expect(visit.Page.Locator("#history-words")).ToHaveTextAsync("Off. Nothing about you is remembered.");

        await visit.Page.Locator("#history-on").CheckAsync();
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(1);
        var answer = await visit.ReadAsync(await Photos.FrameAsync(5, 0));
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(2);
        await Assertions.Expect(Rows(visit).First).ToHaveAttributeAsync("data-shape", answer.Shape);
        await Assertions.Expect(visit.Page.Locator("#kept-words")).ToContainTextAsync("And 2 answers in your history.");

        var entry = JsonDocument.Parse((await StoredAsync(visit))!).RootElement.GetProperty("entries")[0];
        Assert.Equal(
            ["abstained", "attributes", "between", "date", "measurements", "photos", "probabilities", "probability", "second", "shape"],
            entry.EnumerateObject().Select(property => property.Name).Order());
        Assert.Equal(["chinToJaw", "foreheadToCheek", "jawAngle", "jawToCheek", "lengthToWidth"],
            entry.GetProperty("measurements").EnumerateObject().Select(property => property.Name).Order());
        Assert.InRange(entry.GetRawText().Length, 1, 1000);
    }

    [Fact]
    public async Task An_answer_is_remembered_with_its_doubts()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.Page.EvaluateAsync("""
            () => {
              const entry = (rest) => ({ date: new Date().toISOString(), photos: 1, shape: 'round', probability: 0.36, abstained: false,
                probabilities: { heart: 0.04, oblong: 0.05, oval: 0.2, round: 0.36, square: 0.35 }, attributes: {}, ...rest });
              localStorage.setItem('faceshape-history', JSON.stringify({ version: 1, on: true, entries: [
                entry({ second: 'square', between: true }), entry({ second: 'square', between: true, abstained: true }),
                entry({ second: 'square', between: false }), entry({}) ] }));
            }
            """);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(Rows(visit).Locator("strong")).ToHaveTextAsync(
            ["Between round and square, 36%", "Perhaps round, perhaps square, 36%", "Round, 36%", "Round, 36%"]);
    }

    [Fact]
    public async Task It_is_there_on_the_next_visit_and_goes_one_by_one_all_at_once_or_with_everything()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.Page.Locator("#history-on").CheckAsync();
        for (var i = 0; i < 3; i++) await visit.ReadAsync(await Photos.FaceAsync(quality: 90 + i));
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(3);
        await Assertions.Expect(visit.Page.Locator("#history-on")).ToBeCheckedAsync();

        await Rows(visit).Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(2);
        await visit.PressAsync("Delete all answers");
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#history-actions")).ToBeHiddenAsync();

        await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(1);
        await visit.PressAsync("Delete everything");
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#history-on")).Not.ToBeCheckedAsync();
        Assert.Null(await StoredAsync(visit));
    }

    [Fact]
    public async Task Switched_off_it_adds_nothing_and_keeps_what_is_there_until_it_is_deleted()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.Page.Locator("#history-on").CheckAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.Page.Locator("#history-on").UncheckAsync();
        await Assertions.Expect(visit.Page.Locator("#history-note")).ToHaveTextAsync("Nothing new is remembered. What is here stays until you delete it.");
        await visit.ReadAsync(await Photos.FaceAsync(quality: 91));
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(1);
        await Rows(visit).First.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Null(await StoredAsync(visit));
    }

    [Fact]
    public async Task It_is_saved_as_a_file_that_says_what_is_kept()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.Page.Locator("#history-on").CheckAsync();
        var answer = await visit.ReadAsync(await Photos.FaceAsync());
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator("#history-export").ClickAsync());
        Assert.Equal("face-shape-history.json", download.SuggestedFilename);
        var entries = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(answer.Shape, entries[0].GetProperty("shape").GetString());
        Assert.Equal(answer.Probability, entries[0].GetProperty("probability").GetDouble(), 0.001);
    }

    [Fact]
    public async Task More_photos_of_one_person_change_their_answer_and_add_none()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.Page.Locator("#history-on").CheckAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.Page.Locator("#file-more").SetInputFilesAsync((await Photos.OtherOfTheSameAsync()).Payload);
        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-state", "fused", new() { Timeout = 60_000 });
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(1);
        await Assertions.Expect(Rows(visit).First).ToContainTextAsync("2 photos");
    }

    [Fact]
    public async Task What_is_deleted_in_one_tab_goes_from_the_others_too()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.Page.Locator("#history-on").CheckAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        var other = await visit.TabAsync();
        await Assertions.Expect(Rows(other)).ToHaveCountAsync(1);

        await visit.PressAsync("Delete everything");
        await Assertions.Expect(Rows(other)).ToHaveCountAsync(0);
        await Assertions.Expect(other.Page.Locator("#history-on")).Not.ToBeCheckedAsync();
        await other.ReadAsync(await Photos.FaceAsync());
        Assert.Null(await StoredAsync(visit));
    }

    [Fact]
    public async Task An_answer_that_another_tab_adds_brings_back_nothing_that_was_deleted_before_it_heard_of_that()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.Page.Locator("#history-on").CheckAsync();
        for (var i = 0; i < 2; i++) await visit.ReadAsync(await Photos.FaceAsync(quality: 90 + i));
        var other = await visit.TabAsync();
        await other.Page.EvaluateAsync("addEventListener('storage', (event) => event.stopImmediatePropagation(), true)");

        await visit.PressAsync("Delete all answers");
        await other.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(Rows(other)).ToHaveCountAsync(1);
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(1);
        Assert.Equal(1, JsonDocument.Parse((await StoredAsync(visit))!).RootElement.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task There_is_room_for_200_answers_and_a_damaged_store_is_an_empty_one()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.GotoAsync("privacy/");
        await visit.Page.EvaluateAsync(
            """
            () => {
              const probabilities = { heart: 0.1, oblong: 0.1, oval: 0.6, round: 0.1, square: 0.1 };
              const attributes = { jaw: { label: 'soft', probability: 0.8 }, length: { label: 'long', probability: 0.8 } };
              const entries = Array.from({ length: 200 }, (_, i) =>
                ({ date: new Date(1.7e12 - i * 1000).toISOString(), photos: 1, shape: 'oval', probability: 0.6, abstained: false, probabilities, attributes }));
              localStorage.setItem('faceshape-history', JSON.stringify({ version: 1, on: true, entries }));
            }
            """);
        await visit.OpenAsync();
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(200);
        await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator("#history-words")).ToHaveTextAsync("200 answers, on this device alone.");
        Assert.Equal(200, await Rows(visit).CountAsync());

        await visit.Page.EvaluateAsync("localStorage.setItem('faceshape-history', '{\"version\":1,')");
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#history-on")).Not.ToBeCheckedAsync();
    }

    private static ILocator Rows(Visit visit) => visit.Page.Locator("#history-list > li");

    private static Task<string?> StoredAsync(Visit visit) => visit.Page.EvaluateAsync<string?>("localStorage.getItem('faceshape-history')");
}
