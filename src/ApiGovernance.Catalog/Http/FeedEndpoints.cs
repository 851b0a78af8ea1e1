using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Feed;
using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ApiGovernance.Catalog.Http;

/// <summary>What happens in the catalog: read as a batch, or followed as a stream.</summary>
internal static class FeedEndpoints
{
    private const string LastEventId = "Last-Event-ID";
    private const int StandardLimit = 100;
    private const int LargestLimit = 1000;

    public static void Map(RouteGroupBuilder api) => api.MapGet("/feed", ReadAsync)
        .Gives(GovernanceEvent.BatchType, EventStream.MediaType).Takes("after", "limit").For(CatalogAction.ReadAudit);

    private static async Task<IResult> ReadAsync(HttpContext http, EventFeed feed, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        long? after = Sequence(http.Request.Headers[LastEventId].ToString(), LastEventId) ?? Sequence(Caller.Text(http.Request, "after") ?? "", "after");
        int limit = Caller.Number(http.Request, "limit", StandardLimit, 1, LargestLimit);
        if (http.Request.Headers.Accept.Count > 0 && Negotiation.Best(http.Request, [GovernanceEvent.BatchType, EventStream.MediaType]) == EventStream.MediaType)
            return new EventStream(feed, after ?? await feed.HeadAsync(http.RequestAborted), clock, lifetime.ApplicationStopping);
        return Batch([.. await feed.ReadAsync(after ?? 0, limit, http.RequestAborted)]);
    }

    private static Representation Batch((long Sequence, GovernanceEvent Event)[] events)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            foreach ((_, GovernanceEvent happened) in events)
                writer.WriteRawValue(happened.Json.Span, skipInputValidation: true);
            writer.WriteEndArray();
        }

        return new Representation(buffer.WrittenMemory, GovernanceEvent.BatchType, StatusCodes.Status200OK);
    }

    private static long? Sequence(string text, string name)
    {
        if (text.Length == 0)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new BodyRefusedException(new Refusal(CatalogProblemTypes.ParameterInvalid, $"`{name}` must be the id of an event, a number from 0; it is `{text}`."));
    }
}
