using ApiGovernance.Gateway.Snapshots;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Decisions;

/// <summary>The last calls, in a ring: as many as the host says, and nothing is written anywhere.</summary>
internal sealed class DecisionLog(GatewayOptions options, TimeProvider clock)
{
    private const int MaxRoute = 200;
    private const int MaxMethod = 20;
    private const int MaxDetail = 500;

    /// <summary>A client may send one id as often as it likes.</summary>
    private const int MaxFound = 20;

    private readonly Decision?[] ring = new Decision?[options.MaxDecisions];
    private long next = -1;

    public void Add(Exchange exchange, int status, TimeSpan elapsed)
    {
        if (ring.Length != 0)
            ring[(int)((ulong)Interlocked.Increment(ref next) % (ulong)ring.Length)] = Of(exchange, status, elapsed);
    }

    /// <summary>What is known of a call by now.</summary>
    public Decision Of(Exchange exchange, int status, TimeSpan elapsed)
    {
        ServedVersion? version = exchange.Version;
        return new Decision
        {
            RequestId = exchange.CorrelationId,
            At = clock.GetUtcNow() - elapsed,
            Elapsed = elapsed,
            Method = KnownMethod(exchange.Context.Request.Method),
            Route = exchange.Operation?.Route ?? RouteOf(exchange),
            Status = status,
            Snapshot = exchange.Snapshot?.Revision,
            Api = exchange.Api?.Name,
            BasePath = exchange.Api?.BasePath,
            Part = version?.Part,
            PartHash = version?.Model.Reference.Hash,
            Operation = exchange.Operation?.Name,
            Issuer = exchange.Identity?.Issuer,
            Consumer = exchange.Consumer?.Name,
            Plan = exchange.Consumer?.Plan,
            RateLimit = exchange.RateLimit,
            Backend = version?.Backend.Name,
            UncheckedBody = exchange.UncheckedBody,
            Problem = exchange.Problem?.Type,
            Detail = exchange.Problem?.Detail is { Length: > MaxDetail } detail ? $"{detail[..MaxDetail]}..." : exchange.Problem?.Detail,
            Stage = exchange.Stage,
            Notes = exchange.Notes,
        };
    }

    /// <summary>The last calls with this id that are still remembered, oldest first.</summary>
    public IReadOnlyList<Decision> Find(string requestId) =>
        [.. ring.Where(decision => decision?.RequestId == requestId).Select(decision => decision!).OrderBy(decision => decision.At).TakeLast(MaxFound)];

    /// <summary>A path that resolved to no operation may hold anything; only where it began is kept.</summary>
    private static string RouteOf(Exchange exchange)
    {
        if (exchange.Api is { } api)
            return $"{api.BasePath}/...";
        ReadOnlySpan<char> raw = exchange.Path.Raw;
        int end = raw.Length > 1 ? raw[1..].IndexOf('/') : -1;
        ReadOnlySpan<char> first = end < 0 ? raw : raw[..(end + 1)];
        // What was refused for its shape may hold anything at all.
        if (first.Length == 0 || first.IndexOfAnyExceptInRange('!', '~') >= 0)
            return "(malformed)";
        return first.Length > MaxRoute ? $"{first[..MaxRoute]}..." : end < 0 ? first.ToString() : $"{first}/...";
    }

    private static string KnownMethod(string method) => method.Length <= MaxMethod ? method : "(other)";
}
