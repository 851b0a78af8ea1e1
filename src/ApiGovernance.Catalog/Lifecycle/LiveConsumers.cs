using System.Globalization;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Lifecycle;

/// <summary>Who would be stranded by a retirement: whoever had a call answered lately.</summary>
internal static class LiveConsumers
{
    public static IEnumerable<Finding> Of(TransitionRequest request) => request.Usage
        .Where(row => row.Calls > row.Failures)
        .GroupBy(row => row.Consumer)
        .OrderBy(rows => rows.Key, StringComparer.Ordinal)
        .Select(rows => Stranded(request, rows.Key, rows.Sum(row => row.Calls - row.Failures), rows.Max(row => row.LastCall)))
        .Concat(Unobserved(request));

    /// <summary>Silence that nobody listened to is no silence. Without a contract there is no route, and nothing to listen to.</summary>
    private static IEnumerable<Finding> Unobserved(TransitionRequest request)
    {
        int days = request.Policy.QuietDays;
        if (days == 0 || !request.HasContract || request.ObservedSince <= request.Today.AddDays(-days))
            return [];
        string seen = request.ObservedSince is { } since
            ? $"gateways report calls since {LifecycleWords.Day(since)} only, and the policy asks for {days} days without any"
            : $"no gateway reported a call of any API in the last {days} days";
        return
        [
            CatalogFindings.Policy(
                "lifecycle-traffic-unknown",
                $"Whether anybody still calls {request.Api.Name} {request.Version.Name} is not known: {seen}.",
                "Let the gateways report usage for that long, or have the finding waived.") with
            { Identity = $"{request.Version.Name} unobserved" },
        ];
    }

    private static Finding Stranded(TransitionRequest request, string? consumer, long calls, DateTimeOffset last)
    {
        string name = $"{request.Api.Name} {request.Version.Name}";
        string who = consumer is null ? "Anonymous callers" : $"{consumer} ({Owner(request, consumer)})";
        string count = calls.ToString("N0", CultureInfo.InvariantCulture) + (calls == 1 ? " call" : " calls");
        string ends = request.Version.Sunset is { } sunset ? $" Its sunset is {LifecycleWords.Day(sunset)}." : "";
        return CatalogFindings.Policy(
            "lifecycle-still-called",
            $"{who} would be stranded: {count} of {name} were answered in the last {request.Policy.QuietDays} days, the last at {LifecycleWords.Minute(last)}.{ends}",
            "Move this consumer first, or have the finding waived.") with
        { Identity = $"{request.Version.Name} {consumer}" };
    }

    private static string Owner(TransitionRequest request, string name)
    {
        if (!request.Consumers.TryGetValue(name, out ConsumerDescriptor? consumer))
            return "no longer registered";
        string owner = consumer.Spec.Owner ?? consumer.Spec.Partner ?? "owner unknown";
        return consumer.Spec.Contacts.Count > 0 ? $"{owner}, {consumer.Spec.Contacts[0].Value}" : owner;
    }
}
