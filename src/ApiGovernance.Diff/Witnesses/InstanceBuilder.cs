using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// Makes the smallest instances of schemas that it can, from their keywords. They are guesses where conditions and exclusions are: whoever
/// uses one checks it with the validator.
/// </summary>
internal sealed class InstanceBuilder(SchemaDirection direction)
{
    private const int MaxDepth = 24;

    private readonly Dictionary<(SchemaTerm, Kinds), Instance?> _made = [];

    /// <summary>Null when none was found.</summary>
    public Instance? Make(SchemaTerm term, Kinds kinds = Kinds.Any, int depth = 0)
    {
        if (depth > MaxDepth)
            return null;
        if (_made.TryGetValue((term, kinds), out Instance? known))
            return known;
        // A schema that needs itself has no instance this way.
        _made[(term, kinds)] = null;
        Instance? made = Kind(term, kinds, depth);
        if (made is not null || depth == 0)
            _made[(term, kinds)] = made;
        else
            _made.Remove((term, kinds));
        return made;
    }

    /// <summary>An object with what must be beside the properties that it has.</summary>
    public Instance? Complete(Instance value, SchemaTerm term, int depth = 0)
    {
        ObjectRules rules = term.Shape.Objects;
        Instance complete = value;
        foreach (string name in rules.Required)
        {
            if (complete.Has(name) || IsExempt(rules, name))
                continue;
            if (Make(PropertyTerms.At(rules, name, term.Space) ?? term.Space.Anything, depth: depth + 1) is not { } made)
                return null;
            complete = complete.With(name, made);
        }

        foreach ((string name, SortedSet<string> others) in rules.DependentRequired)
        {
            foreach (string other in complete.Has(name) ? others : [])
            {
                if (!complete.Has(other) && Make(PropertyTerms.At(rules, other, term.Space) ?? term.Space.Anything, depth: depth + 1) is { } made)
                    complete = complete.With(other, made);
            }
        }

        return Fill(complete, rules, term, depth);
    }

    public bool IsExempt(SchemaTerm property) => direction switch
    {
        SchemaDirection.Request => property.Shape.Notes.ReadOnly,
        SchemaDirection.Response => property.Shape.Notes.WriteOnly,
        _ => false,
    };

    /// <summary>A name that neither properties nor patterns of these rules have, and that names may be.</summary>
    public string? FreshName(ObjectRules rules, ObjectRules? other = null)
    {
        foreach (string name in (string[])["x", "extra", "other1", "zz9", "A", "a1", "x-extra"])
        {
            if (!rules.Properties.ContainsKey(name) && other?.Properties.ContainsKey(name) != true && !rules.Patterns.Any(pattern => NamePatterns.IsMatch(pattern.Key, name))
                && (rules.Names is not { } names || IsName(names, name)))
                return name;
        }

        return rules.Names is { } restricted && Make(restricted, Kinds.String)?.AsString is { } made && !rules.Properties.ContainsKey(made) ? made : null;
    }

    private static bool IsName(SchemaTerm names, string name) =>
        names.Shape is var shape && shape.Has(Kinds.String) && ((shape.Listed & Kinds.String) == 0 ? ScalarCheck.Allows(shape, JsonValueText.OfString(name), names.Space) : shape.Values.Contains(JsonValueText.OfString(name)));

    private bool IsExempt(ObjectRules rules, string name) => rules.Properties.TryGetValue(name, out SchemaTerm? property) && IsExempt(property);

    private Instance? Kind(SchemaTerm term, Kinds kinds, int depth)
    {
        SchemaShape shape = term.Shape;
        if (shape.Groups.Count > 0)
        {
            Alternatives group = shape.Groups[0];
            // An identifier in the place of the whole thing (a string or an object) is smaller, and does not lead on to other things.
            foreach (SchemaTerm part in TermSplitting.ByAlternatives(term, group).OrderBy(part => (part.Shape.Kinds & (Kinds.Object | Kinds.Array)) == 0 ? 0 : 1))
            {
                if (Make(part, kinds, depth + 1) is { } made)
                    return Named(made, part, group);
            }

            return null;
        }

        if (shape.Values.FirstOrDefault(value => (value.Kind & kinds & shape.Kinds) != 0) is { Text: not null } listed)
            return Instance.Of(listed);
        Kinds free = shape.Kinds & kinds & ~shape.Listed;
        foreach (Kinds kind in Preferred(shape))
        {
            if ((free & kind) != 0 && Free(kind, term, depth) is { } made)
                return made;
        }

        return null;
    }

