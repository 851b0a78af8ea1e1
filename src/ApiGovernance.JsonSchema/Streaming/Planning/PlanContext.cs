using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>
/// What all gatherings of one program share. It follows the dynamic scope while plans are made: of the resources entered only those matter in which a dynamic reference finds
/// its anchor for the first time, and there are few of these.
/// </summary>
internal sealed class PlanContext(IReadOnlyList<DynamicReferenceInstruction> references)
{
    private readonly DynamicReferenceInstruction[] _anchors = [.. references.DistinctBy(static r => r.Anchor)];
    private readonly Dictionary<(DynamicScope, int), DynamicScope> _entered = [];
    private readonly Dictionary<(SchemaNode, DynamicScope, JsonKind), Verdict> _verdicts = [];
    private int _last;

    /// <summary>What a schema says of a kind of value before there is one.</summary>
    public enum Verdict
    {
        /// <summary>It depends.</summary>
        Open,

        /// <summary>Every value satisfies it.</summary>
        Accepts,

        /// <summary>No value satisfies it.</summary>
        Rejects,
    }

    /// <summary>
    /// Gatherings that may still be made for the whole program: what bounds the time that nested alternatives take, which are looked
    /// through once for every way that leads to them.
    /// </summary>
    public int Left { get; set; } = 500_000;

    /// <summary>How deep schemas apply to one value by way of each other, in the gathering that is going on.</summary>
    public int Depth { get; set; }

    /// <summary>How deep statements on the presence of properties lie in each other, in the plan that is being made.</summary>
    public int PresenceDepth { get; set; }

    /// <summary>How many of these statements were made in the whole program.</summary>
    public int PresenceParts { get; set; }

    /// <summary>The verdict of a list of schemas; remembered, for nested alternatives ask again and again.</summary>
    public Verdict Classify(JsonKind kind, PlanEntry[] entries)
    {
        if (entries.Length == 1 && _verdicts.TryGetValue((entries[0].Node, entries[0].Scope, kind), out Verdict known))
            return known;
        var gathering = Gathering.Of(this, kind, entries);
        Verdict verdict = gathering.Rejects ? Verdict.Rejects : gathering.AcceptsAll ? Verdict.Accepts : Verdict.Open;
        if (entries.Length == 1)
            _verdicts[(entries[0].Node, entries[0].Scope, kind)] = verdict;
        return verdict;
    }

    public DynamicScope Enter(DynamicScope scope, SchemaResource resource)
    {
        if (_anchors.Length == 0)
            return scope;
        if (_entered.TryGetValue((scope, resource.Id), out DynamicScope? inner))
            return inner;
        bool matters = Array.Exists(_anchors, r => r.Knows(resource.Id) && !Array.Exists(scope.Resources, r.Knows));
        inner = matters ? new DynamicScope(++_last, [.. scope.Resources, resource.Id]) : scope;
        _entered.Add((scope, resource.Id), inner);
        return inner;
    }
}
