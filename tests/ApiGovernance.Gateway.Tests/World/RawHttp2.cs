using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>HTTP/2 requests that no client library would send: one stream on a connection of its own, header octets as they are given.</summary>
public static class RawHttp2
{
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte ResetStream = 3;
    private const byte Settings = 4;
    private const byte GoAway = 7;

    /// <summary>Has every endpoint speak HTTP/2 without TLS.</summary>
    public static void Speak(IServiceCollection services) => services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>>(
        new ConfigureNamedOptions<KestrelServerOptions>("", server => server.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2))));

    /// <summary>A request as most clients would send it, with other fields added.</summary>
    public static (string Name, string Value)[] Request(string method, string path, params (string Name, string Value)[] fields) =>
        [(":method", method), (":scheme", "http"), (":path", path), (":authority", "gateway"), .. fields];

    /// <returns>The status with its body, or what became of the stream: <c>RST_STREAM code</c>, <c>GOAWAY code</c>.</returns>
    public static async Task<string> SendAsync(Uri address, (string Name, string Value)[] fields, byte[]? body = null)
    {
        using TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        MemoryStream block = new();
        foreach (var (name, value) in fields)
        {
            block.WriteByte(0);
            WriteText(block, name);
            WriteText(block, value);
        }

        MemoryStream all = new();
        all.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        WriteFrame(all, Settings, 0, 0, []);
        WriteFrame(all, Headers, (byte)(0x4 | (body is null ? 1 : 0)), 1, block.ToArray());
        if (body is not null)
            WriteFrame(all, Data, 1, 1, body);
        await stream.WriteAsync(all.ToArray(), TestContext.Current.CancellationToken);
        return await ReadAsync(stream).WaitAsync(GatewayWorld.Bound, TestContext.Current.CancellationToken);
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        string status = "";
        StringBuilder text = new();
        byte[] head = new byte[9];
        while (true)
        {
            try
            {
                await stream.ReadExactlyAsync(head, TestContext.Current.CancellationToken);
            }
            catch (EndOfStreamException)
            {
                return "closed";
            }

            byte[] payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await stream.ReadExactlyAsync(payload, TestContext.Current.CancellationToken);
            switch (head[3])
            {
                case Headers:
                    status = Status(payload);
                    break;
                case Data:
                    text.Append(Encoding.UTF8.GetString(payload));
                    break;
                case ResetStream:
                    return $"RST_STREAM {BinaryPrimitives.ReadInt32BigEndian(payload)}";
                case GoAway:
                    return $"GOAWAY {BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(4))}";
            }

            if (head[3] is Headers or Data && (head[4] & 1) != 0)
                return $"{status} {text}";
        }
    }

    /// <summary>The status is the first field of every answer, and the server never compresses it with Huffman's code.</summary>
    private static string Status(ReadOnlySpan<byte> block)
    {
        while (block[0] is >= 0x20 and < 0x40)
            block = block[1..];
        string[] known = ["200", "204", "206", "304", "400", "404", "500"];
        return block[0] is >= 0x88 and <= 0x8e ? known[block[0] - 0x88] : Encoding.ASCII.GetString(block.Slice(2, 3));
    }

    private static void WriteText(MemoryStream to, string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        if (bytes.Length >= 127)
            throw new ArgumentException("Such long texts need more than one octet for their length.", nameof(text));
        to.WriteByte((byte)bytes.Length);
        to.Write(bytes);
    }

    private static void WriteFrame(MemoryStream to, byte type, byte flags, int streamId, byte[] payload)
    {
        to.Write([(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, 0, 0, 0, (byte)streamId]);
        to.Write(payload);
    }
}
