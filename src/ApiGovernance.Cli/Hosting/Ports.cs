using System.Net;
using System.Net.Sockets;

namespace ApiGovernance.Cli.Hosting;

/// <summary>
/// Turns port 0 into a port that is free now. The authority's issuer and the gateway's snapshot source must be known before the
/// first host starts, so the port cannot be left to Kestrel.
/// </summary>
internal static class Ports
{
    public static Uri Resolve(Uri url)
    {
        if (url.Port != 0)
            return url;
        IPAddress address = IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? parsed) ? parsed : IPAddress.Loopback;
        using TcpListener listener = new(address, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return new UriBuilder(url) { Port = port }.Uri;
    }
}
