using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>
/// The other spellings of `dependentRequired`: `if` the one is there, `then` the others are; a dependent schema that asks for them; the one
/// is not there, or the others are.
/// </summary>
internal static class DependencyReading
{
    /// <summary>Of a condition, which remains one.</summary>
    public static void Condition(ResolvedNode place, SchemaShape shape)
    {
        if (Required(place.Node["if"]) is [string name] && Required(place.Node["then"]) is { } others)
            shape.Objects = shape.Objects with { Beside = With(shape.Objects.Beside, name, others) };
    }

    /// <summary>Of `anyOf`, which says nothing else then.</summary>
    public static bool TryAlternatives(ResolvedNode list, SchemaShape shape, ResolvedNode place)
    {
        if (list.Node.Items is not [DocumentNode first, DocumentNode second])
            return false;
        (DocumentNode without, DocumentNode with) = first["not"] is not null ? (first, second) : (second, first);
        if (NegationReading.Only(without) is not { Name: "not" } not || Required(not.Value) is not [string name] || Required(with) is not { } others)
            return false;
        shape.Objects = shape.Objects with
        {
            DependentRequired = With(shape.Objects.DependentRequired, name, others),
            Beside = With(shape.Objects.Beside, name, others),
            Place = shape.Objects.Place ?? place,
        };
        return true;
    }

    /// <summary>Of dependent schemas, with what `dependentRequired` says.</summary>
    public static IReadOnlyDictionary<string, SortedSet<string>> Beside(IReadOnlyDictionary<string, SortedSet<string>> required, IReadOnlyDictionary<string, SchemaTerm> schemas)
    {
        IReadOnlyDictionary<string, SortedSet<string>> beside = required;
        foreach ((string name, SchemaTerm schema) in schemas)
        {
            if (Required(schema) is { } others)
                beside = With(beside, name, others);
        }

        return beside;
    }

    /// <summary>The names that a schema asks for, if it asks for nothing else. It looks only at what is written.</summary>
    public static IReadOnlyList<string>? Required(SchemaTerm? schema) =>
        schema is { Place: { } place, IsDerived: false, Parts.Count: 0 } ? Required(place.Node) : null;

    private static IReadOnlyList<string>? Required(DocumentNode? schema) =>
        schema is { IsObject: true } && NegationReading.Only(schema) is { Name: "required", Value: { IsArray: true, Items.Count: > 0 } names } && names.Items.All(name => name.AsString is not null)
            ? [.. names.Items.Select(name => name.AsString!)]
            : null;

    private static Dictionary<string, SortedSet<string>> With(IReadOnlyDictionary<string, SortedSet<string>> known, string name, IReadOnlyList<string> others)
    {
        Dictionary<string, SortedSet<string>> all = new(known, StringComparer.Ordinal);
        all[name] = new SortedSet<string>(all.TryGetValue(name, out SortedSet<string>? own) ? own.Concat(others) : others, StringComparer.Ordinal);
        return all;
    }
}
