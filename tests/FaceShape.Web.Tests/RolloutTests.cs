using System.Security.Cryptography;
using System.Text.Json;
using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

/// <summary>New models on some devices, by a list that its makers signed; and the way back.</summary>
public sealed class RolloutTests(Site site, RolloutTests.SignedSite signed) : IClassFixture<RolloutTests.SignedSite>
{
    private const string Note = "The list of models on this site’s server is not the one that its makers signed";

    [Fact]
    public async Task New_models_answer_from_the_next_visit_on_and_a_list_that_somebody_changed_changes_nothing()
    {
        await using var visit = await VisitAsync();
        await visit.OpenAsync();
        await AnsweringAsync(visit, null);
        var before = await visit.ReadAsync(await Photos.FaceAsync());
        await visit.UntilKeptAsync();
        await ListedAsync(visit, signed.Challenger.Name);
        Assert.InRange(await visit.Page.EvaluateAsync<int>("Number(localStorage.getItem('faceshape-bucket') ?? -1)"), 0, 99);

        await AgainAsync(visit);
        await AnsweringAsync(visit, signed.Challenger.Name);
        Assert.Single(visit.Gateway.Exchanges, exchange => IsTried(exchange.Path));
        Assert.Equivalent(before, await visit.ReadAsync(await Photos.FaceAsync()));
        await UntilTriedIsKeptAsync(visit);

        foreach (var (list, signature) in new[] { signed.Changed, signed.SignedByAStranger, signed.Unreadable, signed.Older })
        {
            visit.Gateway.Change(("/models.json.sig", _ => signature), ("/models.json", _ => list));
            var asked = visit.Gateway.Exchanges.Count;
            await AgainAsync(visit);
            await Assertions.Expect(visit.Page.Locator("#catalogue-note")).ToContainTextAsync(Note);
            await AnsweringAsync(visit, signed.Challenger.Name);
            await visit.ReadAsync(await Photos.FaceAsync());
            // From the caches: no model is fetched, neither that of before nor another.
            Assert.DoesNotContain(visit.Gateway.Exchanges.Skip(asked), exchange => Visit.IsModel(exchange.Path));
        }
    }

    [Fact]
    public async Task Switched_off_the_models_before_answer_again_without_a_download()
    {
        await using var visit = await VisitAsync();
        await visit.OpenAsync();
        await visit.UntilKeptAsync();
        await ListedAsync(visit, signed.Challenger.Name);
        await AgainAsync(visit);
        await AnsweringAsync(visit, signed.Challenger.Name);
        await UntilTriedIsKeptAsync(visit);

        var (list, signature) = signed.SwitchedOff;
        visit.Gateway.Change(("/models.json.sig", _ => signature), ("/models.json", _ => list));
        await AgainAsync(visit);
        await ListedAsync(visit, "\"enabled\":false");
        var asked = visit.Gateway.Exchanges.Count;
        await visit.ForgetHttpCacheAsync();
        await AgainAsync(visit);
        await AnsweringAsync(visit, null);
        await visit.ReadAsync(await Photos.FaceAsync());
        Assert.DoesNotContain(visit.Gateway.Exchanges.Skip(asked), exchange => Visit.IsModel(exchange.Path));
        await Assertions.Expect(visit.Page.Locator("#catalogue-note")).ToBeEmptyAsync();
    }

