namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>How a property was found to be a canonical field.</summary>
internal enum MatchSign
{
    Same,

    /// <summary>The same words in another case or with other characters between them: <c>created_at</c>.</summary>
    Case,

    /// <summary>Singular for plural, another word for a moment, or the entity's name before it: <c>orderStatus</c>.</summary>
    Spelling,

    Synonym,

    /// <summary>The only name that is near, and of a type that fits.</summary>
    Near,

    /// <summary>Parts of an object that stand beside each other.</summary>
    Flattened,
}

/// <summary>A canonical field and the properties that carry it; more than one only when it is flattened.</summary>
internal sealed record FieldMatch(CanonicalField Field, MatchSign Sign, IReadOnlyList<ViewProperty> Properties)
{
    public ViewProperty Property => Properties[0];
}
