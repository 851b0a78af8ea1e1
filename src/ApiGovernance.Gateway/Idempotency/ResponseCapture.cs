using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// Stands in the place of the response body and keeps what is written, so that nothing reaches the caller before it is stored. An
/// answer that grows too large is handed on as it comes, once that was noted.
/// </summary>
/// <param name="overflowing">Called once, before the first byte of a large answer goes on.</param>
internal sealed class ResponseCapture(IHttpResponseBodyFeature inner, int most, Func<Task> overflowing) : Stream, IHttpResponseBodyFeature
{
    private readonly MemoryStream kept = new();
    private PipeWriter? writer;

    /// <summary>The caller is being given the answer already.</summary>
    public bool HasOverflowed { get; private set; }

    public ReadOnlyMemory<byte> Kept => kept.GetBuffer().AsMemory(0, (int)kept.Length);

    Stream IHttpResponseBodyFeature.Stream => this;

    PipeWriter IHttpResponseBodyFeature.Writer => writer ??= PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));

    public override bool CanRead => false;

    /// <summary>Seeking is how a response is cleared before another is written.</summary>
    public override bool CanSeek => !HasOverflowed;

    public override bool CanWrite => true;

    public override long Length => kept.Length;

    public override long Position { get => kept.Position; set => kept.Position = value; }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!HasOverflowed && kept.Length + buffer.Length > most)
        {
            await overflowing().ConfigureAwait(false);
            HasOverflowed = true;
            await inner.Stream.WriteAsync(Kept, cancellationToken).ConfigureAwait(false);
        }

        if (HasOverflowed)
            await inner.Stream.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        else
            kept.Write(buffer.Span);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        HasOverflowed ? inner.Stream.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override void SetLength(long value) => kept.SetLength(value);

    public override long Seek(long offset, SeekOrigin origin) => kept.Seek(offset, origin);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public void DisableBuffering()
    {
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public async Task CompleteAsync()
    {
        if (writer is not null)
            await writer.FlushAsync().ConfigureAwait(false);
    }
}
