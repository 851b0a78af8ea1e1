using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>A schema in parts that together allow all that it allows: by its own alternatives, by kind, by listed value, by a property that tells objects apart.</summary>
internal static class TermSplitting
{
    private const int MaxValues = 48;

    /// <summary>Each of them doubles the parts.</summary>
    private const int MaxConditions = 4;

    /// <summary>One part or none: it cannot be split, or splitting would not help.</summary>
    public static IReadOnlyList<SchemaTerm> Parts(SchemaTerm term, SchemaShape consumer)
    {
        SchemaShape shape = term.Shape;
        if (shape.Groups.Count > 0)
            return ByAlternatives(term, shape.Groups[0]);
        if (shape.Conditions.Count is > 0 and <= MaxConditions)
            return ByCondition(term, shape.Conditions[0]);
        if (consumer.IsPlain && shape.Kinds != Kinds.Any)
            return [];
        List<SchemaTerm> kinds = [.. ByKinds(term)];
        if (kinds.Count > 1)
            return kinds;
        if (shape is { IsFinite: true, Values.Count: > 1 and <= MaxValues })
            return [.. shape.Values.Select(value => ValueTerms.Of(value, term.Space))];
        if (shape.Kinds == Kinds.Object)
            return ByProperty(term);
        return BoundSplitting.Parts(term, consumer) is { Count: > 0 } ranges ? ranges
            : shape.Kinds == Kinds.Number ? [Only(term, Kinds.Integer), Only(term, Kinds.Fraction)] : [];
    }

    /// <summary>Where the condition holds, and where it does not.</summary>
    private static IReadOnlyList<SchemaTerm> ByCondition(SchemaTerm term, Condition condition)
    {
        return [Part("then", condition.Then), Part("else", condition.Else)];

        SchemaTerm Part(string keyword, SchemaTerm? asked) => term.Space.Derived(term, $"{keyword}:{condition.If.Id}:{condition.Then?.Id}:{condition.Else?.Id}", () =>
        {
            SchemaShape shape = term.Shape.Copy();
            shape.Conditions.Remove(condition);
            if (keyword == "then")
                shape = ShapeMerging.Both(shape, condition.If.Shape, term.Space);
            if (asked is not null)
                shape = ShapeMerging.Both(shape, asked.Shape, term.Space);
            shape = shape.Copy();
            if (keyword == "else")
                shape.Nots.Add(condition.If);
            shape.Decided.AddRange(((SchemaTerm?[])[condition.If, condition.Then, condition.Else]).OfType<SchemaTerm>());
            return ShapeNormalization.Settle(shape, term.Space);
        });
    }

    public static SchemaTerm WithoutNot(SchemaTerm term, SchemaTerm not) => term.Space.Derived(term, $"without-not:{not.Id}", () =>
    {
        SchemaShape shape = term.Shape.Copy();
        shape.Nots.Remove(not);
        return shape;
    });

    /// <summary>The values of some kinds only.</summary>
    public static SchemaTerm Only(SchemaTerm term, Kinds kinds) => (term.Shape.Kinds & kinds) == term.Shape.Kinds
        ? term
        : term.Space.Derived(term, $"kinds:{(int)kinds}", () =>
        {
            SchemaShape shape = term.Shape.Copy();
            shape.Kinds &= kinds;
            return ShapeNormalization.Settle(shape, term.Space);
        });

    /// <summary>What is left of a choice: each branch with what stands beside it, and the values that the choice is not about.</summary>
    public static IReadOnlyList<SchemaTerm> ByAlternatives(SchemaTerm term, Alternatives group)
    {
        List<SchemaTerm> parts = [];
        foreach (SchemaTerm branch in group.Branches.Distinct())
            parts.Add(Branch(term, group, branch));
        if ((term.Shape.Kinds & ~group.Scope) is not Kinds.None and var rest)
            parts.Add(Beside(term, group, rest));
        return parts;
    }

