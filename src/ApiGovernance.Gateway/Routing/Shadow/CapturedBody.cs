namespace ApiGovernance.Gateway.Routing.Shadow;

/// <summary>The beginning of an answer while it goes through: all of it, or it is known that it was longer.</summary>
internal sealed class CapturedBody(Stream inner, int most) : Stream
{
    private readonly MemoryStream kept = new();

    public Stream Inner { get; } = inner;

    /// <summary>The body was longer than is kept.</summary>
    public bool IsCut { get; private set; }

    public ReadOnlySpan<byte> Bytes => kept.GetBuffer().AsSpan(0, (int)kept.Length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Keep(buffer);
        Inner.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Keep(buffer.Span);
        return Inner.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush() => Inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => Inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (IsCut || kept.Length + bytes.Length > most)
            IsCut = true;
        else
            kept.Write(bytes);
    }
}
