using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Validation;

/// <summary>A body in pooled memory: what was validated is what is forwarded, byte for byte.</summary>
internal sealed class BufferedBody(int capacity)
{
    /// <summary>What a length that is only declared is believed to: memory is taken as bytes come.</summary>
    private const int FirstRoom = 64 * 1024;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int length;
    private bool isShared = true;

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, length);

    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(0, length);

    /// <summary>Reads to the end of a body, or until it is longer than allowed.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="declared">Its Content-Length; null when there is none.</param>
    /// <param name="most">Bytes it may have.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null when the body is longer than <paramref name="most"/> bytes.</returns>
    public static async ValueTask<BufferedBody?> ReadAsync(Stream stream, long? declared, int most, CancellationToken cancellationToken)
    {
        var (body, isWhole) = await ReadBeginningAsync(stream, declared, most, cancellationToken).ConfigureAwait(false);
        if (isWhole)
            return body;
        body.Return();
        return null;
    }

    /// <summary>As <see cref="ReadAsync"/>, but gives what was read of a body that is longer as well.</summary>
    public static async ValueTask<(BufferedBody Body, bool IsWhole)> ReadBeginningAsync(
        Stream stream, long? declared, int most, CancellationToken cancellationToken)
    {
        // One byte more than declared shows the end without growing; an undeclared length starts small.
        BufferedBody body = new((int)Math.Min(Math.Min(declared ?? 4096, most), FirstRoom) + 1);
        try
        {
            while (true)
            {
                int read = await stream.ReadAsync(body.bytes.AsMemory(body.length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return (body, true);
                body.length += read;
                if (body.length > most)
                    return (body, false);
                if (body.length == body.bytes.Length)
                    body.Grow();
            }
        }
        catch
        {
            body.Return();
            throw;
        }
    }

    /// <summary>Puts the bytes in the place of the body that was read.</summary>
    public void Replace(HttpRequest request)
    {
        request.Body = OpenRead();
        request.Headers.TransferEncoding = default;
        request.ContentLength = length;
    }

    /// <summary>Has the collector take the memory and not the next request: somebody who was given up on may still read it.</summary>
    public void LeaveToCollector() => isShared = false;

    /// <summary>The bytes as a stream; not to be read any more after <see cref="Return"/>.</summary>
    public MemoryStream OpenRead() => new(bytes, 0, length, writable: false);

    /// <summary>Where the next bytes go; never empty.</summary>
    public Span<byte> Room()
    {
        if (length == bytes.Length)
            Grow();
        return bytes.AsSpan(length);
    }

    /// <summary>So many bytes were put into <see cref="Room"/>.</summary>
    public void Advance(int count) => length += count;

    /// <summary>Gives the memory back; once, when nothing reads it any more.</summary>
    public void Return()
    {
        byte[] rented = bytes;
        (bytes, length) = ([], 0);
        if (rented.Length > 0 && isShared)
            ArrayPool<byte>.Shared.Return(rented);
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
