using System.Net;
using System.Net.Sockets;

namespace ApiGovernance.Catalog.Feed.Webhooks;

/// <summary>
/// Where webhooks may lead: to public addresses over https. What is inside the own network is only reached when an operator says so
/// (<see cref="CatalogOptions.WebhookNetworks"/>), or anybody who may make a webhook could call what only this machine can.
/// </summary>
internal sealed class WebhookAddresses(CatalogOptions options)
{
    // https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 sibling.
    private static readonly IPNetwork[] NotPublic =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Why the address cannot be one of a webhook; null when it can, as far as it can be told without asking for its addresses.</summary>
    public string? Objection(string text)
    {
        if (text.Length > 2048 || !Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("https" or "http"))
            return "`url` must be an absolute https address of no more than 2048 characters.";
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            return "`url` must have neither a user name nor a fragment: the signature tells who sends.";
        IPAddress? literal = IPAddress.TryParse(uri.DnsSafeHost, out IPAddress? address) ? address : null;
        if (uri.Scheme == "http" && !(uri.IsLoopback && IsAllowed(literal ?? IPAddress.Loopback)))
            return "`url` must be https: events say who works on what. Plain http is for loopback addresses that the operator allows.";
        return literal is not null && !IsAllowed(literal) ? NotAllowed(literal) : null;
    }

    /// <summary>Connects to an address that was looked at: a name may stand for another one the next time that it is asked for.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (addresses.FirstOrDefault(address => !IsAllowed(address)) is { } inside)
            throw new HttpRequestException(NotAllowed(inside));
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (options.WebhookNetworks.Any(network => network.Contains(plain)))
            return true;
        return (plain.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(plain)) && !NotPublic.Any(network => network.Contains(plain));
    }

    private static string NotAllowed(IPAddress address) =>
        $"The address {address} is not public. An operator may allow its network with `--webhook-network`.";
}
