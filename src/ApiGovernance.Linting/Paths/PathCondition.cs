using ApiGovernance.Linting.Paths.Filters;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths;

/// <summary>What a step asks of a child before it goes there. Equal conditions are one, so that rules share the answer.</summary>
internal abstract class PathCondition(string key)
{
    /// <summary>Equal for conditions that always answer alike.</summary>
    public string Key { get; } = key;

    /// <summary>It can hold only for objects and arrays.</summary>
    public virtual bool NeedsContainer => false;

    /// <summary>It asks for the way to the candidate, not only for the parent.</summary>
    public virtual bool UsesPath => false;

    public virtual bool UsesParentProperty => false;

    public abstract bool Holds(in Candidate candidate);

    /// <summary>It is the condition of that key, or asks it of a child.</summary>
    public virtual bool Contains(string key) => Key == key;

    /// <summary>The names of which <see cref="IsRuledOut"/> speaks; of all others it says the same.</summary>
    public virtual IEnumerable<string> Names => [];

    /// <summary>True when it can be ruled out by the name alone; <paramref name="name"/> is null for items of arrays.</summary>
    public virtual bool IsRuledOut(string? name) => false;
}

/// <summary>`[?(...)]`.</summary>
internal sealed class FilterCondition(string text, FilterNode expression) : PathCondition("?" + text)
{
    private readonly FilterTerm _term = expression.Term;
    private readonly FilterFacts _facts = expression.Facts;

    public override bool NeedsContainer => _facts.NeedsContainer;

    public required bool AsksPath { get; init; }

    public required bool AsksParentProperty { get; init; }

    public override bool UsesPath => AsksPath;

    public override bool UsesParentProperty => AsksParentProperty;

    public override bool Holds(in Candidate candidate)
    {
        try
        {
            return _term(candidate).IsTruthy;
        }
        catch (PatternTimeoutException error)
        {
            throw new FilterFailedException(Key, error);
        }
    }

    public override IEnumerable<string> Names => new[] { _facts.Property, _facts.NotProperty }.OfType<string>();

    public override bool IsRuledOut(string? name) =>
        (_facts.Property is { } property && property != name) || (name is not null && _facts.NotProperty == name);
}

/// <summary>There is a child that a step would go to: what `^` asks of the value to which it returns.</summary>
internal sealed class HasCondition(EdgeStep step) : PathCondition($"^{step.Key}")
{
    public override bool NeedsContainer => true;

    public override bool Contains(string key) => Key == key || step.Conditions.Any(condition => condition.Contains(key));

    public override bool UsesPath => step.Conditions.Any(condition => condition.UsesPath);

    public override bool UsesParentProperty => step.Conditions.Any(condition => condition.UsesParentProperty);

    public override bool Holds(in Candidate candidate)
    {
        DocumentNode node = candidate.Node;
        // Without names to look up, each child is asked.
        if (node.IsObject && step.Selector is NameSelector names)
        {
            foreach (string name in names.Names)
            {
                if (node[name] is { } member && Accepts(candidate, name, -1, member))
                    return true;
            }

            return false;
        }

        for (int i = 0; i < node.Members.Count; i++)
        {
            if (step.Selector.TakesMember(node.Members[i].Name) && Accepts(candidate, node.Members[i].Name, -1, node.Members[i].Value))
                return true;
        }

        for (int i = 0; i < node.Items.Count; i++)
        {
            if (step.Selector.TakesItem(i, node.Items.Count) && Accepts(candidate, null, i, node.Items[i]))
                return true;
        }

        return false;
    }

    private bool Accepts(in Candidate parent, string? name, int index, DocumentNode child)
    {
        if (step.Conditions.Count == 0)
            return true;
        Candidate candidate = new(parent.View, parent.Node, name, index, parent.View.Follow(child), new NestedWay(parent));
        foreach (PathCondition condition in step.Conditions)
        {
            if (!condition.Holds(candidate))
                return false;
        }

        return true;
    }
}

/// <summary>An index or a slice of an array.</summary>
internal sealed class ItemCondition(PathSelector selector) : PathCondition("#" + selector.Key)
{
    public override bool Holds(in Candidate candidate) => candidate.Name is null && candidate.Parent is { } parent && selector.TakesItem(candidate.Index, parent.Items.Count);

    public override bool IsRuledOut(string? name) => name is not null;
}