    // The discriminator names the branch that was chosen.
    private static Instance Named(Instance made, SchemaTerm part, Alternatives group)
    {
        if (group.Names is not { } names || group.Discriminator is not { } property || made.Kind != Kinds.Object)
            return made;
        foreach ((string name, SchemaTerm branch) in names)
        {
            if (TermSplitting.Branch(part, group, branch) == part || part.Place?.Pointer == branch.Place?.Pointer)
                return made.With(property, Instance.OfString(name));
        }

        return made;
    }

    private static IEnumerable<Kinds> Preferred(SchemaShape shape)
    {
        // A schema that does not say of what type it is means what it describes.
        if (shape.Kinds == Kinds.Any && !shape.Objects.IsFree)
            yield return Kinds.Object;
        if (shape.Kinds == Kinds.Any && !shape.Arrays.IsFree)
            yield return Kinds.Array;
        yield return Kinds.String;
        yield return Kinds.Integer;
        yield return Kinds.Fraction;
        yield return Kinds.Boolean;
        yield return Kinds.Object;
        yield return Kinds.Array;
        yield return Kinds.Null;
    }

    private Instance? Free(Kinds kind, SchemaTerm term, int depth) => kind switch
    {
        Kinds.Null => Instance.Null,
        Kinds.Boolean => Instance.OfBoolean(true),
        Kinds.String => TextSamples.Smallest(term.Shape, term.Space.Dialect) is { } text ? Instance.OfString(text) : null,
        Kinds.Integer => NumberSamples.Smallest(term.Shape.Numbers, whole: true) is { } whole ? Instance.OfNumber(whole) : null,
        Kinds.Fraction => NumberSamples.Smallest(term.Shape.Numbers, whole: false) is { } number ? Instance.OfNumber(number) : null,
        Kinds.Array => Array(term, depth),
        _ => Complete(Instance.Object([]), term, depth),
    };

    private Instance? Array(SchemaTerm term, int depth)
    {
        ArrayRules rules = term.Shape.Arrays;
        long least = rules.MinItems;
        List<Instance> items = [];
        foreach (Contains some in rules.Contains.Where(some => some.Min > 0))
        {
            for (long i = 0; i < some.Min && i < 40; i++)
            {
                SchemaTerm place = rules.At(items.Count) ?? term.Space.Anything;
                if (Make(term.Space.All(place, some.Term), depth: depth + 1) is not { } made)
                    return null;
                items.Add(made);
            }
        }

        if (least > 2_000)
            return null;
        while (items.Count < least)
        {
            SchemaTerm place = rules.At(items.Count) ?? term.Space.Anything;
            Instance? made = rules.Unique ? Distinct(place, items, depth) : Make(place, depth: depth + 1);
            if (made is null)
                return null;
            items.Add(made);
        }

        return Instance.Array(items);
    }

    /// <summary>An item that is not there yet.</summary>
    public Instance? Distinct(SchemaTerm term, IReadOnlyList<Instance> taken, int depth = 0)
    {
        if (Make(term, depth: depth + 1) is { } first && taken.All(item => item.Text != first.Text))
            return first;
        foreach (Instance candidate in Variety.Of(term, this))
        {
            if (taken.All(item => item.Text != candidate.Text))
                return candidate;
        }

        return null;
    }

    private Instance? Fill(Instance value, ObjectRules rules, SchemaTerm term, int depth)
    {
        foreach ((string name, SchemaTerm property) in rules.Properties)
        {
            if (value.Members.Count >= rules.MinProperties)
                return value;
            if (!value.Has(name) && !IsExempt(property) && Make(property, depth: depth + 1) is { } made)
                value = value.With(name, made);
        }

        for (int i = 0; value.Members.Count < rules.MinProperties && i < 60; i++)
        {
            string name = FreshName(rules) is { } fresh && !value.Has(fresh) ? fresh : $"p{i}";
            if (Make(PropertyTerms.At(rules, name, term.Space) ?? term.Space.Anything, depth: depth + 1) is not { } made)
                return null;
            value = value.With(name, made);
        }

        return value;
    }
}
