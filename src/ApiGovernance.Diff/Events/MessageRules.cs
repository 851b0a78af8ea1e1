using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>What a message says beside its schemas.</summary>
internal static class MessageRules
{
    public static IEnumerable<Change> Check(MessagePair pair)
    {
        (EventMessage old, EventMessage now) = (pair.Before, pair.After);
        if (pair.IsRenamed)
            yield return Of("event-message-renamed", now.Place, $"calls its message `{old.Name}` now `{now.Name}`.", old.Name, now.Name);
        if (ContentType(old, now) is { } type)
            yield return type with { Was = old.Place };
        if (CorrelationId(old, now) is { } correlation)
            yield return correlation with { Was = old.Place };
        if (!old.Deprecated && now.Deprecated)
            yield return Of("event-message-deprecated", now.Place, $"has its message `{now.Name}` deprecated.", null, "deprecated");
        else if (old.Deprecated && !now.Deprecated)
            yield return Of("event-message-reactivated", now.Place, $"has its message `{now.Name}` no longer deprecated.", "deprecated", null);

        Change Of(string id, ResolvedNode at, string message, string? before, string? after) => new(id, at, message) { Before = before, After = after, Was = old.Place };
    }

    private static Change? ContentType(EventMessage old, EventMessage now)
    {
        if (old.ContentType is { } was && now.ContentType is { } type)
        {
            return MediaTypes.Key(was) == MediaTypes.Key(type) ? null
                : new Change("event-message-content-type-changed", now.Place, $"has its message `{now.Name}` as `{type}`, before `{was}`.") { Before = was, After = type };
        }

        if (old.ContentType == now.ContentType)
            return null;
        string words = now.ContentType is { } said ? $"says that its message `{now.Name}` is `{said}`" : $"no longer says that its message `{now.Name}` is `{old.ContentType}`";
        return new Change("event-message-content-type-described", now.Place, $"{words}.") { Before = old.ContentType, After = now.ContentType };
    }

    private static Change? CorrelationId(EventMessage old, EventMessage now) => (old.CorrelationId, now.CorrelationId) switch
    {
        (null, { } added) => new Change("event-message-correlation-id-added", now.Place, $"has the correlation id of its message `{now.Name}` in `{added}` now.") { After = added },
        ({ } gone, null) => new Change("event-message-correlation-id-removed", now.Place, $"no longer has a correlation id in its message `{now.Name}`; it was in `{gone}`.") { Before = gone },
        ({ } was, { } moved) when was != moved => new Change("event-message-correlation-id-changed", now.Place, $"has the correlation id of its message `{now.Name}` in `{moved}`, before in `{was}`.") { Before = was, After = moved },
        _ => null,
    };
}
