namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Search.</summary>
public sealed partial class CatalogClient
{
    /// <summary>One page of what the words are found in, the best first.</summary>
    public Task<CatalogAnswer<SearchPage>> SearchAsync(string words, SearchFilter? filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        GetAsync<SearchPage>(
            new CatalogQuery("search").With("q", words).With("kind", filter?.Kind).With("api", filter?.Api).With("entity", filter?.Entity).With("owner", filter?.Owner)
                .With("limit", Number(limit)).With("cursor", cursor).ToString(),
            cancellationToken);
}
