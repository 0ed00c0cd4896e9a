namespace FaceShape.Shared;

/// <summary>Origins as browsers write them.</summary>
internal static class Origin
{
    /// <summary>Scheme, host and port; the host in ASCII (punycode), whatever letters the address is written in, as headers hold nothing else.</summary>
    public static string Of(Uri address) =>
        new UriBuilder(address.Scheme, address.IdnHost, address.IsDefaultPort ? -1 : address.Port).Uri.GetLeftPart(UriPartial.Authority);
}
