using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace FaceShape.Testing;

/// <summary>
/// Ports that must be known before anybody listens there, or kept while nobody does. They lie below those that systems hand
/// out by themselves (Linux from 32768, others from 49152): such a one may be another connection's a moment later.
/// </summary>
public static class Ports
{
    private const int First = 20_000;
    private const int Count = 10_000;
    private const int Tries = 100;
    private static int given = RandomNumberGenerator.GetInt32(Count);

    /// <summary>A port of 127.0.0.1 where nobody listens, and that this process was not given before.</summary>
    /// <exception cref="InvalidOperationException">None was found.</exception>
    public static int Free()
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var port = First + Interlocked.Increment(ref given) % Count;
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
            }
        }

        throw new InvalidOperationException($"No free port of 127.0.0.1 in {Tries} tries");
    }
}
