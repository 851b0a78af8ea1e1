namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>
/// Rules for objects that hold together. `additionalProperties` counts for the properties of its own schema: what only the other one
/// names is additional there.
/// </summary>
internal static class ObjectMerging
{
    public static ObjectRules Both(ObjectRules one, ObjectRules other, SchemaSpace space, SchemaShape into)
    {
        if (ReferenceEquals(one, other) || (other.IsFree && !other.IsAdditionalWritten && other.Beside.Count == 0))
            return one;
        if (one.IsFree && !one.IsAdditionalWritten && one.Beside.Count == 0)
            return other;
        Dictionary<string, SchemaTerm> properties = new(StringComparer.Ordinal);
        foreach (string name in one.Properties.Keys.Union(other.Properties.Keys, StringComparer.Ordinal))
            properties[name] = ShapeMerging.Both(Own(one, name), Own(other, name), space) ?? space.Anything;
        SortedSet<string> required = new(one.Required, StringComparer.Ordinal);
        required.UnionWith(other.Required);
        Patterns(one, other, into);
        Patterns(other, one, into);
        return one with
        {
            Properties = properties,
            Patterns = Patterns(one, other, space),
            Additional = ShapeMerging.Both(one.Additional, other.Additional, space),
            IsAdditionalWritten = one.IsAdditionalWritten || other.IsAdditionalWritten,
            Required = required,
            MinProperties = Math.Max(one.MinProperties, other.MinProperties),
            MaxProperties = ShapeMerging.Least(one.MaxProperties, other.MaxProperties),
            Names = ShapeMerging.Both(one.Names, other.Names, space),
            DependentRequired = Required(one.DependentRequired, other.DependentRequired),
            Beside = Required(one.Beside, other.Beside),
            DependentSchemas = Schemas(one, other, space),
        };
    }

    /// <summary>What the schema itself says of a name, patterns aside: they go on holding by themselves.</summary>
    private static SchemaTerm? Own(ObjectRules rules, string name) =>
        rules.Properties.TryGetValue(name, out SchemaTerm? term) ? term
        : rules.Patterns.Any(pattern => NamePatterns.IsMatch(pattern.Key, name)) ? null
        : rules.Additional;

    // Names that only a pattern of the one covers are additional for the other: no list of names says so.
    private static void Patterns(ObjectRules one, ObjectRules other, SchemaShape into)
    {
        if (other.Additional is null || other.Place is not { } place)
            return;
        foreach ((string pattern, _) in one.Patterns)
        {
            if (!other.Patterns.Any(candidate => candidate.Key == pattern))
                into.Opaques.Add(new Opaque("additionalProperties", $"patterns {pattern}", place, IsWhole: false));
        }
    }

    private static List<KeyValuePair<string, SchemaTerm>> Patterns(ObjectRules one, ObjectRules other, SchemaSpace space)
    {
        List<KeyValuePair<string, SchemaTerm>> patterns = [];
        foreach ((string pattern, SchemaTerm term) in one.Patterns)
        {
            SchemaTerm? same = other.Patterns.FirstOrDefault(candidate => candidate.Key == pattern).Value;
            patterns.Add(KeyValuePair.Create(pattern, same is null ? term : space.All(term, same)));
        }

        patterns.AddRange(other.Patterns.Where(candidate => one.Patterns.All(pattern => pattern.Key != candidate.Key)));
        return patterns;
    }

    private static IReadOnlyDictionary<string, SortedSet<string>> Required(IReadOnlyDictionary<string, SortedSet<string>> one, IReadOnlyDictionary<string, SortedSet<string>> other)
    {
        if (other.Count == 0)
            return one;
        Dictionary<string, SortedSet<string>> both = new(one, StringComparer.Ordinal);
        foreach ((string name, SortedSet<string> others) in other)
            both[name] = both.TryGetValue(name, out SortedSet<string>? known) ? new SortedSet<string>(known.Union(others), StringComparer.Ordinal) : others;
        return both;
    }

    private static IReadOnlyDictionary<string, SchemaTerm> Schemas(ObjectRules one, ObjectRules other, SchemaSpace space)
    {
        if (other.DependentSchemas.Count == 0)
            return one.DependentSchemas;
        Dictionary<string, SchemaTerm> both = new(one.DependentSchemas, StringComparer.Ordinal);
        foreach ((string name, SchemaTerm term) in other.DependentSchemas)
            both[name] = both.TryGetValue(name, out SchemaTerm? known) ? space.All(known, term) : term;
        return both;
    }
}
