using System.Text;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>A property whose value tells which branches of a choice are possible.</summary>
internal sealed class TagCandidate
{
    /// <summary>Properties looked at: those that restrict most branches.</summary>
    private const int MaxProperties = 16;

    private readonly Dictionary<string, List<int>> _byValue = new(StringComparer.Ordinal);
    private readonly List<int> _anyString = [];

    private TagCandidate(string property, IReadOnlyList<int> open, Func<int, BranchTag> tagOf)
    {
        Property = property;
        foreach (int branch in open)
        {
            BranchTag tag = tagOf(branch);
            if (tag.Values is null)
                _anyString.Add(branch);
            foreach (string value in tag.Values ?? tag.Except ?? Enumerable.Empty<string>())
            {
                if (!_byValue.TryGetValue(value, out List<int>? branches))
                    _byValue.Add(value, branches = []);
                if (tag.Values is not null)
                    branches.Add(branch);
                else
                    branches.Add(~branch);
            }

            if (tag.NoString)
                NoString.Add(branch);
            if (tag.Missing)
                Missing.Add(branch);
        }
    }

    public string Property { get; }

    public IReadOnlyCollection<string> Values => _byValue.Keys;

    public IReadOnlyList<int> OtherString => _anyString;

    public List<int> NoString { get; } = [];

    public List<int> Missing { get; } = [];

    /// <summary>How many branches the worst case leaves; a value counts more than that the property is missing.</summary>
    private int Worst => (2 * (_anyString.Count + _byValue.Values.Select(static b => b.Count).DefaultIfEmpty(0).Max())) + Missing.Count;

    /// <summary>The branches possible with a value; those noted as complements are the ones it excludes.</summary>
    public IReadOnlyList<int> With(string value)
    {
        if (!_byValue.TryGetValue(value, out List<int>? noted))
            return _anyString;
        return (int[])[.. noted.Where(static b => b >= 0).Concat(_anyString.Where(b => !noted.Contains(~b))).Order()];
    }

    /// <summary>The property that tells best; null when none tells anything.</summary>
    public static TagCandidate? Best(PlanContext context, Choice choice, string[] except)
    {
        Dictionary<int, Dictionary<string, BranchTag>> byBranch = Tags(context, choice);
        TagCandidate? best = null;
        foreach (string name in byBranch.Values.SelectMany(static b => b.Keys).CountBy(static n => n, StringComparer.Ordinal)
            .OrderByDescending(static n => n.Value).Take(MaxProperties).Select(static n => n.Key))
        {
            if (!except.Contains(name) && Of(name, choice, byBranch) is { } candidate && (best is null || candidate.Worst < best.Worst))
                best = candidate;
        }

        return best;
    }

    /// <summary>What a given property tells; null when nothing.</summary>
    public static TagCandidate? For(PlanContext context, Choice choice, string property) => Of(property, choice, Tags(context, choice));

    private static TagCandidate? Of(string name, Choice choice, Dictionary<int, Dictionary<string, BranchTag>> byBranch)
    {
        if (byBranch.Count == 0)
            return null;
        var candidate = new TagCandidate(name, choice.Open, i => byBranch[i].GetValueOrDefault(name, BranchTag.Anything));
        return candidate.Missing.Count < choice.Open.Count || candidate.OtherString.Count < choice.Open.Count ? candidate : null;
    }

    /// <summary>For each open branch what it says of properties.</summary>
    private static Dictionary<int, Dictionary<string, BranchTag>> Tags(PlanContext context, Choice choice)
    {
        switch (choice.Instruction)
        {
            case DependentInstruction dependent:
                string name = Encoding.UTF8.GetString(dependent.Name);
                return new()
                {
                    [0] = new(StringComparer.Ordinal) { [name] = BranchTag.Anything with { Missing = false } },
                    [1] = new(StringComparer.Ordinal) { [name] = new BranchTag([], NoString: false, Missing: true) },
                };
            case IfInstruction condition:
                return BranchTag.OfCondition(context, new PlanEntry(condition.Condition, choice.Scope));
            case DiscriminatorInstruction discriminator:
                return DiscriminatorBranches.Tags(discriminator);
            case AlternativesInstruction when choice.Accepted == 0:
                return choice.Open.ToDictionary(static i => i, i => BranchTag.Of(context, choice.Branches[i]));
            default:
                return [];
        }
    }
}
