using System.Net;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>The bytes of a body that was read, sent in place of its stream.</summary>
/// <param name="stream">Moved to its end when the first byte goes out, as if it had been sent: that tells whether anything was.</param>
internal sealed class ReplayedContent(ReadOnlyMemory<byte> bytes, Stream stream) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) => SerializeToStreamAsync(target, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context, CancellationToken cancellationToken)
    {
        if (stream.CanSeek)
            stream.Seek(0, SeekOrigin.End);
        return target.WriteAsync(bytes, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
