using ApiGovernance.Catalog.Consumers;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Diff.Policies;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Usage;

/// <summary>Gathers what is known of a version's callers: what was observed, and whom the catalog names.</summary>
internal static class CallerReading
{
    /// <param name="usage">The version's calls in the window.</param>
    /// <param name="rule">Says how many calls are enough; null for the standard.</param>
    public static async Task<ImpactInput> ReadAsync(
        ICatalogStore store, CatalogState state, (string Api, string Version) version, ObservedUsage usage, UnusedBreaks? rule, (DateTimeOffset Now, int Days) window,
        CancellationToken cancellationToken)
    {
        DateOnly since = DateOnly.FromDateTime(window.Now.UtcDateTime).AddDays(-window.Days);
        ObservedFields fields = await store.ReadFieldUsageAsync(version.Api, version.Version, since, cancellationToken);
        ImpactInput input = new()
        {
            Api = version.Api,
            Version = version.Version,
            Usage = usage.Rows,
            Fields = fields.Samples,
            AsOf = usage.AsOf,
            CallsSince = usage.Since,
            FieldsSince = fields.Since,
            Now = window.Now,
            WindowDays = window.Days,
            MinSamples = rule?.MinSamples ?? ImpactInput.DefaultMinSamples,
            Consumers = [.. EffectiveSubscriptions.Of(state)],
        };
        // It is kept with the verdict: of the estate only what is about this version.
        ConsumerDescriptor[] known = [.. ConsumerEvidence.Of(input, DateTimeOffset.MinValue).Select(consumer => consumer.Descriptor).OfType<ConsumerDescriptor>()];
        HashSet<string?> owners = [.. known.Select(consumer => consumer.Spec.Owner)];
        return input with { Consumers = known, Teams = [.. state.Of<TeamDescriptor>().Where(team => owners.Contains(team.Name))] };
    }
}
