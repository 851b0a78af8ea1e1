using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Usage;

/// <summary>Holds one change against what was seen of one consumer.</summary>
internal sealed class ImpactJudgement
{
    private readonly Finding _finding;
    private readonly ImpactInput _input;
    private readonly HashSet<string> _shapes;

    public ImpactJudgement(Finding finding, ImpactInput input)
    {
        (_finding, _input) = (finding, input);
        Operations = [.. finding.Operations.Append(finding.Operation).OfType<string>().Distinct(StringComparer.Ordinal)];
        _shapes = [.. Operations.Select(OperationShape.Of)];
        Audience = ImpactScope.Of(finding);
    }

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<string> Operations { get; }

    public ImpactAudience Audience { get; }

    public ImpactState Of(ConsumerEvidence consumer)
    {
        if (_input.AsOf is null)
            return ImpactState.Unknown;
        // What the API sends by itself passes no gateway.
        if (Audience == ImpactAudience.Receivers && !Operations.Any(OperationShape.IsCalled))
            return ImpactState.Unknown;
        ImpactState worst = ImpactState.Unaffected;
        foreach (OperationEvidence operation in At(consumer))
        {
            ImpactState state = Of(consumer, operation);
            worst = state > worst ? state : worst;
        }

        // What could not be compared may be harmless.
        return worst == ImpactState.Breaks && _finding.Compatibility == ChangeCompatibility.Undecided ? ImpactState.Unknown : worst;
    }

    /// <summary>What the consumer called of the operations concerned.</summary>
    public IEnumerable<OperationEvidence> At(ConsumerEvidence consumer) =>
        consumer.Operations.Where(operation => _shapes.Count == 0 || _shapes.Contains(OperationShape.Of(operation.Operation)));

    private ImpactState Of(ConsumerEvidence consumer, OperationEvidence operation) => Audience switch
    {
        ImpactAudience.Callers => ImpactState.Breaks,
        ImpactAudience.Senders => Sends(operation, _finding.Fields),
        ImpactAudience.Holders => Holds(operation),
        ImpactAudience.Omitters => _finding.Fields.Max(field => Omits(operation, field)),
        ImpactAudience.Strangers => operation.HasUnknownFields ? ImpactState.Breaks : Absent(operation),
        ImpactAudience.Readers => Reads(consumer.UsesOf(_input.Api, operation.Operation)),
        _ => ImpactState.Unknown,
    };

    private ImpactState Sends(OperationEvidence operation, IEnumerable<FieldSubject> fields) =>
        fields.Any(field => operation.Find(field) is not null) ? ImpactState.Breaks : Absent(operation);

    private ImpactState Holds(OperationEvidence operation) => _finding.Fields.Any(field => FieldPath.Parent(field.Name) is null)
        ? ImpactState.Breaks
        : Sends(operation, _finding.Fields.Select(field => field with { Name = FieldPath.Parent(field.Name)! }));

    private ImpactState Omits(OperationEvidence operation, FieldSubject field)
    {
        string? parent = field.Kind == FieldKind.Property ? FieldPath.Parent(field.Name) : null;
        long expected = parent is null ? operation.Sampled : operation.Find(field with { Name = parent })?.Seen ?? 0;
        long seen = operation.Find(field)?.Seen ?? 0;
        if (operation.Sampled == 0)
            return ImpactState.Unknown;
        if (seen < expected)
            return ImpactState.Breaks;
        // That one item of a list has it says nothing of the others.
        return seen > 0 && field.Name.Contains("[]", StringComparison.Ordinal) ? ImpactState.Unknown : Absent(operation);
    }

    private ImpactState Absent(OperationEvidence operation) => operation.IsEnough(_input.MinSamples) ? ImpactState.Unaffected : ImpactState.Unknown;

    private ImpactState Reads(IReadOnlyList<string>? used)
    {
        if (used is null || _finding.Fields.Any(field => field.Kind != FieldKind.Property))
            return ImpactState.Unknown;
        if (_finding.Fields.Count == 0)
            return used.Count > 0 ? ImpactState.Breaks : ImpactState.Unknown;
        return _finding.Fields.Any(field => used.Any(name => field.Name.Length == 0 || FieldPath.IsWithin(name, field.Name) || FieldPath.IsWithin(field.Name, name)))
            ? ImpactState.Breaks
            : ImpactState.Unaffected;
    }
}
