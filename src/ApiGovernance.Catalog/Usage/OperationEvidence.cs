using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Usage;

/// <summary>What was seen of one consumer at one operation.</summary>
internal sealed class OperationEvidence(string operation)
{
    private readonly Dictionary<(FieldKind Kind, string Name), FieldCount> _fields = [];
    private long _answered;
    private long _notSeen;
    private long _withUnknown;
    private bool _truncated;

    /// <summary>As the contract writes it.</summary>
    public string Operation => operation;

    /// <summary>Without those that were answered with 400 or above: a call that was refused anyway is nothing that a change could break.</summary>
    public long Calls { get; private set; }

    public DateTimeOffset LastCall { get; private set; }

    public long Sampled { get; private set; }

    /// <summary>Every call that was to be looked at was, with all its names.</summary>
    public bool IsComplete => _notSeen == 0 && !_truncated;

    public void Add(UsageRow row)
    {
        Calls += row.Calls - row.Failures;
        _answered += row.Calls;
        LastCall = row.LastCall > LastCall ? row.LastCall : LastCall;
    }

    /// <param name="since">Fields that were seen last before are not counted.</param>
    public void Add(SampledFields sample, DateTimeOffset since)
    {
        Sampled += sample.Sampled;
        _notSeen += sample.NotSeen;
        _withUnknown += sample.WithUnknown;
        _truncated |= sample.Truncated;
        foreach (FieldCount field in sample.Fields.Where(field => field.LastSeen >= since && field.Seen > 0))
        {
            (FieldKind, string) key = Key(field.Kind, field.Name);
            _fields[key] = _fields.TryGetValue(key, out FieldCount? known)
                ? known with { Seen = known.Seen + field.Seen, LastSeen = field.LastSeen > known.LastSeen ? field.LastSeen : known.LastSeen }
                : field;
        }
    }

    /// <summary>Whether enough calls were looked at to believe that what was not seen is not sent.</summary>
    public bool IsEnough(long minSamples) => IsComplete && Sampled > 0 && (Sampled >= minSamples || Sampled >= _answered);

    public bool HasUnknownFields => _withUnknown > 0;

    public FieldCount? Find(FieldSubject field) => _fields.GetValueOrDefault(Key(field.Kind, field.Name));

    // RFC 9110, 5.1: field names are case-insensitive.
    private static (FieldKind, string) Key(FieldKind kind, string name) => (kind, kind == FieldKind.Header ? name.ToLowerInvariant() : name);
}
