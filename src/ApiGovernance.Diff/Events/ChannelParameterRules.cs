using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>The parts of an address that change, by their place in it. What they are called the address does not show.</summary>
internal static class ChannelParameterRules
{
    public static IEnumerable<Change> Check(ChannelPair channel)
    {
        foreach ((string was, string name) in Names(channel))
        {
            EventChannel old = channel.Before.First, now = channel.After.First;
            EventParameter? before = Find(old, was), after = Find(now, name);
            string identity = $"channel {channel.After.Shape} parameter {name}";
            if (was != name)
                yield return new Change("event-channel-parameter-renamed", after?.Place ?? now.Place, $"calls a parameter of its address `{name}`, before `{was}`.") { Before = was, After = name, Was = before?.Place ?? old.Place, Identity = identity };
            if (before is null && after is null)
                continue;
            ResolvedNode at = after?.Place ?? now.Place;
            if (!AreSchemas(before, after) && Values(before, after, name) is { } values)
                yield return values with { At = at, Was = before?.Place ?? old.Place, Identity = identity };
            if (before?.Location is { } place && after?.Location is { } moved && place != moved)
                yield return new Change("event-channel-parameter-location-changed", at, $"takes its parameter `{name}` from `{moved}`, before `{place}`.") { Before = place, After = moved, Was = before.Place, Identity = identity };
        }
    }

    /// <summary>2.x on both sides: each parameter has a schema, and these are compared.</summary>
    public static IEnumerable<(EventParameter Before, EventParameter After)> WithSchemas(ChannelPair channel) =>
        Names(channel).Select(pair => (Find(channel.Before.First, pair.Before), Find(channel.After.First, pair.After)))
            .Where(pair => AreSchemas(pair.Item1, pair.Item2))
            .Select(pair => (pair.Item1!, pair.Item2!));

    private static bool AreSchemas(EventParameter? before, EventParameter? after) => before?.Schema is not null && after?.Schema is not null;

    private static IEnumerable<(string Before, string After)> Names(ChannelPair channel) =>
        UrlPath.Names(channel.Before.Address).Zip(UrlPath.Names(channel.After.Address));

    private static EventParameter? Find(EventChannel channel, string name) => channel.Parameters.FirstOrDefault(parameter => parameter.Name == name);

    private static Change? Values(EventParameter? before, EventParameter? after, string name)
    {
        string[] old = Listed(before), now = Listed(after);
        string was = Text(old), are = Text(now);
        // None listed means any.
        bool narrower = now.Length > 0 && (old.Length == 0 || old.Except(now, StringComparer.Ordinal).Any());
        bool wider = old.Length > 0 && (now.Length == 0 || now.Except(old, StringComparer.Ordinal).Any());
        ResolvedNode nowhere = (after ?? before)!.Place;
        return narrower ? new Change("event-channel-parameter-values-narrowed", nowhere, $"has {are} for the parameter `{name}` of its address, before {was}.") { Before = was, After = are }
            : wider ? new Change("event-channel-parameter-values-widened", nowhere, $"has {are} for the parameter `{name}` of its address, before {was}.") { Before = was, After = are }
            : null;
    }

    private static string[] Listed(EventParameter? parameter) =>
        parameter is null ? [] : parameter.Enum.Count > 0 ? [.. parameter.Enum] : [.. parameter.Schema?.Node["enum"]?.Items.Select(item => item.Text ?? "") ?? []];

    private static string Text(string[] values) => values.Length == 0 ? "any value" : string.Join(", ", values.Select(value => $"\"{value}\""));
}
