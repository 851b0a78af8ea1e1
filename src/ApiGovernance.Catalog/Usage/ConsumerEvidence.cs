using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Usage;

/// <summary>A consumer that may call a version or was seen doing so, with what was seen.</summary>
internal sealed class ConsumerEvidence(string name, ConsumerDescriptor? descriptor)
{
    public const string Anonymous = "(anonymous)";

    private readonly Dictionary<string, OperationEvidence> _operations = new(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>Null for anonymous calls, and for a consumer that is not in the catalog any more.</summary>
    public ConsumerDescriptor? Descriptor => descriptor;

    /// <summary>Those that it called, by name.</summary>
    public IEnumerable<OperationEvidence> Operations => _operations.Values.Where(one => one.Calls > 0).OrderBy(one => one.Operation, StringComparer.Ordinal);

    public long Calls => Operations.Sum(operation => operation.Calls);

    public DateTimeOffset? LastCall => Operations.Select(operation => (DateTimeOffset?)operation.LastCall).Max();

    /// <summary>Null where the operation's answers are not declared.</summary>
    public IReadOnlyList<string>? UsesOf(string? api, string operation)
    {
        ResponseUse[] uses = [.. descriptor?.Spec.Uses.Where(use => use.Api == api && OperationShape.Of(use.Operation) == OperationShape.Of(operation)) ?? []];
        return uses.Length == 0 ? null : [.. uses.SelectMany(use => use.ResponseFields)];
    }

    /// <summary>All that are known, by name.</summary>
    /// <param name="since">What was seen last before is not counted.</param>
    public static IReadOnlyList<ConsumerEvidence> Of(ImpactInput input, DateTimeOffset since)
    {
        Dictionary<string, ConsumerEvidence> known = new(StringComparer.Ordinal);
        Dictionary<string, ConsumerDescriptor> catalog = new(StringComparer.Ordinal);
        foreach (ConsumerDescriptor consumer in input.Consumers)
        {
            catalog[consumer.Name] = consumer;
            if (MayCall(consumer, input))
                known[consumer.Name] = new ConsumerEvidence(consumer.Name, consumer);
        }

        foreach (UsageRow row in input.Usage.Where(row => row.Calls > row.Failures && row.LastCall >= since))
        {
            string name = row.Consumer ?? Anonymous;
            if (!known.TryGetValue(name, out ConsumerEvidence? consumer))
                known[name] = consumer = new ConsumerEvidence(name, catalog.GetValueOrDefault(name));
            consumer.At(row.Operation).Add(row);
        }

        foreach (SampledFields sample in input.Fields)
        {
            if (known.TryGetValue(sample.Consumer ?? Anonymous, out ConsumerEvidence? consumer))
                consumer.At(sample.Operation).Add(sample, since);
        }

        return [.. known.Values.OrderBy(consumer => consumer.Name, StringComparer.Ordinal)];
    }

    private OperationEvidence At(string operation)
    {
        string shape = OperationShape.Of(operation);
        if (!_operations.TryGetValue(shape, out OperationEvidence? evidence))
            _operations[shape] = evidence = new OperationEvidence(operation);
        return evidence;
    }

    private static bool MayCall(ConsumerDescriptor consumer, ImpactInput input) => input.Api is not null && consumer.Spec.Subscriptions.Any(
        subscription => subscription.Api == input.Api && (subscription.Versions.Count == 0 || input.Version is null || subscription.Versions.Contains(input.Version)));
}
