using System.Text.Json.Serialization;

namespace ApiGovernance.Catalog.Search;

/// <summary>What can be found in a contract: worked out once, kept beside it, in the order of the contract.</summary>
internal sealed record SearchDocument
{
    public const string FactsKind = "search";

    /// <summary>Grows when more or other things are read: facts of another form are made anew.</summary>
    public const int CurrentForm = 1;

    [JsonPropertyName("v")]
    public int Form { get; init; } = CurrentForm;

    [JsonPropertyName("t")]
    public string Title { get; init; } = "";

    [JsonPropertyName("d")]
    public string? Description { get; init; }

    [JsonPropertyName("g")]
    public IReadOnlyList<string> Tags { get; init; } = [];

    [JsonPropertyName("o")]
    public IReadOnlyList<SearchOperation> Operations { get; init; } = [];

    [JsonPropertyName("f")]
    public IReadOnlyList<SearchField> Fields { get; init; } = [];

    /// <summary>The contract has more fields than are read.</summary>
    [JsonPropertyName("c")]
    public bool IsCut { get; init; }
}

internal sealed record SearchOperation
{
    [JsonPropertyName("m")]
    public string Method { get; init; } = "";

    [JsonPropertyName("p")]
    public string Path { get; init; } = "";

    [JsonPropertyName("i")]
    public string? Id { get; init; }

    [JsonPropertyName("s")]
    public string? Summary { get; init; }

    [JsonPropertyName("d")]
    public string? Description { get; init; }

    [JsonPropertyName("g")]
    public IReadOnlyList<string>? Tags { get; init; }

    [JsonPropertyName("f")]
    public string? File { get; init; }

    [JsonPropertyName("l")]
    public int Line { get; init; }

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>A parameter, or a property of a body by its path: <c>items[].customer.email</c>.</summary>
internal sealed record SearchField
{
    /// <summary><c>request</c> or <c>response</c>.</summary>
    [JsonPropertyName("r")]
    public string Direction { get; init; } = "";

    /// <summary><c>body</c>, <c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</summary>
    [JsonPropertyName("n")]
    public string In { get; init; } = "";

    [JsonPropertyName("p")]
    public string Path { get; init; } = "";

    /// <summary>The named schema that it stands in.</summary>
    [JsonPropertyName("s")]
    public string? Schema { get; init; }

    /// <summary>By their place among <see cref="SearchDocument.Operations"/>.</summary>
    [JsonPropertyName("o")]
    public IReadOnlyList<int> Operations { get; init; } = [];

    [JsonPropertyName("k")]
    public string? Format { get; init; }

    /// <summary>The value of <c>x-pii</c> when it says that the field is personal: its words, or <c>true</c>.</summary>
    [JsonPropertyName("x")]
    public string? Pii { get; init; }

    [JsonPropertyName("d")]
    public string? Description { get; init; }

    /// <summary>Of a contract of several files.</summary>
    [JsonPropertyName("f")]
    public string? File { get; init; }

    [JsonPropertyName("l")]
    public int Line { get; init; }
}
