using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>One step of a walk, with the way back.</summary>
internal sealed record Way(Way? Above, PairStep Step);

/// <summary>A change of schemas with the use that shows it, and all operations that it reaches.</summary>
internal sealed class Reported(SchemaUse use, Way? way, PairNode pair, SchemaChange change, bool isSafe)
{
    private const int MaxFields = 32;

    private SchemaPosition? _position;
    private IReadOnlyList<FieldSubject>? _fields = [];

    public SchemaUse Use { get; private set; } = use;

    public Way? Way { get; private set; } = way;

    public PairNode Pair { get; private set; } = pair;

    public SchemaChange Change => change;

    public Reported With(SchemaChange other)
    {
        if (ReferenceEquals(other, change))
            return this;
        Reported copy = new(Use, Way, Pair, other, IsSafe);
        copy.Operations.AddRange(Operations);
        copy.AddFields(_fields);
        return copy;
    }

    public bool IsSafe { get; private set; } = isSafe;

    public List<ApiOperation> Operations { get; } = [];

    /// <summary>All fields that it concerns, in all its uses; empty when they are too many to be named.</summary>
    public IReadOnlyList<FieldSubject> Fields => _fields ?? [];

    /// <param name="fields">Null: too many.</param>
    public void AddFields(IReadOnlyList<FieldSubject>? fields)
    {
        _fields = _fields is null || fields is null ? null : [.. _fields.Union(fields)];
        if (_fields?.Count > MaxFields)
            _fields = null;
    }

    public HashSet<ApiOperation> Seen { get; } = new(ReferenceEqualityComparer.Instance);

    public void Show(SchemaUse use, Way? way, PairNode pair)
    {
        (Use, Way, Pair, IsSafe) = (use, way, pair, false);
        _position = null;
    }

    public IReadOnlyList<PairStep> Steps
    {
        get
        {
            List<PairStep> steps = [];
            for (Way? at = Way; at is not null; at = at.Above)
                steps.Add(at.Step);
            steps.Reverse();
            return steps;
        }
    }

    /// <summary>Where the document writes it.</summary>
    public string Pointer => Use.Frame is BodyFrame { IsSent: false } body ? SwaggerForms.Pointer(body.Before, SwaggerForms.Pointer(body.After, change.At.Pointer)) : change.At.Pointer;

    public SchemaPosition Position => _position ??= Use.Position with { Path = [.. Use.Position.Path, .. Steps.Select(step => step.Word).OfType<string>()], Subject = Pair.Subject };
}
