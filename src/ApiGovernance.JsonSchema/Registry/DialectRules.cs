namespace ApiGovernance.JsonSchema.Registry;

/// <summary>What sets one dialect apart from the others.</summary>
internal sealed record DialectRules
{
    private static readonly DialectRules s_draft4 = new()
    {
        IdKeyword = "id",
        RefHidesSiblings = true,
        BooleanBounds = true,
        StrictInteger = true,
    };

    private static readonly DialectRules s_draft6 = new()
    {
        IdKeyword = "$id",
        RefHidesSiblings = true,
        Draft6 = true,
    };

    private static readonly DialectRules s_draft7 = s_draft6 with { Conditions = true };

    private static readonly DialectRules s_draft201909 = new()
    {
        IdKeyword = "$id",
        Draft6 = true,
        Conditions = true,
        Draft2019 = true,
        RecursiveRef = true,
    };

    private static readonly DialectRules s_draft202012 = s_draft201909 with { RecursiveRef = false, Draft2020 = true };

    private static readonly DialectRules s_openApi30 = new()
    {
        RefHidesSiblings = true,
        BooleanBounds = true,
        OpenApi = true,
        Nullable = "nullable",
    };

    /// <summary>The keyword that gives a schema its own URI; null when there is none.</summary>
    public string? IdKeyword { get; init; }

    public bool RefHidesSiblings { get; init; }

    /// <summary>exclusiveMinimum and exclusiveMaximum are booleans beside minimum and maximum.</summary>
    public bool BooleanBounds { get; init; }

    /// <summary>1.0 is not an integer (draft 4 speaks of the JSON text, later drafts of the number).</summary>
    public bool StrictInteger { get; init; }

    /// <summary>Boolean schemas, const, contains, propertyNames.</summary>
    public bool Draft6 { get; init; }

    /// <summary>if, then, else.</summary>
    public bool Conditions { get; init; }

    /// <summary>$anchor, dependentRequired, dependentSchemas, minContains, maxContains, unevaluated*.</summary>
    public bool Draft2019 { get; init; }

    /// <summary>$recursiveRef and $recursiveAnchor.</summary>
    public bool RecursiveRef { get; init; }

    /// <summary>prefixItems, $dynamicRef; items is never an array; contains evaluates items.</summary>
    public bool Draft2020 { get; init; }

    /// <summary>The discriminator, and the formats of OpenAPI.</summary>
    public bool OpenApi { get; init; }

    /// <summary>The keyword that adds null to the types; null when there is none.</summary>
    public string? Nullable { get; init; }

    /// <summary>Whether keywords of JSON Schema that OpenAPI 2.0 and 3.0 leave out apply.</summary>
    public bool IsJsonSchema => IdKeyword is not null;

    public static DialectRules For(SchemaDialect dialect) => dialect switch
    {
        SchemaDialect.Draft4 => s_draft4,
        SchemaDialect.Draft6 => s_draft6,
        SchemaDialect.Draft7 => s_draft7,
        SchemaDialect.Draft201909 => s_draft201909,
        SchemaDialect.OpenApi30 => s_openApi30,
        SchemaDialect.Swagger20 => s_openApi30 with { Nullable = "x-nullable" },
        SchemaDialect.OpenApi31 => s_draft202012 with { OpenApi = true },
        _ => s_draft202012,
    };

    /// <summary>The dialect a meta-schema's URI stands for.</summary>
    public static SchemaDialect? FromMetaSchema(string uri) => uri.TrimEnd('#') switch
    {
        "http://json-schema.org/draft-04/schema" or "https://json-schema.org/draft-04/schema" => SchemaDialect.Draft4,
        "http://json-schema.org/draft-06/schema" or "https://json-schema.org/draft-06/schema" => SchemaDialect.Draft6,
        "http://json-schema.org/draft-07/schema" or "https://json-schema.org/draft-07/schema" => SchemaDialect.Draft7,
        "https://json-schema.org/draft/2019-09/schema" => SchemaDialect.Draft201909,
        "https://json-schema.org/draft/2020-12/schema" => SchemaDialect.Draft202012,
        "https://spec.openapis.org/oas/3.1/dialect/base" => SchemaDialect.OpenApi31,
        { } other when other.StartsWith("https://spec.openapis.org/oas/3.", StringComparison.Ordinal) => SchemaDialect.OpenApi31,
        _ => null,
    };
}
