using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Validation;

/// <summary>A request body in pooled memory: what was validated is what is forwarded, byte for byte.</summary>
internal sealed class BufferedBody
{
    private byte[] bytes;
    private int length;
    private bool isShared = true;

    private BufferedBody(int capacity) => bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, length);

    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(0, length);

    /// <summary>Reads to the end of the body, or until it is longer than allowed.</summary>
    /// <param name="declared">The request's Content-Length; null for a chunked body.</param>
    /// <returns>Null when the body is longer than <paramref name="most"/> bytes.</returns>
    public static async ValueTask<BufferedBody?> ReadAsync(HttpRequest request, long? declared, int most, CancellationToken cancellationToken)
    {
        // One byte more than declared shows the end without growing; an undeclared length starts small.
        BufferedBody body = new((int)Math.Min(declared ?? 4096, most) + 1);
        try
        {
            while (true)
            {
                int read = await request.Body.ReadAsync(body.bytes.AsMemory(body.length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return body;
                body.length += read;
                if (body.length > most)
                    break;
                if (body.length == body.bytes.Length)
                    body.Grow();
            }
        }
        catch
        {
            body.Return();
            throw;
        }

        body.Return();
        return null;
    }

    /// <summary>Puts the bytes in the place of the body that was read.</summary>
    public void Replace(HttpRequest request)
    {
        request.Body = new MemoryStream(bytes, 0, length, writable: false);
        request.Headers.TransferEncoding = default;
        request.ContentLength = length;
    }

    /// <summary>Has the collector take the memory and not the next request: somebody who was given up on may still read it.</summary>
    public void LeaveToCollector() => isShared = false;

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
