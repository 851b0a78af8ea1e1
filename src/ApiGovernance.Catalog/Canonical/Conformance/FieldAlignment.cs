namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>
/// Finds for each canonical field the property that carries it: first by the same name, then by spelling, by synonym, by the parts of
/// an object, and last by the only near name. A field has one property and a property one field; the earlier step wins.
/// </summary>
internal sealed class FieldAlignment
{
    private readonly List<FieldMatch> _matches = [];
    private readonly HashSet<ViewProperty> _used = [];
    private readonly HashSet<CanonicalField> _found = [];
    private readonly IReadOnlyList<CanonicalField> _fields;
    private readonly IReadOnlyList<ViewProperty> _properties;

    private FieldAlignment(IReadOnlyList<CanonicalField> fields, IReadOnlyList<ViewProperty> properties) => (_fields, _properties) = (fields, properties);

    /// <summary>In the order of the canonical fields.</summary>
    public IReadOnlyList<FieldMatch> Matches => [.. _matches.OrderBy(m => Index(m.Field))];

    /// <summary>In the order of the schema.</summary>
    public IEnumerable<ViewProperty> Unmatched => _properties.Where(p => !_used.Contains(p));

    /// <param name="fields">Of one canonical object.</param>
    /// <param name="properties">Of one schema.</param>
    /// <param name="entity">Whose name before a field's is no other name: <c>orderNumber</c> in an order; null inside one.</param>
    /// <param name="isOfType">Whether a property's type fits a field; asked for near names only.</param>
    public static FieldAlignment Of(
        IReadOnlyList<CanonicalField> fields, IReadOnlyList<ViewProperty> properties, CanonicalEntity? entity, Func<CanonicalField, ViewProperty, bool> isOfType)
    {
        var alignment = new FieldAlignment(fields, properties);
        alignment.Take(MatchSign.Same, (field, property) => property.Name == field.Name);
        alignment.Take(MatchSign.Spelling, (field, property) => property.Key == field.Key);
        Dictionary<ViewProperty, string> bare = entity is null ? [] : alignment.WithoutEntity(entity);
        alignment.Take(MatchSign.Spelling, (field, property) => bare.GetValueOrDefault(property) == field.Key);
        alignment.TakeSynonyms(bare);
        alignment.TakeParts();
        alignment.Take(MatchSign.Spelling, (field, property) => field.Type.Kind is CanonicalKind.Timestamp or CanonicalKind.Date
            && NameWords.MomentKey(property.Words) == NameWords.MomentKey(NameWords.Split(field.Name)));
        alignment.TakeNear(isOfType);
        return alignment;
    }

    private void Take(MatchSign sign, Func<CanonicalField, ViewProperty, bool> isMatch)
    {
        foreach (CanonicalField field in _fields.Where(f => !_found.Contains(f)))
        {
            if (_properties.FirstOrDefault(p => !_used.Contains(p) && isMatch(field, p)) is { } property)
                Add(field, sign, [property]);
        }
    }

    private void TakeSynonyms(Dictionary<ViewProperty, string> bare)
    {
        foreach (CanonicalField field in _fields.Where(f => !_found.Contains(f)))
        {
            foreach (string synonym in field.SynonymKeys)
            {
                if (_properties.FirstOrDefault(p => !_used.Contains(p) && (p.Key == synonym || bare.GetValueOrDefault(p) == synonym)) is not { } property)
                    continue;
                Add(field, MatchSign.Synonym, [property]);
                break;
            }
        }
    }

    /// <summary><c>customerId</c> and <c>customerName</c> instead of <c>customer</c>; <c>taxTotal</c> where that is a synonym of <c>totals.tax</c>.</summary>
    private void TakeParts()
    {
        foreach (CanonicalField field in _fields.Where(f => !_found.Contains(f) && f.Type.Kind == CanonicalKind.Object))
        {
            HashSet<string> parts = [.. field.Type.Fields.SelectMany(part => part.OwnSynonymKeys)];
            string[] names = [field.Key, .. field.SynonymKeys];
            foreach (CanonicalField part in field.Type.Fields)
                parts.UnionWith(names.SelectMany(name => part.SynonymKeys.Prepend(part.Key).Select(key => name + key)));
            ViewProperty[] here = [.. _properties.Where(p => !_used.Contains(p) && parts.Contains(p.Key))];
            if (here.Length > 0)
                Add(field, MatchSign.Flattened, here);
        }
    }

    /// <summary>One letter more, less or swapped, or most of the words the same; only when no other field and no other property is near.</summary>
    private void TakeNear(Func<CanonicalField, ViewProperty, bool> isOfType)
    {
        (CanonicalField Field, ViewProperty Property)[] pairs =
        [
            .. _fields.Where(f => !_found.Contains(f) && f.IsCore)
                .SelectMany(f => _properties.Where(p => !_used.Contains(p) && IsNear(f, p)).Select(p => (f, p))),
        ];
        foreach ((CanonicalField field, ViewProperty property) in pairs)
        {
            if (pairs.Count(p => p.Field == field) == 1 && pairs.Count(p => p.Property == property) == 1 && isOfType(field, property))
                Add(field, MatchSign.Near, [property]);
        }
    }

    private static bool IsNear(CanonicalField field, ViewProperty property)
    {
        if (field.Key.Length >= 5 && EditDistance.IsWithin(field.Key, property.Key, field.Key.Length >= 9 ? 2 : 1))
            return true;
        IReadOnlyList<string> words = NameWords.Split(field.Name);
        int common = words.Intersect(property.Words, StringComparer.Ordinal).Count();
        return words.Count > 1 && common * 2 > words.Union(property.Words, StringComparer.Ordinal).Count();
    }

    private Dictionary<ViewProperty, string> WithoutEntity(CanonicalEntity entity)
    {
        var bare = new Dictionary<ViewProperty, string>();
        foreach (ViewProperty property in _properties)
        {
            for (int i = 1; i < property.Words.Count; i++)
            {
                if (entity.NameKeys.Contains(NameWords.Key([.. property.Words.Take(i)])))
                    bare[property] = NameWords.Key([.. property.Words.Skip(i)]);
            }
        }

        return bare;
    }

    private void Add(CanonicalField field, MatchSign sign, IReadOnlyList<ViewProperty> properties)
    {
        _matches.Add(new FieldMatch(field, sign, properties));
        _found.Add(field);
        _used.UnionWith(properties);
    }

    private int Index(CanonicalField field)
    {
        for (int i = 0; i < _fields.Count; i++)
        {
            if (ReferenceEquals(_fields[i], field))
                return i;
        }

        return -1;
    }
}
