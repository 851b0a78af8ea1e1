using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Usage;

/// <summary>Joins what breaks with who was seen doing it.</summary>
public static class ImpactReporting
{
    /// <param name="breaking">The changes that count as breaking, in the order in which they are reported.</param>
    /// <param name="input">What is known of the callers.</param>
    public static ImpactReport Of(IEnumerable<Finding> breaking, ImpactInput input)
    {
        ArgumentNullException.ThrowIfNull(breaking);
        ArgumentNullException.ThrowIfNull(input);
        IReadOnlyList<ConsumerEvidence> consumers = ConsumerEvidence.Of(input, DateTimeOffset.MinValue);
        Dictionary<string, ImpactState> worst = consumers.ToDictionary(consumer => consumer.Name, _ => ImpactState.Unaffected, StringComparer.Ordinal);
        Dictionary<string, SortedSet<string>> operations = consumers.ToDictionary(consumer => consumer.Name, _ => new SortedSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        List<ChangeImpact> changes = [];
        foreach (Finding finding in breaking)
        {
            ImpactJudgement judgement = new(finding, input);
            List<(ConsumerEvidence Consumer, ImpactState State)> states = [.. consumers.Select(consumer => (consumer, judgement.Of(consumer)))];
            changes.Add(Change(finding, judgement, states, input));
            foreach (var (consumer, state) in states.Where(one => one.State != ImpactState.Unaffected))
            {
                worst[consumer.Name] = state > worst[consumer.Name] ? state : worst[consumer.Name];
                operations[consumer.Name].UnionWith(judgement.At(consumer).Select(operation => operation.Operation));
            }
        }

        ConsumerStanding[] standings =
        [
            .. consumers.Select(consumer => Standing(consumer, worst[consumer.Name], operations[consumer.Name], input))
                .OrderByDescending(standing => standing.State).ThenByDescending(standing => standing.Calls).ThenBy(standing => standing.Consumer, StringComparer.Ordinal),
        ];
        return new ImpactReport
        {
            Summary = ImpactSummary.Of(standings, changes.Count, input),
            WindowDays = input.WindowDays,
            AsOf = input.AsOf,
            Known = standings.Length,
            Broken = standings.Count(standing => standing.State == ImpactState.Breaks),
            Unknown = standings.Count(standing => standing.State == ImpactState.Unknown),
            Consumers = standings,
            Changes = changes,
        };
    }

    private static ChangeImpact Change(
        Finding finding, ImpactJudgement judgement, IReadOnlyList<(ConsumerEvidence Consumer, ImpactState State)> states, ImpactInput input) =>
        new(finding.Fingerprint, finding.RuleId, ImpactNote.Of(finding, judgement, states, input))
        {
            Operations = judgement.Operations,
            Fields = [.. finding.Fields.Select(CatalogField.From)],
            Breaks = Names(states, ImpactState.Breaks),
            Unknown = Names(states, ImpactState.Unknown),
            Sampled = states.Sum(one => judgement.At(one.Consumer).Sum(operation => operation.Sampled)),
        };

    private static string[] Names(IEnumerable<(ConsumerEvidence Consumer, ImpactState State)> states, ImpactState state) =>
        [.. states.Where(one => one.State == state).Select(one => one.Consumer.Name)];

    private static ConsumerStanding Standing(ConsumerEvidence consumer, ImpactState state, IEnumerable<string> operations, ImpactInput input)
    {
        ConsumerSpec? spec = consumer.Descriptor?.Spec;
        TeamDescriptor? team = spec?.Owner is { } owner ? input.Teams.FirstOrDefault(one => one.Name == owner) : null;
        return new ConsumerStanding(consumer.Name, state, consumer.Calls, consumer.LastCall)
        {
            Owner = spec?.Owner,
            Partner = spec?.Partner,
            Contact = (spec is { Contacts: [{ } own, ..] } ? own : team is { Spec.Contacts: [{ } ofTeam, ..] } ? ofTeam : null)?.Value,
            Operations = [.. operations],
        };
    }
}
