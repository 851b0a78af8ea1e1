using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Something that a search has found.</summary>
/// <param name="Kind"><c>api</c>, <c>operation</c> or <c>field</c>.</param>
/// <param name="Owner">The team.</param>
/// <param name="Name">The API, the method and path of the operation, the field by its path: <c>items[].customer.email</c>.</param>
/// <param name="Score">Higher is better; compares within one search only.</param>
public sealed record SearchHit(string Kind, string Api, string Owner, string Name, int Score)
{
    /// <summary>Null for an API without versions.</summary>
    public string? Version { get; init; }

    public ApiStage? Stage { get; init; }

    /// <summary>The canonical entity that the API carries.</summary>
    public string? Entity { get; init; }

    /// <summary>Of an API its title, of an operation its summary.</summary>
    public string? Title { get; init; }

    public string? OperationId { get; init; }

    /// <summary>The operation itself, or those that take or give the field: <c>GET /orders</c>.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary><c>request</c> or <c>response</c>.</summary>
    public string? Direction { get; init; }

    /// <summary><c>body</c>, <c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</summary>
    public string? In { get; init; }

    /// <summary>The named schema that the field stands in.</summary>
    public string? Schema { get; init; }

    public string? Format { get; init; }

    /// <summary>What <c>x-pii</c> says; null for nothing personal.</summary>
    public string? Pii { get; init; }

    public string? Description { get; init; }

    /// <summary>The file of the contract; null when it has only one.</summary>
    public string? File { get; init; }

    /// <summary>In the contract as it was submitted.</summary>
    public int? Line { get; init; }

    public IReadOnlyList<SearchHighlight> Highlights { get; init; } = [];
}

/// <summary>A word that made something be found.</summary>
/// <param name="In">The member of the hit whose text has it.</param>
/// <param name="Start">In UTF-16 code units.</param>
public sealed record SearchHighlight(string In, int Start, int Length);

/// <summary>What a search could not look at, or not wholly.</summary>
public sealed record NotSearched(string Api, string Version, string Reason);

/// <summary>One page of hits, the best first.</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Items, string? Next, IReadOnlyList<NotSearched> NotSearched);

/// <summary>Which hits; all that is given must hold.</summary>
public sealed record SearchFilter
{
    /// <summary><c>api</c>, <c>operation</c> or <c>field</c>.</summary>
    public string? Kind { get; init; }

    public string? Api { get; init; }

    public string? Entity { get; init; }

    public string? Owner { get; init; }
}
