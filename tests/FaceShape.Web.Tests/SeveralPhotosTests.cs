using System.Globalization;
using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Shared;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

/// <summary>Further photos of the person whose photo was read.</summary>
public sealed class SeveralPhotosTests(Site site)
{
    [Fact]
    public async Task Another_photo_of_the_same_person_is_fused_as_on_the_command_line_and_works_offline_afterwards()
    {
        Photo[] photos = [await Photos.FaceAsync(), await Photos.OtherOfTheSameAsync()];
        var expected = await FuseAsync(photos);
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        Assert.DoesNotContain(visit.Gateway.Exchanges, IsDescriptor);
        await AssertFusedAsync(visit, photos, expected);
        Assert.Single(visit.Gateway.Exchanges, IsDescriptor);
        await Assertions.Expect(visit.Page.Locator("#sent-bytes")).ToHaveTextAsync("0");

        await UntilDescriptorKeptAsync(visit);
        await visit.Gateway.StopAsync();
        await visit.ForgetHttpCacheAsync();
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
        await AssertFusedAsync(visit, photos, expected);

        await visit.PressAsync("Forget this photo");
        await Assertions.Expect(visit.Page.Locator("#several")).ToBeHiddenAsync();
        Assert.Equal(0, await visit.Page.Locator("#several-photos *").CountAsync());
    }

    [Fact]
    public async Task A_photo_of_somebody_else_is_turned_away_and_the_answer_stays()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var before = await visit.ReadAsync(await Photos.FaceAsync());
        await AddAsync(visit, await Photos.FrameAsync(5, 0), "rejected");
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToContainTextAsync("somebody else");
        await Assertions.Expect(visit.Page.Locator("#announcer")).ToContainTextAsync("somebody else");
        Assert.Equal(before.Probability, (await visit.AnswerAsync()).Probability);
        Assert.Equal(0, await visit.Page.Locator("#several-photos li").CountAsync());

        // The right person still counts afterwards.
        await AddAsync(visit, await Photos.OtherOfTheSameAsync(), "fused");
        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-photos", "2");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_changes_nothing_and_says_why()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var before = await visit.ReadAsync(await Photos.FaceAsync());
        await AddAsync(visit, Photos.Text, "failed");
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToHaveTextAsync(
            "This is not a picture. Choose a photo: a JPEG, PNG, WebP or AVIF file. The answer stays as it was.");
        await AddAsync(visit, Photos.Landscape, "failed");
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToContainTextAsync("No face was found.");
        await AddAsync(visit, Photos.Group, "failed");
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToContainTextAsync("This photo shows several people.");
        Assert.Equal(before.Probability, (await visit.AnswerAsync()).Probability);
    }

    [Fact]
    public async Task Copies_of_one_photo_count_once_and_there_is_an_end_to_adding()
    {
        const int MostPhotos = 8;
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var before = await visit.ReadAsync(await Photos.FaceAsync());
        for (var i = 1; i < MostPhotos; i++)
        {
            await AddAsync(visit, await Photos.FaceAsync(quality: 95 - i), "fused");
            await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-photos", (i + 1).ToString(CultureInfo.InvariantCulture));
        }

        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-different", "1");
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToContainTextAsync("Copies of one photo count once.");
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToContainTextAsync("More photos would add next to nothing.");
        await Assertions.Expect(visit.Page.Locator("#file-more")).ToBeDisabledAsync();
        Assert.Equal(before.Probability, (await visit.AnswerAsync()).Probability, 0.03);

        await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator("#file-more")).ToBeEnabledAsync();
        Assert.Equal(0, await visit.Page.Locator("#several-photos li").CountAsync());
    }

    private static async Task AssertFusedAsync(Visit visit, Photo[] photos, FusedAnswer expected)
    {
        var single = await visit.ReadAsync(photos[0]);
        await AddAsync(visit, photos[1], "fused");
        var answer = await visit.AnswerAsync();
        Assert.Equal(Names.Of(expected.Answer.Shape.Label), answer.Shape);
        foreach (var (index, name) in Names.Shapes.ToArray().Index())
            Assert.Equal(expected.Answer.Shape.Probabilities[index], answer.Probabilities[name], 0.02);
        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-different", $"{expected.Different}");
        await Assertions.Expect(visit.Page.Locator("#several-photos li")).ToHaveCountAsync(3);
        await Assertions.Expect(visit.Page.Locator("#several-photos canvas")).ToHaveCountAsync(2);
        var note = await visit.Page.Locator("#several-note").InnerTextAsync();
        Assert.Contains($"{single.Probability:P0}".Replace(" ", "", StringComparison.Ordinal), note, StringComparison.Ordinal);
        Assert.Contains($"{answer.Probability:P0}".Replace(" ", "", StringComparison.Ordinal), note, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("#advice .topic h3").First).ToBeVisibleAsync();
    }

    private static async Task AddAsync(Visit visit, Photo photo, string state)
    {
        var section = visit.Page.Locator("#several");
        await visit.Page.Locator("#file-more").SetInputFilesAsync(photo.Payload);
        await Assertions.Expect(section).Not.ToHaveAttributeAsync("data-state", "reading", new() { Timeout = 60_000 });
        await Assertions.Expect(section).ToHaveAttributeAsync("data-state", state);
    }

    private static async Task UntilDescriptorKeptAsync(Visit visit)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if ((await visit.KeptAsync()).Any(path => path.Contains("face_descriptor", StringComparison.Ordinal))) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("the network that describes faces was not kept");
    }

    private static bool IsDescriptor(Exchange exchange) => exchange.Path.Contains("face_descriptor", StringComparison.Ordinal);

    private static async Task<FusedAnswer> FuseAsync(Photo[] photos)
    {
        List<PhotoEvidence> evidence = [];
        foreach (var photo in photos)
        {
            var face = await NativeReader.ReadAsync(NativeReader.Decode(photo.Bytes), describe: true);
            evidence.Add(new(face.Answer, face.Descriptor!));
        }

        Assert.InRange(DescriptorGroups.Distance(evidence[0].Descriptor, evidence[1].Descriptor), 0, DescriptorGroups.SamePerson);
        return PhotoFusion.Fuse(evidence);
    }
}
