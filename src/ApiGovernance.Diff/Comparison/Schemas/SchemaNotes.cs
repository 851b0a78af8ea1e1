using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>What a schema says that allows or forbids nothing.</summary>
internal sealed record SchemaNotes
{
    public JsonValueText? Default { get; init; }

    public bool ReadOnly { get; init; }

    public bool WriteOnly { get; init; }

    public bool Deprecated { get; init; }

    public string? Sunset { get; init; }

    public string? Stability { get; init; }

    public bool IsConst { get; init; }

    public IReadOnlyList<string> ExtensibleEnum { get; init; } = [];

    /// <summary>The discriminator as written.</summary>
    public DocumentNode? Discriminator { get; init; }

    /// <summary>How the value looks in XML, as written.</summary>
    public DocumentNode? Xml { get; init; }

    public string? Examples { get; init; }

    public string? Title { get; init; }

    /// <summary>The types are written as a list, or as alternatives of single types.</summary>
    public bool IsTypeList { get; init; }
}
