using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace FaceShape.Collector.Operations;

/// <summary>
/// Limits how much one network may send, without keeping an address: a keyed hash picks one of a fixed number of token
/// buckets, the key lives in memory for an hour, and neither hash nor address is stored. Two networks may share a bucket.
/// </summary>
/// <param name="perMinute">Tokens a minute and, at once, as many as a minute's.</param>
/// <param name="time">The clock.</param>
internal sealed class ClientBuckets(int perMinute, TimeProvider time)
{
    private const int Count = 1 << 16;
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly double[] used = new double[Count];
    private readonly long[] since = new long[Count];
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private long keyMade = time.GetTimestamp();

    /// <summary>Takes tokens of the sender's bucket; false, and none is taken, when there are not as many left.</summary>
    public bool TryTake(IPAddress? sender, int tokens = 1)
    {
        Span<byte> network = stackalloc byte[8];
        WriteNetwork(sender, network);
        Span<byte> hash = stackalloc byte[32];
        var now = time.GetTimestamp();
        lock (gate)
        {
            if (time.GetElapsedTime(keyMade, now) >= KeyLife) Forget(now);
            HMACSHA256.HashData(key, network, hash);
            var bucket = BitConverter.ToUInt16(hash);
            var minutes = time.GetElapsedTime(since[bucket], now).TotalMinutes;
            used[bucket] = Math.Max(0, used[bucket] - minutes * perMinute);
            since[bucket] = now;
            if (used[bucket] + tokens > perMinute) return false;
            used[bucket] += tokens;
            return true;
        }
    }

    private void Forget(long now)
    {
        RandomNumberGenerator.Fill(key);
        Array.Clear(used);
        keyMade = now;
    }

    /// <summary>The part that belongs to one household or company: 32 bits of IPv4, 56 bits of IPv6.</summary>
    private static void WriteNetwork(IPAddress? sender, Span<byte> network)
    {
        if (sender is null) return;
        if (sender.IsIPv4MappedToIPv6) sender = sender.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        sender.TryWriteBytes(bytes, out var length);
        bytes[..Math.Min(length, 7)].CopyTo(network);
        network[7] = (byte)(sender.AddressFamily == AddressFamily.InterNetwork ? 4 : 6);
    }
}
