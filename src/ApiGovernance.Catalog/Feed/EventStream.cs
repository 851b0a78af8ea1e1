using System.Text;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Feed;

/// <summary>
/// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) of what happens, until the caller goes. It ends by
/// itself after a while: the caller comes again from where it was, and its token is looked at again.
/// </summary>
internal sealed class EventStream(EventFeed feed, long after, TimeProvider clock, CancellationToken stopping) : IResult
{
    public const string MediaType = "text/event-stream";

    private const int Batch = 200;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            await RunAsync(response, ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller is gone, or this process goes: what was sent is whole.
        }
    }

    private async Task RunAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        long spoken = start;
        long last = after;
        await SendAsync(response, ": from here on\n\n", cancellationToken);
        while (clock.GetElapsedTime(start) < Longest)
        {
            Task changed = feed.NextChange;
            IReadOnlyList<(long Sequence, GovernanceEvent Event)> events = await feed.ReadAsync(last, Batch, cancellationToken);
            foreach ((long sequence, GovernanceEvent happened) in events)
            {
                // JSON of ours has no line breaks.
                await SendAsync(response, $"id: {sequence}\nevent: {happened.Type}\ndata: {Encoding.UTF8.GetString(happened.Json.Span)}\n\n", cancellationToken);
                last = sequence;
                spoken = clock.GetTimestamp();
            }

            if (events.Count > 0)
                continue;
            if (clock.GetElapsedTime(spoken) >= Heartbeat)
            {
                await SendAsync(response, ": nothing new\n\n", cancellationToken);
                spoken = clock.GetTimestamp();
            }

            await ChangeSignal.WaitAsync(changed, EventFeed.Poll, clock, cancellationToken);
        }
    }

    private static async Task SendAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
