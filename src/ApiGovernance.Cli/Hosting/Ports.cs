using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace ApiGovernance.Cli.Hosting;

/// <summary>
/// Turns port 0 into a port that is this process's own from then on. The authority's issuer and the gateway's snapshot source must be known
/// before the first host starts, so the port cannot be left to the server; it gets the sockets that hold it instead, because a port that was
/// free a moment ago may be another process's by the time the server listens.
/// </summary>
internal sealed class Ports : IDisposable
{
    /// <summary>A name that stands for two addresses wants the same port on both.</summary>
    private const int Tries = 20;

    private readonly Dictionary<EndPoint, Socket> _held = [];

    /// <returns>The address with the port that is held; the address itself where it names one.</returns>
    public Uri Hold(Uri url)
    {
        if (url.Port != 0)
            return url;
        for (int tries = Tries; ; tries--)
        {
            try
            {
                return new UriBuilder(url) { Port = Take(AddressesOf(url)) }.Uri;
            }
            catch (SocketException taken) when (tries > 1 && taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
            }
        }
    }

    /// <summary>What the server of a host listens with.</summary>
    public void Hand(IServiceCollection services) => services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endPoint =>
        _held.Remove(endPoint, out Socket? held) ? held : SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint));

    public void Dispose()
    {
        foreach (Socket socket in _held.Values)
            socket.Dispose();
        _held.Clear();
    }

    /// <summary>What the server makes of the host of an address.</summary>
    private static IPAddress[] AddressesOf(Uri url)
    {
        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? address))
            return [address];
        if (!Socket.OSSupportsIPv6)
            return [url.IsLoopback ? IPAddress.Loopback : IPAddress.Any];
        return url.IsLoopback ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.IPv6Any];
    }

    private int Take(IPAddress[] addresses)
    {
        List<Socket> taken = [];
        int port = 0;
        try
        {
            foreach (IPAddress address in addresses)
            {
                if (Bind(new IPEndPoint(address, port)) is not { } socket)
                    continue;
                taken.Add(socket);
                // Until it listens, another socket may be bound to the port that may be used again.
                socket.Listen();
                port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            }
        }
        catch
        {
            taken.ForEach(socket => socket.Dispose());
            throw;
        }

        foreach (Socket socket in taken)
            _held.Add(socket.LocalEndPoint!, socket);
        return port;
    }

    /// <returns>Null for the second address of a name on a machine that does not have it.</returns>
    private static Socket? Bind(IPEndPoint endPoint)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        }
        catch (SocketException error) when (endPoint.Port != 0 && error.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            return null;
        }
    }
}
