using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ApiGovernance.EndToEnd.Tests.World;

/// <summary>Sends a chunked body of any length on a socket of its own and reads the answer meanwhile.</summary>
internal static class RawUpload
{
    private const int ChunkBytes = 64 * 1024;

    /// <param name="total">Bytes to send, as long as the other side takes them.</param>
    /// <returns>What was answered until the connection ended, and how much of the body could be sent.</returns>
    public static async Task<(string Answer, long Sent)> SendAsync(Uri address, string token, long total)
    {
        using TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"),
            TestContext.Current.CancellationToken);
        Task<string> answer = ReadAsync(stream);
        byte[] chunk = Encoding.ASCII.GetBytes(
            ChunkBytes.ToString("x", CultureInfo.InvariantCulture) + "\r\n" + new string(' ', ChunkBytes) + "\r\n");
        long sent = 0;
        try
        {
            for (; sent < total && !answer.IsCompleted; sent += ChunkBytes)
                await stream.WriteAsync(chunk, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // The other side has had enough; what it said is what counts.
        }

        return (await answer.WaitAsync(ServeProcess.Patience, TestContext.Current.CancellationToken), sent);
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // Reset after the answer, because the rest of the body was not read.
        }

        return text.ToString();
    }
}
