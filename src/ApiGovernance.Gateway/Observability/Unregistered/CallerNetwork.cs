using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ApiGovernance.Gateway.Observability.Unregistered;

/// <summary>Where an unknown caller is, as far as its owner can be found with it: 24 bits of an IPv4 address, 48 of an IPv6 address.</summary>
internal static class CallerNetwork
{
    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int length);
        int kept = address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        bytes[kept..length].Clear();
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes[..length])}/{kept * 8}");
    }
}
