using System.Text;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>What values of a property a branch may be satisfied with. More than it really is does no harm.</summary>
/// <param name="Values">The strings; null for any.</param>
/// <param name="NoString">Whether something else than a string will do.</param>
/// <param name="Missing">Whether the property may be missing.</param>
internal sealed record BranchTag(HashSet<string>? Values, bool NoString, bool Missing)
{
    private static readonly JsonKind[] s_otherKinds =
        [JsonKind.Null, JsonKind.False, JsonKind.True, JsonKind.Number, JsonKind.Array, JsonKind.Object];

    public static BranchTag Anything { get; } = new(null, true, true);

    /// <summary>Where <see cref="Values"/> is null: the strings that will not do.</summary>
    public HashSet<string>? Except { get; init; }

    /// <summary>What the schemas of a branch say of each property.</summary>
    public static Dictionary<string, BranchTag> Of(PlanContext context, PlanEntry[] entries) =>
        Of(context, Gathering.Of(context, JsonKind.Object, entries));

    /// <summary>The same for a condition (0) and for its opposite (1), which is known only of conditions on one property.</summary>
    public static Dictionary<int, Dictionary<string, BranchTag>> OfCondition(PlanContext context, PlanEntry condition)
    {
        var gathering = Gathering.Of(context, JsonKind.Object, [condition]);
        Dictionary<string, BranchTag> holds = Of(context, gathering);
        Dictionary<string, BranchTag> fails = new(StringComparer.Ordinal);
        if (holds.Count == 1 && gathering.Properties.TrueForAll(r => IsOnlyTag(context, r)) && IsOnlyProperties(gathering))
        {
            (string name, BranchTag tag) = holds.First();
            fails[name] = tag.Values is null
                ? new BranchTag([], NoString: false, Missing: true)
                : new BranchTag(null, NoString: true, Missing: !tag.Missing) { Except = tag.Values };
        }

        return new() { [0] = holds, [1] = fails };
    }

    private static Dictionary<string, BranchTag> Of(PlanContext context, Gathering gathering)
    {
        var tags = new Dictionary<string, BranchTag>(StringComparer.Ordinal);
        foreach (PropertyRule rule in gathering.Properties)
        {
            for (int i = 0; i < rule.Own?.Names.Count; i++)
            {
                BranchTag tag = Of(context, rule.Own.Nodes[i], rule.Scope) with { Missing = i >= rule.Own.RequiredCount };
                if (tag == Anything)
                    continue;
                string name = Encoding.UTF8.GetString(rule.Own.Names[i]);
                tags[name] = tags.TryGetValue(name, out BranchTag? other) ? tag.And(other) : tag;
            }
        }

        return tags;
    }

    private static BranchTag Of(PlanContext context, SchemaNode? node, DynamicScope scope)
    {
        if (node is null)
            return Anything;
        PlanEntry[] entries = [new PlanEntry(node, scope)];
        var strings = Gathering.Of(context, JsonKind.String, entries);
        BranchTag tag = Anything;
        foreach (EnumInstruction literals in strings.Checks.OfType<EnumInstruction>())
            tag = tag.And(new BranchTag(Strings(literals), NoString: true, Missing: true));
        if (strings.Rejects)
            tag = tag with { Values = [] };
        return tag.Values is null || Array.Exists(s_otherKinds, kind => context.Classify(kind, entries) != PlanContext.Verdict.Rejects)
            ? tag
            : tag with { NoString = false };
    }

    private static HashSet<string> Strings(EnumInstruction literals) => new(
        literals.Values.Where(static v => v.Kind == JsonKind.String).Select(static v => Encoding.UTF8.GetString(v.View.Text(0))), StringComparer.Ordinal);

    private static bool IsOnlyProperties(Gathering gathering) => gathering.Undecided is null && gathering.Choices.Count == 0
        && gathering.Checks.Count == 0 && gathering.Names.Count == 0 && gathering.Dependents.Count == 0;

    /// <summary>Whether the rule is satisfied exactly by what its tag tells: presence, or one of some strings.</summary>
    private static bool IsOnlyTag(PlanContext context, PropertyRule rule)
    {
        if (rule.Own is not { Patterns.Count: 0, Additional: null, Names.Count: 1 } own)
            return false;
        if (own.Nodes[0] is not { } node)
            return own.RequiredCount == 1;
        PlanEntry[] entries = [new PlanEntry(node, rule.Scope)];
        var strings = Gathering.Of(context, JsonKind.String, entries);
        return strings is { Rejects: false, Undecided: null, Choices.Count: 0, Checks.Count: 1 } && strings.Checks[0] is EnumInstruction
            && Array.TrueForAll(s_otherKinds, kind => context.Classify(kind, entries) == PlanContext.Verdict.Rejects);
    }

    private BranchTag And(BranchTag other)
    {
        HashSet<string>? both = Values is null ? other.Values : Values;
        if (Values is not null && other.Values is not null)
            both = [.. Values.Intersect(other.Values)];
        return new BranchTag(both, NoString && other.NoString, Missing && other.Missing);
    }
}
