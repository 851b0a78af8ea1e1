using System.Net.Http.Headers;
using ApiGovernance.Gateway.Validation;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>The same request as often as it is needed: the client's own first, then copies of it.</summary>
internal sealed class TryRequests
{
    /// <summary>Belong to one try; the client writes them anew.</summary>
    private static readonly string[] TraceFields = ["traceparent", "tracestate", "baggage", "Request-Id", "Correlation-Context"];

    private readonly HttpRequestMessage original;
    private readonly BufferedBody? body;
    private readonly Stream stream;
    private bool isSent;

    /// <param name="body">The bytes that stand in for the content, where it may be sent more than once.</param>
    /// <param name="stream">What they stand in for: whoever asks whether it was read is told so.</param>
    public TryRequests(HttpRequestMessage original, BufferedBody? body, Stream stream)
    {
        (this.original, this.body, this.stream, HasContent) = (original, body, stream, original.Content is not null);
        // A stream is gone once it was sent, or half of it.
        if (HasContent && body is not null)
            original.Content = Content();
    }

    public bool HasContent { get; }

    /// <summary>False for a body that goes through as it comes.</summary>
    public bool CanRepeat => !HasContent || body is not null;

    public HttpRequestMessage Next()
    {
        if (!isSent)
        {
            isSent = true;
            return original;
        }

        HttpRequestMessage copy = new(original.Method, original.RequestUri)
        {
            Version = original.Version,
            VersionPolicy = original.VersionPolicy,
        };
        foreach (var (name, values) in original.Headers.NonValidated)
        {
            if (!TraceFields.Contains(name, StringComparer.OrdinalIgnoreCase))
                copy.Headers.TryAddWithoutValidation(name, values);
        }

        if (HasContent)
            copy.Content = Content();
        return copy;
    }

    private ReplayedContent Content()
    {
        ReplayedContent content = new(body!.Memory, stream);
        CopyHeaders(original.Content!.Headers, content.Headers);
        return content;
    }

    public static void CopyHeaders(HttpContentHeaders from, HttpContentHeaders to)
    {
        foreach (var (name, values) in from.NonValidated)
            to.TryAddWithoutValidation(name, values);
    }
}
