using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Storage;

/// <summary>How many calls of a consumer to an operation were looked at, summed over days.</summary>
internal sealed record SampleSum
{
    public string Api { get; init; } = "";

    public string Version { get; init; } = "";

    public string Operation { get; init; } = "";

    public string Consumer { get; init; } = "";

    public long Sampled { get; init; }

    public long NotSeen { get; init; }

    public long WithUnknown { get; init; }

    public long Truncated { get; init; }

    public SampledFields ToSample(IEnumerable<FieldCount> fields) => new(Api, Version, Operation, Consumer.Length == 0 ? null : Consumer, Sampled)
    {
        NotSeen = NotSeen,
        WithUnknown = WithUnknown,
        Truncated = Truncated != 0,
        Fields = [.. fields.OrderBy(field => field.Kind).ThenBy(field => field.Name, StringComparer.Ordinal)],
    };
}
