namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A part of a list.</summary>
/// <param name="Items">In the list's order.</param>
public sealed record CatalogPage<T>(IReadOnlyList<T> Items)
{
    /// <summary>The cursor of the page after this one; null on the last.</summary>
    public string? Next { get; init; }
}
