namespace ApiGovernance.Gateway.Streams;

/// <summary>Bytes that were read already, then the rest of the stream that they came from.</summary>
internal sealed class ResumedStream(ReadOnlyMemory<byte> begun, Stream rest) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> left = begun;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left.IsEmpty)
            return rest.ReadAsync(buffer, cancellationToken);
        int count = Math.Min(buffer.Length, left.Length);
        left[..count].CopyTo(buffer);
        left = left[count..];
        return ValueTask.FromResult(count);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }
}
