using ApiGovernance.Gateway.Streams;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>The body of an answer, under the bound of the whole call: the bytes must have come by then, however steadily they come.</summary>
internal sealed class BoundedStream(Stream inner, BackendCall call) : ReadOnlyStream
{
    private CancellationTokenSource? linked;

    /// <summary>Puts it in the place of the answer's content.</summary>
    public static async Task PutAsync(HttpResponseMessage answer, BackendCall call, CancellationToken cancellationToken)
    {
        HttpContent content = answer.Content;
        StreamContent bounded = new(new BoundedStream(await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), call));
        TryRequests.CopyHeaders(content.Headers, bounded.Headers);
        answer.Content = bounded;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // All reads of one answer come with the same token.
        linked ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.TimeIsUp);
        try
        {
            return await inner.ReadAsync(buffer, linked.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (call.TimeIsUp.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            call.RunOut();
            throw new TimeoutException("The call's time was up before the answer was whole.", error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            linked?.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
