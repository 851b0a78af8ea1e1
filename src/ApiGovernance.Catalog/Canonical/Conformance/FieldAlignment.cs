namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>
/// Finds for each canonical field the property that carries it: first by the same name, then by spelling, by synonym, by the parts of
/// an object, and last by the only near name. A field has one property and a property one field; the earlier step wins.
/// </summary>
internal sealed class FieldAlignment
{
    private readonly FieldMatch?[] _matches;
    private readonly HashSet<ViewProperty> _used = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyList<CanonicalField> _fields;
    private readonly IReadOnlyList<ViewProperty> _properties;

    /// <summary>By key, and by key without the entity's name before it; in the order of the schema.</summary>
    private readonly Dictionary<string, List<ViewProperty>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ViewProperty>> _byBareKey = new(StringComparer.Ordinal);

    private FieldAlignment(IReadOnlyList<CanonicalField> fields, IReadOnlyList<ViewProperty> properties, CanonicalEntity? entity)
    {
        (_fields, _properties, _matches) = (fields, properties, new FieldMatch?[fields.Count]);
        foreach (ViewProperty property in properties)
        {
            Index(_byKey, property.Key, property);
            if (entity is not null && property.Words.Count > 1 && entity.FirstWords.Contains(property.Words[0]))
                IndexBare(property, entity);
        }
    }

    /// <summary>In the order of the canonical fields.</summary>
    public IReadOnlyList<FieldMatch> Matches => [.. _matches.OfType<FieldMatch>()];

    /// <summary>In the order of the schema.</summary>
    public IEnumerable<ViewProperty> Unmatched => _properties.Where(p => !_used.Contains(p));

    /// <param name="fields">Of one canonical object.</param>
    /// <param name="properties">Of one schema.</param>
    /// <param name="entity">Whose name before a field's is no other name: <c>orderNumber</c> in an order; null inside one.</param>
    /// <param name="isOfType">Whether a property's type fits a field; near names are looked for only where it is given.</param>
    public static FieldAlignment Of(
        IReadOnlyList<CanonicalField> fields, IReadOnlyList<ViewProperty> properties, CanonicalEntity? entity, Func<CanonicalField, ViewProperty, bool>? isOfType = null)
    {
        var alignment = new FieldAlignment(fields, properties, entity);
        if (properties.Count == 0)
            return alignment;

        alignment.Take(MatchSign.Same, field => alignment.Free(alignment._byKey, field.Key, p => p.Name == field.Name));
        alignment.Take(MatchSign.Case, field => alignment.Free(alignment._byKey, field.Key, p => string.Concat(p.Words) == field.Joined));
        alignment.Take(MatchSign.Spelling, field => alignment.Free(alignment._byKey, field.Key));
        alignment.Take(MatchSign.Spelling, field => alignment.Free(alignment._byBareKey, field.Key));
        alignment.Take(MatchSign.Synonym, alignment.Synonym);
        alignment.TakeParts();
        alignment.Take(MatchSign.Spelling, alignment.Moment);
        if (isOfType is not null)
            alignment.TakeNear(isOfType);
        return alignment;
    }

    private void Take(MatchSign sign, Func<CanonicalField, ViewProperty?> find)
    {
        for (int i = 0; i < _fields.Count; i++)
        {
            if (_matches[i] is null && find(_fields[i]) is { } property)
                Add(i, sign, [property]);
        }
    }

    private ViewProperty? Synonym(CanonicalField field)
    {
        foreach (string synonym in field.SynonymKeys)
        {
            if ((Free(_byKey, synonym) ?? Free(_byBareKey, synonym)) is { } property)
                return property;
        }

        return null;
    }

    private ViewProperty? Moment(CanonicalField field) => field.MomentKey is { } key
        ? _properties.FirstOrDefault(p => !_used.Contains(p) && NameWords.MomentKey(p.Words) == key)
        : null;

    /// <summary><c>customerId</c> and <c>customerName</c> instead of <c>customer</c>; <c>taxTotal</c> where that is a synonym of <c>totals.tax</c>.</summary>
    private void TakeParts()
    {
        for (int i = 0; i < _fields.Count; i++)
        {
            if (_matches[i] is not null || _fields[i].Type.Kind != CanonicalKind.Object)
                continue;
            ViewProperty[] here = [.. _properties.Where(p => !_used.Contains(p) && _fields[i].PartKeys.ContainsKey(p.Key))];
            if (here.Length == 0)
                here = BareParts(_fields[i]);
            if (here.Length > 0)
                Add(i, MatchSign.Flattened, here);
        }
    }

    /// <summary>An address without an object around it: every part that the type requires stands here under its own name.</summary>
    private ViewProperty[] BareParts(CanonicalField field)
    {
        if (field.TellingParts.Count == 0 || !field.TellingParts.All(part => Part(part) is not null))
            return [];
        HashSet<ViewProperty> parts = new(field.Type.Fields.Select(Part).OfType<ViewProperty>(), ReferenceEqualityComparer.Instance);
        return [.. _properties.Where(parts.Contains)];

        ViewProperty? Part(CanonicalField part) =>
            Free(_byKey, part.Key) ?? part.SynonymKeys.Select(key => Free(_byKey, key)).FirstOrDefault(p => p is not null);
    }

    /// <summary>A letter or two more, less or swapped, or most of the words the same; only when no other field and no other property is near.</summary>
    private void TakeNear(Func<CanonicalField, ViewProperty, bool> isOfType)
    {
        (int Field, ViewProperty Property)[] pairs =
        [
            .. Enumerable.Range(0, _fields.Count).Where(i => _matches[i] is null && _fields[i].IsCore)
                .SelectMany(i => Unmatched.Where(p => IsNear(_fields[i], p)).Select(p => (i, p))),
        ];
        foreach ((int field, ViewProperty property) in pairs)
        {
            if (pairs.Count(p => p.Field == field) == 1 && pairs.Count(p => p.Property == property) == 1 && isOfType(_fields[field], property))
                Add(field, MatchSign.Near, [property]);
        }
    }

    private static bool IsNear(CanonicalField field, ViewProperty property)
    {
        if (field.Key.Length >= 5 && EditDistance.IsWithin(field.Key, property.Key, field.Key.Length >= 9 ? 2 : 1))
            return true;
        int common = field.Words.Intersect(property.Words, StringComparer.Ordinal).Count();
        return field.Words.Count > 1 && common * 2 > field.Words.Union(property.Words, StringComparer.Ordinal).Count();
    }

    private ViewProperty? Free(Dictionary<string, List<ViewProperty>> index, string key, Func<ViewProperty, bool>? also = null) =>
        index.TryGetValue(key, out List<ViewProperty>? properties) ? properties.Find(p => !_used.Contains(p) && (also is null || also(p))) : null;

    private void IndexBare(ViewProperty property, CanonicalEntity entity)
    {
        for (int i = 1; i < property.Words.Count; i++)
        {
            if (entity.NameKeys.Contains(NameWords.Key([.. property.Words.Take(i)])))
                Index(_byBareKey, NameWords.Key([.. property.Words.Skip(i)]), property);
        }
    }

    private static void Index(Dictionary<string, List<ViewProperty>> index, string key, ViewProperty property)
    {
        if (!index.TryGetValue(key, out List<ViewProperty>? properties))
            index[key] = properties = [];
        properties.Add(property);
    }

    private void Add(int field, MatchSign sign, IReadOnlyList<ViewProperty> properties)
    {
        _matches[field] = new FieldMatch(_fields[field], sign, properties);
        _used.UnionWith(properties);
    }
}
