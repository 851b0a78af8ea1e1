namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>Groups of keywords that a meta-schema can leave out (2019-09 and later).</summary>
[Flags]
internal enum Vocabularies
{
    None = 0,
    Applicator = 1,
    Unevaluated = 2,
    Validation = 4,
    Format = 8,
    FormatAssertion = 16,
    Content = 32,

    /// <summary>What the dialects' own meta-schemas have; format is an annotation in them.</summary>
    Standard = Applicator | Unevaluated | Validation | Format | Content,
}

/// <summary>Which vocabulary a keyword belongs to.</summary>
internal static class KeywordVocabulary
{
    private static readonly Dictionary<string, Vocabularies> s_byKeyword = new (Vocabularies Vocabulary, string[] Keywords)[]
    {
        (Vocabularies.Applicator,
        [
            "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "properties", "patternProperties", "additionalProperties", "propertyNames",
            "items", "additionalItems", "prefixItems", "contains", "dependentSchemas", "dependencies", "discriminator",
        ]),
        (Vocabularies.Unevaluated, ["unevaluatedItems", "unevaluatedProperties"]),
        (Vocabularies.Validation,
        [
            "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength",
            "pattern", "maxItems", "minItems", "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties", "required",
            "dependentRequired",
        ]),
        (Vocabularies.Format | Vocabularies.FormatAssertion, ["format"]),
        (Vocabularies.Content, ["contentEncoding", "contentMediaType", "contentSchema"]),
    }
    .SelectMany(static group => group.Keywords.Select(keyword => (keyword, group.Vocabulary)))
    .ToDictionary(static pair => pair.keyword, static pair => pair.Vocabulary, StringComparer.Ordinal);

    /// <summary>Whether a keyword means something where these vocabularies are in use. One of no vocabulary always does.</summary>
    public static bool Has(this Vocabularies vocabularies, string keyword) =>
        vocabularies == Vocabularies.Standard
        || !s_byKeyword.TryGetValue(keyword, out Vocabularies of)
        || (vocabularies & of) != 0;
}
