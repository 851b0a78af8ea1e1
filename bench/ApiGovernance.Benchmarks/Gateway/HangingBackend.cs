using System.Net;
using System.Net.Sockets;

namespace ApiGovernance.Benchmarks.Gateway;

/// <summary>Takes connections and says nothing.</summary>
internal static class HangingBackend
{
    private static readonly TcpListener Listener = new(IPAddress.Loopback, 0);

    public static string Start()
    {
        Listener.Start(backlog: 512);
        return $"http://{Listener.LocalEndpoint}";
    }
}
