using System.Globalization;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Check;

/// <summary>A consumer that changes break, or may break.</summary>
/// <param name="Contact">Whom to talk to, as far as the catalog knows: team or partner, and an address.</param>
internal sealed record HitConsumer(string Consumer, bool IsKnown, IReadOnlyList<string> Operations, long Calls, DateTimeOffset? LastCall, string? Contact)
{
    /// <summary>Somebody counts the calls: without that, none does not mean that there are none.</summary>
    public bool IsObserved { get; init; } = true;

    public override string ToString()
    {
        string who = Contact is null ? Consumer : $"{Consumer} ({Contact})";
        string last = LastCall is { } at ? $", last {at:u}" : "";
        string calls = IsObserved ? $"{Calls.ToString(CultureInfo.InvariantCulture)} calls{last}" : "calls not known";
        return $"{(IsKnown ? "breaks" : "may break")} {who}: {string.Join(", ", Operations)}{(Operations.Count > 0 ? ", " : "")}{calls}";
    }
}

/// <summary>Who breaks, as a verdict tells it: by consumer and change, or by calls alone.</summary>
internal static class CheckImpact
{
    private const int MostConsumers = 5;

    /// <summary>Those that break first; the busiest first.</summary>
    public static IReadOnlyList<HitConsumer> Consumers(ContractVerdict verdict) => verdict.ImpactReport is { } report
        ? [.. report.Consumers.Where(consumer => consumer.State != ImpactState.Unaffected).Select(consumer => new HitConsumer(
            consumer.Consumer, consumer.State == ImpactState.Breaks, consumer.Operations, consumer.Calls, consumer.LastCall,
            string.Join(", ", new[] { consumer.Partner ?? consumer.Owner, consumer.Contact }.OfType<string>()) is { Length: > 0 } contact ? contact : null) { IsObserved = report.AsOf is not null })]
        : [.. verdict.Impact.Select(row => new HitConsumer(row.Consumer, IsKnown: true, [row.Operation], row.Calls, row.LastCall, null))];

    /// <summary>Null when nobody looked at calls.</summary>
    public static DateTimeOffset? AsOf(ContractVerdict verdict) => verdict.ImpactReport?.AsOf ?? verdict.Evidence.UsageAsOf;

    /// <summary>Whom one change hits, in one sentence; null when nothing is known, or it is no change.</summary>
    public static string? WhoBreaks(Finding finding, ContractVerdict verdict)
    {
        if (verdict.ImpactReport?.Changes.FirstOrDefault(change => change.Fingerprint == finding.Fingerprint) is { } change)
            return change.Breaks.Count == 0 ? change.Note : $"{Named([.. change.Breaks])}. {change.Note}";
        if (finding.Kind != FindingKind.Change || AsOf(verdict) is null || verdict.ImpactReport is not null)
            return null;
        HashSet<string> operations = [.. finding.Operations.Append(finding.Operation).OfType<string>().Select(Shape)];
        string[] hit =
        [
            .. verdict.Impact.Where(row => operations.Count == 0 || operations.Contains(Shape(row.Operation)))
                .GroupBy(row => row.Consumer, StringComparer.Ordinal)
                .Select(rows => (rows.Key, Calls: rows.Sum(row => row.Calls), Last: rows.Max(row => row.LastCall)))
                .OrderByDescending(row => row.Calls).ThenBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => $"{row.Key} ({CheckWords.Calls(row.Calls)} calls, last {CheckWords.Day(row.Last)})"),
        ];
        return hit.Length == 0 ? "nobody was seen calling it" : Named(hit);
    }

    private static string Named(string[] names) => names.Length <= MostConsumers
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(MostConsumers))} and {names.Length - MostConsumers} more");

    /// <summary>With the names of path parameters left out: renaming one changes no call.</summary>
    private static string Shape(string operation) => string.Join('{', operation.Split('{').Select((part, i) => i == 0 ? part : part[Math.Max(0, part.IndexOf('}', StringComparison.Ordinal))..]));
}
