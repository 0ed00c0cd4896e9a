using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using FaceShape.Cli.Commands;
using FaceShape.Cli.Serve;
using FaceShape.Cli.Terminals;

namespace FaceShape.Cli.Tests.Serve;

public sealed class SiteServerTests : IDisposable
{
    private const string Home = "<!DOCTYPE html><title>Home</title>";
    private static readonly byte[] Model = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];

    private readonly string folder = Directory.CreateTempSubdirectory("faceshape site ").FullName;

    public SiteServerTests()
    {
        Write("site/index.html", Encoding.UTF8.GetBytes(Home));
        Write("site/index.html.br", Brotli(Home));
        Write("site/index.html.gz", Gzip(Home));
        Write("site/404.html", "nothing here"u8.ToArray());
        Write("site/privacy/index.html", "privacy"u8.ToArray());
        Write("site/assets/model.0a.onnx", Model);
        Write("site/assets/run.0b.mjs", "export {}"u8.ToArray());
        Write("site/assets/run.0c.wasm", [0, 1, 2]);
        Write("site/manifest.webmanifest", "{}"u8.ToArray());
        Write("site/headers.json", """
            [{"pattern":"/*","headers":{"Cache-Control":"no-cache","X-Content-Type-Options":"nosniff"}},
             {"pattern":"/assets/*","headers":{"Cache-Control":"immutable"}}]
            """u8.ToArray());
        Write("secret.txt", "not of the site"u8.ToArray());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public Task Pages_carry_the_headers_of_the_site_and_later_rules_win() => Serving(async client =>
    {
        var page = await client.GetAsync("");
        Assert.Equal(Home, await page.Content.ReadAsStringAsync());
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        Assert.False(page.Headers.Contains("Server"));
        var model = await client.GetAsync("assets/model.0a.onnx");
        Assert.Equal(Model, await model.Content.ReadAsByteArrayAsync());
        Assert.Equal("immutable", model.Headers.CacheControl!.ToString());
    });

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public Task The_smallest_encoding_that_is_accepted_is_sent(string accepted, string? sent) => Serving(async client =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "");
        if (accepted.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        var page = await client.SendAsync(request);
        Assert.Equal(sent, page.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", page.Headers.Vary.Single());
        var body = await page.Content.ReadAsByteArrayAsync();
        Assert.Equal(sent switch { "br" => Brotli(Home), "gzip" => Gzip(Home), _ => Encoding.UTF8.GetBytes(Home) }, body);
    });

    [Theory]
    [InlineData("assets/model.0a.onnx", "application/octet-stream")]
    [InlineData("assets/run.0b.mjs", "text/javascript; charset=utf-8")]
    [InlineData("assets/run.0c.wasm", "application/wasm")]
    [InlineData("manifest.webmanifest", "application/manifest+json")]
    public Task Files_have_their_media_type(string address, string type) => Serving(async client =>
        Assert.Equal(type, (await client.GetAsync(address)).Content.Headers.ContentType!.ToString()));

    [Fact]
    public async Task A_port_that_is_not_for_everybody_is_said_in_one_line()
    {
        Assert.SkipWhen(MayTake(1), "every port may be taken here: run the tests as an ordinary user");
        var run = await Cli.RunAsync("serve", Path.Combine(folder, "site"), "--port", "1");

        Assert.Contains("name one above 1023", Assert.Single(run.ErrorLines));
        Assert.Equal(1, run.ExitCode);

        static bool MayTake(int port)
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return true;
            }
            catch (SocketException error)
            {
                return error.SocketErrorCode != SocketError.AccessDenied;
            }
        }
    }

    [Theory]
    [InlineData(SocketError.AccessDenied, "Port 80 is not for everybody to take on this machine: name one above 1023 with --port")]
    [InlineData(SocketError.AddressNotAvailable, "): name another with --port")]
    public void Why_a_port_is_refused_is_said_with_what_to_do(SocketError error, string expected) =>
        Assert.EndsWith(expected, SiteServer.Refused(80, new SocketException((int)error)).Message);

    [Fact]
    public Task A_range_gets_its_part_of_the_plain_file() => Serving(async client =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "assets/model.0a.onnx");
        request.Headers.Range = new RangeHeaderValue(10, 19);
        var part = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(Model[10..20], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal("bytes 10-19/1000", part.Content.Headers.ContentRange!.ToString());
    });

    [Fact]
    public Task What_has_not_changed_is_not_sent_again() => Serving(async client =>
    {
        var tag = (await client.GetAsync("privacy/")).Headers.ETag!;
        using var request = new HttpRequestMessage(HttpMethod.Get, "privacy/");
        request.Headers.IfNoneMatch.Add(tag);
        var again = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    });

    [Fact]
    public Task A_head_request_tells_the_length_and_sends_nothing() => Serving(async client =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "assets/model.0a.onnx");
        var head = await client.SendAsync(request);
        Assert.Equal(1000, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    });

    [Fact]
    public Task An_unknown_address_gets_the_page_for_that() => Serving(async client =>
    {
        var missing = await client.GetAsync("no/such/page");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("nothing here", await missing.Content.ReadAsStringAsync());
    });

    [Fact]
    public Task A_folder_without_its_slash_is_redirected() => Serving(async client =>
    {
        var moved = await client.GetAsync("privacy");
        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        Assert.Equal("/privacy/", moved.Headers.Location!.ToString());
    });

    [Fact]
    public Task Nothing_can_be_sent_to_it() => Serving(async client =>
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.PostAsync("", new StringContent("a photo"))).StatusCode));

    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/assets/../../secret.txt")]
    [InlineData("/..\\secret.txt")]
    public Task No_address_leads_out_of_the_folder(string address) => Serving(async client =>
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, client.BaseAddress!.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("not of the site", answer, StringComparison.Ordinal);
    });

    [Fact]
    public async Task A_taken_port_is_passed_over()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        await Serving(client =>
        {
            Assert.InRange(client.BaseAddress!.Port, taken + 1, taken + SiteServer.PortsTried);
            return Task.CompletedTask;
        }, taken);
    }

    [Fact]
    public async Task A_folder_without_a_site_says_how_to_build_one()
    {
        var error = await Assert.ThrowsAsync<SiteException>(() => SiteServer.RunAsync(folder, 0, _ => { }, CancellationToken.None));
        Assert.Contains("./run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_without_its_headers_is_not_served()
    {
        File.Delete(Path.Combine(folder, "site", "headers.json"));
        await Assert.ThrowsAsync<SiteException>(() => SiteServer.RunAsync(Path.Combine(folder, "site"), 0, _ => { }, CancellationToken.None));
    }

    [Fact]
    public Task Pages_of_an_embedder_may_load_what_is_served_and_nobody_else_may() => Serving(async client =>
    {
        var model = await client.GetAsync("assets/model.0a.onnx");
        Assert.Equal("http://shop.example", model.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("immutable", model.Headers.CacheControl!.ToString());
        await Serving(async others => Assert.False((await others.GetAsync("assets/model.0a.onnx")).Headers.Contains("Access-Control-Allow-Origin")));
    }, embedder: "http://shop.example");

    [Theory]
    [InlineData("https://bücher.example:8443", "https://xn--bcher-kva.example:8443")]
    [InlineData("http://localhost:3000", "http://localhost:3000")]
    [InlineData("*", "*")]
    public void An_embedder_is_named_as_browsers_send_it(string embedder, string expected) =>
        Assert.Equal(expected, ServeCommand.Create(new Terminal(TextWriter.Null, TextWriter.Null, false, false)).Parse(["--embedder", embedder]).GetValue<string>("--embedder"));

    private async Task Serving(Func<HttpClient, Task> test, int port = 0, string? embedder = null)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var started = new TaskCompletionSource<Uri>();
        var serving = SiteServer.RunAsync(Path.Combine(folder, "site"), port, started.SetResult, end.Token, embedder);
        if (await Task.WhenAny(started.Task, serving) == serving) await serving;
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = new UriBuilder(await started.Task) { Host = "127.0.0.1" }.Uri };
        await test(client);
        await end.CancelAsync();
        await serving;
    }

    private void Write(string path, byte[] content)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    private static byte[] Brotli(string text)
    {
        using var target = new MemoryStream();
        using (var stream = new BrotliStream(target, CompressionLevel.Optimal)) stream.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }

    private static byte[] Gzip(string text)
    {
        using var target = new MemoryStream();
        using (var stream = new GZipStream(target, CompressionLevel.Optimal)) stream.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
