using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace FaceShape.Bench.Browser;

/// <summary>
/// A slow line to a server: all connections share its rate, and every byte takes half a round trip. Chromium's own throttling
/// gives each page and each worker a line of its own, so a page with workers would look faster than it is.
/// </summary>
/// <param name="server">What lies at the other end.</param>
/// <param name="bitsPerSecond">Rate towards the browser.</param>
/// <param name="roundTrip">There and back.</param>
internal sealed class Relay(Uri server, double bitsPerSecond, TimeSpan roundTrip) : IAsyncDisposable
{
    private const int ChunkBytes = 8192;
    private const int ChunksUnderWay = 64;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Lock turn = new();
    private long freeAt;
    private long received;
    private Task accepting = Task.CompletedTask;

    /// <summary>What the browser asks.</summary>
    public Uri Address => new($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>Bytes that went to the browser so far, headers included.</summary>
    public long Received => Interlocked.Read(ref received);

    public Relay Start()
    {
        listener.Start();
        accepting = AcceptAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ConnectAsync(await listener.AcceptTcpClientAsync(end.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // Stopped.
        }
    }

    private async Task ConnectAsync(TcpClient browser)
    {
        using (browser)
        using (var upstream = new TcpClient())
        {
            try
            {
                browser.NoDelay = upstream.NoDelay = true;
                await Task.Delay(roundTrip, end.Token); // the handshake
                await upstream.ConnectAsync(IPAddress.Loopback, server.Port, end.Token);
                await Task.WhenAny(
                    PumpAsync(browser.GetStream(), upstream.GetStream(), _ => Stopwatch.GetTimestamp()),
                    PumpAsync(upstream.GetStream(), browser.GetStream(), Share));
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
            {
                // One side hung up.
            }
        }
    }

    /// <summary>When the last of some bytes has passed the shared line.</summary>
    private long Share(int bytes)
    {
        Interlocked.Add(ref received, bytes);
        lock (turn)
        {
            freeAt = Math.Max(freeAt, Stopwatch.GetTimestamp()) + (long)(bytes * 8 / bitsPerSecond * Stopwatch.Frequency);
            return freeAt;
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Func<int, long> passed)
    {
        var chunks = Channel.CreateBounded<(byte[] Bytes, long At)>(ChunksUnderWay);
        var delivering = DeliverAsync(chunks.Reader, to);
        var oneWay = (long)(roundTrip.TotalSeconds / 2 * Stopwatch.Frequency);
        try
        {
            var buffer = new byte[ChunkBytes];
            while (await from.ReadAsync(buffer, end.Token) is > 0 and var count)
                await chunks.Writer.WriteAsync((buffer[..count], passed(count) + oneWay), end.Token);
        }
        finally
        {
            chunks.Writer.Complete();
        }

        await delivering;
    }

    private async Task DeliverAsync(ChannelReader<(byte[] Bytes, long At)> chunks, NetworkStream to)
    {
        await foreach (var (bytes, at) in chunks.ReadAllAsync(end.Token))
        {
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), at);
            if (wait > TimeSpan.FromMilliseconds(1)) await Task.Delay(wait, end.Token);
            await to.WriteAsync(bytes, end.Token);
        }
    }
}
