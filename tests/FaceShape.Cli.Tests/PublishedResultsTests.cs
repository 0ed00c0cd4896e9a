using System.Net;
using System.Net.Sockets;
using FaceShape.Cli.Insight;
using FaceShape.Training.Shadow;

namespace FaceShape.Cli.Tests;

/// <summary>A collector that is asked for its results and does not give them.</summary>
public sealed class PublishedResultsTests : IDisposable
{
    private readonly TcpListener collector = new(IPAddress.Loopback, 0);

    public PublishedResultsTests() => collector.Start();

    public void Dispose() => collector.Dispose();

    [Fact]
    public async Task One_that_does_not_answer_is_named_after_a_while()
    {
        var error = await Assert.ThrowsAsync<ShadowException>(() => ReadAsync(TimeSpan.FromSeconds(0.5)));

        Assert.Equal($"{Address} gives no results: it did not answer within 0.5 seconds", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nthe beginning")]
    public async Task One_that_breaks_off_is_named(string answer)
    {
        var reading = ReadAsync(TimeSpan.FromSeconds(30));
        using (var connection = await collector.AcceptSocketAsync(TestContext.Current.CancellationToken))
        {
            await connection.SendAsync(System.Text.Encoding.ASCII.GetBytes(answer));
            connection.LingerState = new(true, 0); // closed without farewell
        }

        var error = await Assert.ThrowsAsync<ShadowException>(() => reading);
        Assert.StartsWith($"{Address} gives no results: ", error.Message);
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_not_told_that_there_are_no_results()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PublishedResults.ReadAsync(Address, TimeSpan.FromSeconds(30), stop.Token));
    }

    private string Address => $"http://{collector.LocalEndpoint}/v1/results";

    private Task<string> ReadAsync(TimeSpan patience) => PublishedResults.ReadAsync(Address, patience, TestContext.Current.CancellationToken);
}
