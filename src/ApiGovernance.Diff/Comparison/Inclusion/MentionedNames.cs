using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>
/// Names that a schema speaks of in its choices, conditions and dependent schemas: a sender may use them, although the properties beside
/// them do not have them.
/// </summary>
internal sealed class MentionedNames
{
    /// <summary>Of more branches nobody sends what all the others refuse.</summary>
    private const int MaxBranches = 64;

    /// <summary>Those of a choice that was made are shared by all its branches.</summary>
    private readonly List<HashSet<string>> _sets = [];
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);
    private bool _isData;

    private MentionedNames()
    {
    }

    /// <param name="ofChoice">The names that the branches of a choice speak of.</param>
    public static MentionedNames Of(SchemaShape shape, Func<Alternatives, HashSet<string>> ofChoice)
    {
        MentionedNames names = new();
        names._sets.Add(Collect(Parts(shape), names.Data));
        // What was decided is in the shape by now; of the parts that it was decided against only the names are left.
        names._sets.Add(Collect(shape.Decided, null));
        names._sets.AddRange(shape.Chosen.Where(IsFree).Select(ofChoice));
        return names;
    }

    /// <summary>
    /// Nothing tells a sender which branch its message takes: one that another branch was meant for may be taken by this one alone. Of a
    /// discriminator's branches the sender has named one.
    /// </summary>
    public static bool IsFree(Alternatives choice) => choice is { Names: null, IsBase: false, Branches.Count: <= MaxBranches } && (choice.Scope & Kinds.Object) != 0;

    public static HashSet<string> OfChoice(Alternatives choice) => Collect(choice.Branches, null);

    public bool Contains(string name) =>
        _isData || _sets.Exists(set => set.Contains(name)) || _patterns.Any(pattern => NamePatterns.IsMatch(pattern, name));

    // Where a branch describes names by a schema or a pattern, any name of the kind may come with it.
    private void Data(ObjectRules rules)
    {
        _isData |= rules.Additional is { IsNothing: false } || rules.Names is not null;
        _patterns.UnionWith(rules.Patterns.Where(pattern => !pattern.Value.IsNothing).Select(pattern => pattern.Key));
    }

    private static HashSet<string> Collect(IEnumerable<SchemaTerm> parts, Action<ObjectRules>? visit)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<SchemaTerm> seen = [];
        Stack<SchemaTerm> open = new(parts);
        while (open.TryPop(out SchemaTerm? part))
        {
            if (!seen.Add(part))
                continue;
            ObjectRules rules = part.Shape.Objects;
            names.UnionWith(rules.Properties.Keys);
            names.UnionWith(rules.Required);
            names.UnionWith(PropertyTerms.Demanded(rules));
            visit?.Invoke(rules);
            foreach (SchemaTerm below in Parts(part.Shape).Concat(part.Shape.Decided))
                open.Push(below);
        }

        return names;
    }

    private static IEnumerable<SchemaTerm> Parts(SchemaShape shape) => shape.Groups.SelectMany(group => group.Branches)
        .Concat(shape.Conditions.SelectMany(condition => (SchemaTerm?[])[condition.If, condition.Then, condition.Else]).OfType<SchemaTerm>())
        .Concat(shape.Objects.DependentSchemas.Values);
}

/// <summary>What a message leaves out because of its direction.</summary>
internal static class Unsent
{
    public static bool Is(SchemaTerm property, SchemaDirection direction) => direction switch
    {
        SchemaDirection.Request => property.Shape.Notes.ReadOnly,
        SchemaDirection.Response => property.Shape.Notes.WriteOnly,
        _ => false,
    };
}
