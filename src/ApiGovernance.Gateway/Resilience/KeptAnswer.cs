using ApiGovernance.Gateway.Streams;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>The place of one request's answer among those that are kept.</summary>
internal sealed class KeptAnswer(StaleStore store, CacheRule rule, string key, TimeProvider clock)
{
    private const int FirstBytes = 16 * 1024;

    /// <returns>Null when there is none that is young enough.</returns>
    public HttpResponseMessage? Find() => store.Find(key, rule.StaleFor)?.Again(clock);

    /// <summary>
    /// Reads the body before anything is passed on, so that an answer that breaks off is no answer yet; one that is longer than what
    /// is kept goes on as it comes.
    /// </summary>
    /// <returns>What is to be kept; null for an answer that is not.</returns>
    public async ValueTask<StaleAnswer?> HoldAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (!rule.MayKeep(answer))
            return null;
        HttpContent content = answer.Content;
        Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        // One byte more shows the end without growing.
        byte[] bytes = new byte[(content.Headers.ContentLength ?? Math.Min(FirstBytes, rule.MaxBytes)) + 1];
        int length = 0;
        while (true)
        {
            int read = await body.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            length += read;
            if (length > rule.MaxBytes)
            {
                Replace(answer, new StreamContent(new ResumedStream(bytes.AsMemory(0, length), body)));
                return null;
            }

            if (length == bytes.Length)
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, rule.MaxBytes + 1));
        }

        StaleAnswer held = StaleAnswer.Of(answer, bytes.AsMemory(0, length), clock);
        Replace(answer, new ReadOnlyMemoryContent(bytes.AsMemory(0, length)));
        return held;
    }

    /// <summary>From now on it is what is found, in the place of what was kept before.</summary>
    public void Put(StaleAnswer answer) => store.Put(key, answer, rule);

    private static void Replace(HttpResponseMessage answer, HttpContent content)
    {
        TryRequests.CopyHeaders(answer.Content.Headers, content.Headers);
        answer.Content = content;
    }
}