    /// <summary>A schema whose choice is made.</summary>
    public static SchemaTerm Branch(SchemaTerm term, Alternatives group, SchemaTerm branch) => IsAlone(term.Shape, group, branch.Shape) ? branch : term.Space.Derived(term, $"{group.Keyword}:{term.Shape.Groups.IndexOf(group)}:{branch.Id}", () =>
    {
        SchemaShape rest = term.Shape.Copy();
        rest.Kinds &= group.Scope;
        SchemaShape both = ShapeMerging.Both(rest, branch.Shape, term.Space).Copy();
        // A branch that builds upon the schema around it brings the choice along: it is made.
        both.Chosen.Add(group);
        both.Groups.RemoveAll(other => both.Chosen.Contains(other) || (group.IsBase && other.IsBase));
        return ShapeNormalization.Settle(both, term.Space);
    }, within: branch);

    /// <summary>Nothing is said beside the choice. The branch itself is then the same question wherever it is asked.</summary>
    private static bool IsAlone(SchemaShape shape, Alternatives group, SchemaShape branch)
    {
        Kinds scope = branch.Kinds;
        return shape is { Groups.Count: 1, Nots.Count: 0, Conditions.Count: 0, Opaques.Count: 0, Dangling.Count: 0, Chosen.Count: 0 } && !branch.Groups.Contains(group)
            && !(MentionedNames.IsFree(group) && (scope & Kinds.Object) != 0 && group.Branches.Any(other => SpeaksOfOthers(other.Shape, branch)))
            && (scope & ~(group.Scope & shape.Kinds)) == 0 && (scope & shape.Listed) == 0
            && ((scope & Kinds.Object) == 0 || shape.Objects.IsFree) && ((scope & Kinds.Array) == 0 || shape.Arrays.IsFree)
            && ((scope & Kinds.String) == 0 || shape.Strings.IsFree) && ((scope & Kinds.Number) == 0 || shape.Numbers.IsFree);
    }

    // Names of another branch may come with this one: then it is not the same question everywhere.
    private static bool SpeaksOfOthers(SchemaShape other, SchemaShape branch) => !ReferenceEquals(other, branch)
        && (!other.IsPlain || other.Objects.Properties.Keys.Concat(other.Objects.Required).Concat(PropertyTerms.Demanded(other.Objects)).Any(name => !branch.Objects.Properties.ContainsKey(name)));

    /// <summary>The values that a choice is not about.</summary>
    private static SchemaTerm Beside(SchemaTerm term, Alternatives group, Kinds kinds) => term.Space.Derived(term, $"beside:{term.Shape.Groups.IndexOf(group)}", () =>
    {
        SchemaShape rest = term.Shape.Copy();
        rest.Kinds = kinds;
        rest.Groups.Remove(group);
        return ShapeNormalization.Settle(rest, term.Space);
    });

    /// <summary>A schema whose objects have this value for a property.</summary>
    public static SchemaTerm With(SchemaTerm term, string property, JsonValueText value) => term.Space.Derived(term, $"{property}={value.Text}", () =>
    {
        SchemaShape shape = term.Shape.Copy();
        Dictionary<string, SchemaTerm> properties = new(shape.Objects.Properties, StringComparer.Ordinal) { [property] = ValueTerms.Of(value, term.Space) };
        shape.Kinds = Kinds.Object;
        shape.Objects = shape.Objects with { Properties = properties, Required = new SortedSet<string>(shape.Objects.Required.Append(property), StringComparer.Ordinal) };
        return shape;
    });

    private static IEnumerable<SchemaTerm> ByKinds(SchemaTerm term)
    {
        foreach (Kinds kind in (Kinds[])[Kinds.String, Kinds.Number, Kinds.Boolean, Kinds.Array, Kinds.Object, Kinds.Null])
        {
            if (term.Shape.Has(kind))
                yield return Only(term, kind);
        }
    }

    private static IReadOnlyList<SchemaTerm> ByProperty(SchemaTerm term)
    {
        ObjectRules rules = term.Shape.Objects;
        foreach ((string name, SchemaTerm property) in rules.Properties)
        {
            if (rules.IsRequired(name) && property.Shape is { IsFinite: true, IsPlain: true, Values.Count: > 1 and <= MaxValues } shape && !shape.Has(Kinds.Null))
                return [.. shape.Values.Select(value => With(term, name, value))];
        }

        return [];
    }
}