    [Theory]
    [InlineData("Missing")]
    [InlineData("Damaged")]
    public async Task Where_new_models_do_not_come_or_do_not_fit_their_hash_those_before_answer(string fault)
    {
        await using var visit = await VisitAsync();
        await visit.OpenAsync();
        await visit.UntilKeptAsync();
        await ListedAsync(visit, signed.Challenger.Name);
        visit.Gateway.Break(Enum.Parse<Fault>(fault), signed.TriedFile);
        await AgainAsync(visit);
        await AnsweringAsync(visit, null);
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Of_a_share_of_one_in_a_hundred_only_the_first_bucket_of_the_salts_order_is_drawn_and_nobody_is_told(int place, bool drawn)
    {
        await using var visit = await VisitAsync();
        var (list, signature) = signed.OnOneInAHundred;
        visit.Gateway.Change(("/models.json.sig", _ => signature), ("/models.json", _ => list));
        await visit.Context.AddInitScriptAsync($"localStorage.setItem('faceshape-bucket', '{signed.Buckets[place]}')");
        await visit.OpenAsync();
        Assert.Contains("\"share\":1,", await ListedAsync(visit, $"\"drawn\":{(drawn ? "true" : "false")}"), StringComparison.Ordinal);
        await AgainAsync(visit);
        await AnsweringAsync(visit, drawn ? signed.Challenger.Name : null);
        await visit.ReadAsync(await Photos.FaceAsync());
        Assert.DoesNotContain(visit.Gateway.Exchanges, exchange => exchange.Query.Length > 0 || exchange.Method != "GET");
    }

    [Fact]
    public async Task A_list_for_another_version_of_the_site_waits_for_it()
    {
        await using var visit = await VisitAsync();
        var (list, signature) = signed.ForAnotherSite;
        visit.Gateway.Change(("/models.json.sig", _ => signature), ("/models.json", _ => list));
        await visit.OpenAsync();
        await visit.UntilKeptAsync();
        await AgainAsync(visit);
        await AgainAsync(visit);
        await AnsweringAsync(visit, null);
        await visit.ReadAsync(await Photos.FaceAsync());
        Assert.Contains(visit.Gateway.Exchanges, exchange => exchange.Path.EndsWith("/models.json.sig", StringComparison.Ordinal));
        Assert.Null(await visit.Page.EvaluateAsync<string?>("localStorage.getItem('faceshape-catalogue')"));
        await Assertions.Expect(visit.Page.Locator("#catalogue-note")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_plain_site_has_no_list_and_asks_for_none()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        Assert.DoesNotContain(visit.Gateway.Exchanges, exchange => exchange.Path.Contains("models.json", StringComparison.Ordinal));
        Assert.Null(await visit.Page.EvaluateAsync<string?>("localStorage.getItem('faceshape-bucket')"));
    }

    private Task<Visit> VisitAsync() => site.VisitAsync(other: signed.Site.Server);

    private bool IsTried(string path) => path.Contains(signed.TriedFile, StringComparison.Ordinal);

    private static async Task AgainAsync(Visit visit)
    {
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
    }

    private static async Task AnsweringAsync(Visit visit, string? models) =>
        Assert.Equal(models, await visit.Page.Locator("html").GetAttributeAsync("data-models"));

    /// <summary>Waits until the list that is kept says something.</summary>
    private static async Task<string> ListedAsync(Visit visit, string words)
    {
        for (var tries = 0; ; tries++)
        {
            var kept = await visit.Page.EvaluateAsync<string?>("localStorage.getItem('faceshape-catalogue')") ?? "";
            if (kept.Contains(words, StringComparison.Ordinal)) return kept;
            Assert.True(tries < 600, $"'{words}' is not in the list that is kept: {kept}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task UntilTriedIsKeptAsync(Visit visit)
    {
        for (var tries = 0; !(await visit.KeptAsync()).Any(IsTried); tries++)
        {
            Assert.True(tries < 600, "The new model is not kept");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A site without a collector whose list of models is signed, and lists that might take its place.</summary>
    public sealed class SignedSite : IAsyncLifetime
    {
        private readonly string folder = Directory.CreateTempSubdirectory("faceshape-signed-").FullName;
        private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private readonly ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private BuiltSite? site;

        internal BuiltSite Site => site!;

        internal Challenger Challenger { get; private set; } = null!;

        /// <summary>The beginning of the new model's file name.</summary>
        internal string TriedFile => $"{ModelNames.LightClassifiers}.{Challenger.Models[0].Sha256[..12]}";

        internal (byte[] List, byte[] Signature) SwitchedOff => Signed(catalogue => catalogue with { Issued = 20, Challenger = Challenger with { Enabled = false } });

        internal (byte[] List, byte[] Signature) OnOneInAHundred => Signed(catalogue => catalogue with { Issued = 20, Challenger = Challenger with { Share = 1 } });

        internal (byte[] List, byte[] Signature) ForAnotherSite => Signed(catalogue => catalogue with
        {
            Issued = 20,
            Models = [.. catalogue.Models.Select(model => model.Name == ModelNames.FaceMesh ? model with { Sha256 = new('0', 64) } : model)],
        });

        internal (byte[] List, byte[] Signature) Older => Signed(catalogue => catalogue with { Issued = 5, Challenger = Challenger with { Enabled = false } });

        internal (byte[] List, byte[] Signature) Changed => (SwitchedOff.List, Signed(catalogue => catalogue).Signature);

        internal (byte[] List, byte[] Signature) SignedByAStranger => (SwitchedOff.List, Sign(SwitchedOff.List, stranger));

        internal (byte[] List, byte[] Signature) Unreadable => (SwitchedOff.List, "not base64"u8.ToArray());

        /// <summary>All buckets in the order in which the salt draws them.</summary>
        internal int[] Buckets =>
        [
            .. Enumerable.Range(0, 100).OrderBy(
                bucket => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{Challenger.Salt}:{bucket}"))), StringComparer.Ordinal),
        ];

        public async ValueTask InitializeAsync()
        {
            if (Browsers.Chromium is null) return; // Each test skips, and says so.
            var models = Path.Combine(folder, "models");
            Challenger = TriedModels.Make(models, share: 100, answers: true);
            CatalogueFile.Write(models, CatalogueFile.Read(models, key: null) with { Issued = 10 });
            CatalogueSignature.Sign(models, key);
            var file = Path.Combine(folder, "key.pub");
            await File.WriteAllTextAsync(file, key.ExportSubjectPublicKeyInfoPem());
            site = await BuiltSite.BuildAsync(Path.Combine(folder, "site"), "--models", models, "--models-key", file);
        }

        public async ValueTask DisposeAsync()
        {
            if (site is not null) await site.DisposeAsync();
            key.Dispose();
            stranger.Dispose();
            Directory.Delete(folder, recursive: true);
        }

        private (byte[] List, byte[] Signature) Signed(Func<ModelCatalogue, ModelCatalogue> change)
        {
            var list = JsonSerializer.SerializeToUtf8Bytes(change(CatalogueFile.Read(Path.Combine(folder, "models"), key: null)), JsonSerializerOptions.Web);
            return (list, Sign(list, key));
        }

        private static byte[] Sign(byte[] list, ECDsa by) =>
            System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(by.SignData(list, HashAlgorithmName.SHA256)));
    }
}
