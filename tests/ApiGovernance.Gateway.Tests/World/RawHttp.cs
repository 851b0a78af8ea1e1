using System.Net.Sockets;
using System.Text;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>Requests that no client library would send.</summary>
public static class RawHttp
{
    /// <summary>Sends the text as it is and gives everything that comes back until the other side closes.</summary>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        using TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        MemoryStream answer = new();
        try
        {
            await stream.CopyToAsync(answer, TestContext.Current.CancellationToken).WaitAsync(GatewayWorld.Bound, TestContext.Current.CancellationToken);
        }
        catch (IOException) when (answer.Length > 0)
        {
            // A reset after the answer is how a server closes while a body is still under way.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
