using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>
/// Brings a shape into one spelling: what says nothing of the kinds that are left goes away, listed values are those that the other
/// keywords allow, whole numbers have inclusive bounds.
/// </summary>
internal static class ShapeNormalization
{
    public static SchemaShape Settle(SchemaShape shape, SchemaSpace space)
    {
        SchemaShape settled = shape.Copy();
        Missing(settled);
        Numbers(settled, space);
        Values(settled, space);
        Possible(settled);
        Objects(settled);
        Arrays(settled);
        if (!settled.Has(Kinds.Number) || (settled.Kinds & Kinds.Number & ~settled.Listed) == 0)
            settled.Numbers = new NumberRange();
        if (!settled.Has(Kinds.String) || (settled.Listed & Kinds.String) != 0)
            settled.Strings = new StringRules();
        if (!settled.Has(Kinds.Array))
            settled.Arrays = new ArrayRules();
        if (!settled.Has(Kinds.Object))
            settled.Objects = new ObjectRules();
        settled.Groups = [.. settled.Groups.Where(group => (group.Scope & settled.Kinds) != 0)];
        settled.Nots.RemoveAll(not => not == not.Space.Nothing);
        settled.Conditions.RemoveAll(condition => condition.Then is null && condition.Else is null);
        if (settled.Nots.Any(not => not == not.Space.Anything))
            settled.Kinds = Kinds.None;
        return settled;
    }

    /// <summary>A described property that must not be there is one of no value. Only an object can lack it.</summary>
    private static void Missing(SchemaShape shape)
    {
        foreach (SchemaTerm not in shape.Nots.ToList())
        {
            if (NegationReading.Missing(not) is not { } name || !shape.Objects.Properties.ContainsKey(name))
                continue;
            shape.Nots.Remove(not);
            shape.Kinds &= Kinds.Object;
            Dictionary<string, SchemaTerm> properties = new(shape.Objects.Properties, StringComparer.Ordinal) { [name] = not.Space.Nothing };
            shape.Objects = shape.Objects with { Properties = properties };
        }
    }

    private static void Numbers(SchemaShape shape, SchemaSpace space)
    {
        NumberRange range = shape.Numbers;
        if (!shape.Has(Kinds.Number) || range.IsFree)
            return;
        if (range.MultipleOf.Count > 1 && Steps.Common(range.MultipleOf) is { } all)
            shape.Numbers = range = range with { MultipleOf = [all] };
        // One number is left: it is whole or it is not.
        if (range is { Minimum: { Exclusive: false } low, Maximum: { Exclusive: false } high } && low.Value == high.Value)
            shape.Kinds &= ~(low.Value == decimal.Truncate(low.Value) ? Kinds.Fraction : Kinds.Integer);
        // A step of whole numbers leaves no fractions, nor does a format of integers.
        if (shape.Has(Kinds.Fraction) && (range.MultipleOf.Any(step => step == decimal.Truncate(step)) || range.Formats.Any(format => SchemaFormats.IsNumberMatch(space.Dialect, format, "0.5"u8) == false)))
            shape.Kinds &= ~Kinds.Fraction;
        if (shape.Has(Kinds.Fraction))
            return;
        shape.Numbers = range with
        {
            Minimum = range.Minimum is { } min ? new Bound(min.Exclusive ? decimal.Floor(min.Value) + 1 : decimal.Ceiling(min.Value), false) : null,
            Maximum = range.Maximum is { } max ? new Bound(max.Exclusive ? decimal.Ceiling(max.Value) - 1 : decimal.Floor(max.Value), false) : null,
            MultipleOf = [.. range.MultipleOf.Where(step => 1 % step != 0)],
        };
    }

    private static void Values(SchemaShape shape, SchemaSpace space)
    {
        if (shape.Listed == Kinds.None)
            return;
        bool listsNull = shape.Values.Any(value => value.Kind == Kinds.Null);
        shape.Values.RemoveAll(value => value.Kind == Kinds.Null || (value.Kind & shape.Kinds) == 0 || !ScalarCheck.Allows(shape, value, space));
        if ((shape.Listed & Kinds.Null) != 0 && !listsNull)
            shape.Kinds &= ~Kinds.Null;
        foreach (Kinds kind in KindNames.Each)
        {
            if (kind != Kinds.Null && (shape.Listed & kind) != 0 && !shape.Values.Any(value => value.Kind == kind))
                shape.Kinds &= ~kind;
        }

        shape.Listed &= shape.Kinds & ~Kinds.Null;
        // Both of them are all that there are.
        if ((shape.Listed & Kinds.Boolean) != 0 && shape.Values.Count(value => value.Kind == Kinds.Boolean) == 2)
        {
            shape.Listed &= ~Kinds.Boolean;
            shape.Values.RemoveAll(value => value.Kind == Kinds.Boolean);
        }
    }

    private static void Possible(SchemaShape shape)
    {
        NumberRange numbers = shape.Numbers;
        if (numbers is { Minimum: { } min, Maximum: { } max } && (min.Value > max.Value || (min.Value == max.Value && (min.Exclusive || max.Exclusive))))
            shape.Kinds &= ~Kinds.Number;
        if (shape.Strings.MinLength > (shape.Strings.MaxLength ?? long.MaxValue))
            shape.Kinds &= ~Kinds.String;
        if (shape.Arrays.MinItems > (shape.Arrays.MaxItems ?? long.MaxValue) || (shape.Arrays.MinItems > shape.Arrays.Prefix.Count && shape.Arrays.Items is { IsNothing: true }))
            shape.Kinds &= ~Kinds.Array;
        ObjectRules objects = shape.Objects;
        // How many are required says nothing: some may be left out because of the message's direction.
        if (objects.MinProperties > (objects.MaxProperties ?? long.MaxValue)
            || objects.Required.Any(name => objects.Properties.TryGetValue(name, out SchemaTerm? term) ? term.IsNothing
                : objects.IsClosed && !objects.Patterns.Any(pattern => NamePatterns.IsMatch(pattern.Key, name))))
        {
            shape.Kinds &= ~Kinds.Object;
        }
    }

    private static void Objects(SchemaShape shape)
    {
        ObjectRules rules = shape.Objects;
        if (!shape.Has(Kinds.Object) || rules.IsFree)
            return;
        if (rules is { MaxProperties: { } max, IsClosed: true, Patterns.Count: 0 } && rules.Properties.Count <= max)
            rules = rules with { MaxProperties = null };
        if (!ReferenceEquals(rules, shape.Objects))
            shape.Objects = rules;
    }

    private static void Arrays(SchemaShape shape)
    {
        ArrayRules rules = shape.Arrays;
        if (!shape.Has(Kinds.Array) || rules.IsFree)
            return;
        if (rules.Items is { IsNothing: true } && (rules.MaxItems ?? long.MaxValue) > rules.Prefix.Count)
            rules = rules with { Items = null, MaxItems = rules.Prefix.Count };
        if (rules.MaxItems is <= 1 && rules.Unique)
            rules = rules with { Unique = false };
        if (rules.MaxItems is { } most && most < rules.Prefix.Count)
            rules = rules with { Prefix = [.. rules.Prefix.Take((int)most)] };
        if (rules.MaxItems is { } all && all <= rules.Prefix.Count && rules.Items is not null)
            rules = rules with { Items = null };
        if (!ReferenceEquals(rules, shape.Arrays))
            shape.Arrays = rules;
    }
}
