using System.Globalization;
using FaceShape.Training.Shadow;

namespace FaceShape.Cli.Insight;

/// <summary>What a collector published, from a file or from its address.</summary>
internal static class PublishedResults
{
    /// <summary>Reads it.</summary>
    /// <param name="source">A file, or an address of http or https.</param>
    /// <param name="patience">How long an address may take.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ShadowException">The address gives no results; it is named.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<string> ReadAsync(string source, TimeSpan patience, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return await File.ReadAllTextAsync(source, cancellation).ConfigureAwait(false);
        using var client = new HttpClient { Timeout = patience };
        try
        {
            return await client.GetStringAsync(address, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new ShadowException($"{address} gives no results: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new ShadowException(string.Create(CultureInfo.InvariantCulture, $"{address} gives no results: it did not answer within {patience.TotalSeconds:0.#} seconds"), error);
        }
    }
}
