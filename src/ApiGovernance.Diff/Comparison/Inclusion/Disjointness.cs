using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>Shows that no value satisfies both of two schemas. True is proof.</summary>
/// <param name="direction">A property that the message leaves out does not tell two objects apart.</param>
internal sealed class Disjointness(SchemaDirection direction)
{
    private const int MaxDepth = 6;

    private readonly Dictionary<(int, int), bool> _known = [];

    public bool Holds(SchemaTerm one, SchemaTerm other) => Holds(one, other, 0);

    private bool Holds(SchemaTerm one, SchemaTerm other, int depth)
    {
        if (depth > MaxDepth)
            return false;
        (int, int) key = one.Id < other.Id ? (one.Id, other.Id) : (other.Id, one.Id);
        if (_known.TryGetValue(key, out bool known))
            return known;
        // Whoever asks again on the way down learns nothing.
        _known[key] = false;
        bool holds = AreApart(one, other, depth);
        if (holds || depth == 0)
            _known[key] = holds;
        else
            _known.Remove(key);
        return holds;
    }

    private bool AreApart(SchemaTerm one, SchemaTerm other, int depth)
    {
        SchemaShape a = one.Shape, b = other.Shape;
        Kinds common = a.Kinds & b.Kinds;
        if (common == Kinds.None)
            return true;
        if (KindNames.Each.All(kind => (common & kind) == 0 || AreApart(kind, a, one.Space, b, other.Space, depth)))
            return true;
        return a.Groups.Any(group => (group.Scope & common) == common && group.Branches.All(branch => Holds(branch, other, depth + 1)))
            || b.Groups.Any(group => (group.Scope & common) == common && group.Branches.All(branch => Holds(one, branch, depth + 1)));
    }

    private bool AreApart(Kinds kind, SchemaShape a, SchemaSpace aSpace, SchemaShape b, SchemaSpace bSpace, int depth)
    {
        bool aListed = (a.Listed & kind) != 0, bListed = (b.Listed & kind) != 0;
        if (aListed && bListed)
            return !a.Values.Any(value => value.Kind == kind && b.Has(value));
        if (kind is Kinds.Integer or Kinds.Fraction or Kinds.String && (aListed || bListed))
        {
            return aListed
                ? a.Values.Where(value => value.Kind == kind).All(value => !ScalarCheck.Allows(b, value, bSpace))
                : b.Values.Where(value => value.Kind == kind).All(value => !ScalarCheck.Allows(a, value, aSpace));
        }

        return kind switch
        {
            Kinds.Integer or Kinds.Fraction => AreApart(a.Numbers, b.Numbers) || AreApart(b.Numbers, a.Numbers),
            Kinds.String => AreApart(a.Strings, b.Strings),
            Kinds.Array => AreApart(a.Arrays, aSpace, b.Arrays, bSpace, depth),
            Kinds.Object => AreApart(a.Objects, aSpace, b.Objects, bSpace, depth),
            _ => false,
        };
    }

    private static bool AreApart(NumberRange low, NumberRange high) =>
        low.Maximum is { } max && high.Minimum is { } min && (max.Value < min.Value || (max.Value == min.Value && (max.Exclusive || min.Exclusive)));

    private static bool AreApart(StringRules a, StringRules b)
    {
        long min = Math.Max(a.MinLength, b.MinLength);
        long? max = ShapeMerging.Least(a.MaxLength, b.MaxLength);
        if (min > (max ?? long.MaxValue))
            return true;
        if (a.Patterns.Count == 0 && b.Patterns.Count == 0)
            return false;
        return PatternLanguage.Find([.. a.Patterns.Union(b.Patterns)], [], ScalarInclusion.Small(min), max is { } most ? ScalarInclusion.Small(most) : null).Outcome == PatternSampleOutcome.None;
    }

    private bool AreApart(ArrayRules a, SchemaSpace aSpace, ArrayRules b, SchemaSpace bSpace, int depth)
    {
        long min = Math.Max(a.MinItems, b.MinItems);
        if (min > (ShapeMerging.Least(a.MaxItems, b.MaxItems) ?? long.MaxValue))
            return true;
        for (int i = 0; i < Math.Min(min, 4); i++)
        {
            if (Holds(a.At(i) ?? aSpace.Anything, b.At(i) ?? bSpace.Anything, depth + 1))
                return true;
        }

        return false;
    }

    private bool AreApart(ObjectRules a, SchemaSpace aSpace, ObjectRules b, SchemaSpace bSpace, int depth) =>
        a.Required.Union(b.Required, StringComparer.Ordinal).Any(name => (IsThere(a, name) || IsThere(b, name))
            && Holds(PropertyTerms.Sent(a, name, aSpace), PropertyTerms.Sent(b, name, bSpace), depth + 1));

    private bool IsThere(ObjectRules rules, string name) =>
        rules.IsRequired(name) && !(rules.Properties.TryGetValue(name, out SchemaTerm? property) && Unsent.Is(property, direction));
}
