using System.Globalization;
using System.Text.RegularExpressions;
using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Shared;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

/// <summary>Further photos of the person whose photo was read.</summary>
public sealed partial class SeveralPhotosTests(Site site)
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
        await Assertions.Expect(visit.Page.Locator("#several-note[role=status]")).ToContainTextAsync("somebody else");
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
    public async Task Several_photos_are_added_at_once_and_those_that_do_not_count_are_named()
    {
        Photo[] photos = [await Photos.FaceAsync(), await Photos.OtherOfTheSameAsync()];
        var expected = await FuseAsync(photos);
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.ReadAsync(photos[0]);
        await AddAsync(visit, [await Photos.FrameAsync(5, 0), Photos.Text, photos[1], Photos.Landscape], "fused");
        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-photos", "2");
        Assert.Equal(expected.Answer.Shape.Probabilities[(int)expected.Answer.Shape.Label], (await visit.AnswerAsync()).Probability, 0.02);
        var note = visit.Page.Locator("#several-note");
        await Assertions.Expect(note).ToContainTextAsync("That seems to be somebody else.");
        await Assertions.Expect(note).ToContainTextAsync($"Left out: {Photos.Text.Payload.Name}. This is not a picture.");
        await Assertions.Expect(note).ToContainTextAsync($"Left out: {Photos.Landscape.Payload.Name}. No face was found.");
        await Assertions.Expect(note).Not.ToContainTextAsync("stays as it was");
    }

    [Fact]
    public async Task Photos_that_are_dropped_together_are_weighed_together()
    {
        Photo[] photos = [await Photos.FaceAsync(), await Photos.OtherOfTheSameAsync()];
        var expected = await FuseAsync(photos);
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await DropAsync(visit, photos);
        var section = visit.Page.Locator("#several");
        await Assertions.Expect(section).ToHaveAttributeAsync("data-state", "fused", new() { Timeout = 60_000 });
        await Assertions.Expect(section).ToHaveAttributeAsync("data-photos", "2");
        Assert.Equal(expected.Answer.Shape.Probabilities[(int)expected.Answer.Shape.Label], (await visit.AnswerAsync()).Probability, 0.02);

        // They do not come back with the next photo.
        await visit.ReadAsync(photos[0]);
        await Assertions.Expect(section).ToHaveAttributeAsync("data-state", "idle");
    }

    [Fact]
    public async Task Where_the_first_of_several_photos_cannot_be_read_the_next_takes_its_place()
    {
        Photo[] photos = [await Photos.FaceAsync(), await Photos.OtherOfTheSameAsync()];
        var expected = await FuseAsync(photos);
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await DropAsync(visit, Photos.Text, Photos.Landscape, photos[0], photos[1], Photos.Text);
        var section = visit.Page.Locator("#several");
        await Assertions.Expect(section).ToHaveAttributeAsync("data-state", "fused", new() { Timeout = 60_000 });
        await Assertions.Expect(section).ToHaveAttributeAsync("data-photos", "2");
        Assert.Equal(expected.Answer.Shape.Probabilities[(int)expected.Answer.Shape.Label], (await visit.AnswerAsync()).Probability, 0.02);
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToContainTextAsync("Left out: photo0.jpg, photo4.jpg. This is not a picture. Left out: photo1.jpg. No face was found.");

        await DropAsync(visit, Photos.Landscape, photos[0]);
        await Assertions.Expect(section).ToHaveAttributeAsync("data-state", "failed", new() { Timeout = 60_000 });
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToHaveTextAsync("Left out: photo0.jpg. No face was found.");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-state", "answered");
    }

    [Fact]
    public async Task Where_none_of_several_photos_can_be_read_each_is_named_with_its_reason()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var (trouble, leftOut) = (visit.Page.Locator("#trouble"), visit.Page.Locator("#trouble .hint"));
        await DropAsync(visit, Photos.Landscape, Photos.Text);
        await Assertions.Expect(trouble).ToHaveAttributeAsync("data-code", "not-an-image", new() { Timeout = 60_000 });
        await Assertions.Expect(leftOut).ToHaveTextAsync("Left out: photo0.jpg. No face was found. Left out: photo1.jpg. This is not a picture.");

        // The second may yet be read, once somebody is chosen.
        await DropAsync(visit, Photos.Text, Photos.Group);
        await Assertions.Expect(trouble).ToHaveAttributeAsync("data-code", "several-faces", new() { Timeout = 60_000 });
        await Assertions.Expect(leftOut).ToHaveTextAsync("Left out: photo0.jpg. This is not a picture.");

        await DropAsync(visit, Photos.Text);
        await Assertions.Expect(leftOut).ToHaveCountAsync(0);
        await Assertions.Expect(trouble).ToBeVisibleAsync();
    }

    [Fact]
    public async Task When_none_of_several_photos_counts_the_answer_stays()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var before = await visit.ReadAsync(await Photos.FaceAsync());
        await AddAsync(visit, [Photos.Text, Photos.Landscape, Photos.Text], "failed");
        var (text, landscape) = (Photos.Text.Payload.Name, Photos.Landscape.Payload.Name);
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToHaveTextAsync(
            $"Left out: {text}, {text}. This is not a picture. Left out: {landscape}. No face was found. The answer stays as it was.");
        Assert.Equal(before.Probability, (await visit.AnswerAsync()).Probability);
        Assert.Equal(0, await visit.Page.Locator("#several-photos li").CountAsync());
    }

    [Fact]
    public async Task Where_a_network_cannot_be_had_no_further_photo_is_tried_and_all_are_named()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var before = await visit.ReadAsync(await Photos.FaceAsync());
        visit.Gateway.Break(Fault.Missing, "face_descriptor");
        var photo = await Photos.OtherOfTheSameAsync();
        // The first try asks in more ways than one, each later one alike.
        await AddAsync(visit, photo, "failed");
        var one = await AskedAsync(photo);
        Assert.NotEqual(0, one);
        Assert.Equal(one, await AskedAsync(photo, photo, photo));
        var name = photo.Payload.Name;
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToContainTextAsync($"Left out: {name}, {name}, {name}. A part of the reader is not on the server. Try again in a moment.");
        Assert.Equal(before.Probability, (await visit.AnswerAsync()).Probability);

        visit.Gateway.Mend();
        await AddAsync(visit, photo, "fused");

        async Task<int> AskedAsync(params Photo[] photos)
        {
            var before = visit.Gateway.Exchanges.Count(IsDescriptor);
            await AddAsync(visit, photos, "failed");
            return visit.Gateway.Exchanges.Count(IsDescriptor) - before;
        }
    }

    [Fact]
    public async Task Of_more_photos_than_are_weighed_together_the_first_count()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        var photos = new Photo[9];
        for (var i = 0; i < photos.Length; i++) photos[i] = await Photos.FaceAsync(quality: 95 - i);
        await AddAsync(visit, photos, "fused");
        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-photos", "8");
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToContainTextAsync("At most 8 photos are weighed together; the others were left out.");
        await Assertions.Expect(visit.Page.Locator("#file-more")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Forgetting_ends_the_reading_of_several_photos()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.Page.Locator("#file-more").SetInputFilesAsync([.. Enumerable.Repeat((await Photos.OtherOfTheSameAsync()).Payload, 6)]);
        await Assertions.Expect(visit.Page.Locator("#several-note")).ToHaveTextAsync(LaterPhoto(), new() { Timeout = 60_000 });
        await visit.PressAsync("Forget this photo");
        await Assertions.Expect(visit.Page.Locator("#several")).ToBeHiddenAsync();

        // Nothing of them comes back with the next photo.
        await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-state", "idle");
        Assert.Equal(0, await visit.Page.Locator("#several-photos li").CountAsync());
        await AddAsync(visit, await Photos.OtherOfTheSameAsync(), "fused");
        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-photos", "2");
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
        await Assertions.Expect(visit.Page.Locator("#several-note")).Not.ToContainTextAsync("with more photos"); // Nothing was added by a copy.
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
        foreach (var (index, name) in Names.Shapes.Index())
            Assert.Equal(expected.Answer.Shape.Probabilities[index], answer.Probabilities[name], 0.02);
        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-different", $"{expected.Different}");
        await Assertions.Expect(visit.Page.Locator("#several-photos li")).ToHaveCountAsync(3);
        await Assertions.Expect(visit.Page.Locator("#several-photos canvas")).ToHaveCountAsync(2);
        var note = await visit.Page.Locator("#several-note").InnerTextAsync();
        Assert.Contains($"{single.Probability:P0}".Replace(" ", "", StringComparison.Ordinal), note, StringComparison.Ordinal);
        Assert.Contains($"{answer.Probability:P0}".Replace(" ", "", StringComparison.Ordinal), note, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("#advice .topic h3").First).ToBeVisibleAsync();
    }

    private static Task AddAsync(Visit visit, Photo photo, string state) => AddAsync(visit, [photo], state);

    private static async Task AddAsync(Visit visit, Photo[] photos, string state)
    {
        var section = visit.Page.Locator("#several");
        await visit.Page.Locator("#file-more").SetInputFilesAsync([.. photos.Select(photo => photo.Payload)]);
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

    [GeneratedRegex("^Reading photo [2-6] of 6…$")]
    private static partial Regex LaterPhoto();

    private static bool IsDescriptor(Exchange exchange) => exchange.Path.Contains("face_descriptor", StringComparison.Ordinal);

    private static Task DropAsync(Visit visit, params Photo[] photos) => visit.Page.EvaluateAsync(
        """
        (photos) => {
          const transfer = new DataTransfer();
          for (const [at, base64] of photos.entries()) {
            transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], `photo${at}.jpg`, { type: 'image/jpeg' }));
          }
          document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
        }
        """,
        photos.Select(photo => Convert.ToBase64String(photo.Bytes)).ToArray());

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
