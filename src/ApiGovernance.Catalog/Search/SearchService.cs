using System.Globalization;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Search;

/// <summary>What somebody looks for; a null filter takes everything.</summary>
internal sealed record SearchRequest(string Text)
{
    public SearchKind? Kind { get; init; }

    public string? Api { get; init; }

    public string? Entity { get; init; }

    public string? Owner { get; init; }

    public bool Takes(SearchSlot slot) => (Api ?? slot.Api) == slot.Api && (Entity ?? slot.Entity) == slot.Entity && (Owner ?? slot.Owner) == slot.Owner;
}

/// <param name="Hits">One more than was asked for when there are more.</param>
/// <param name="Keys">Where each hit stands in the order, by which the next page goes on.</param>
internal sealed record SearchResult(IReadOnlyList<SearchHit> Hits, IReadOnlyList<string> Keys, IReadOnlyList<NotSearched> NotSearched);

/// <summary>Answers searches over the catalog.</summary>
internal sealed class SearchService(CatalogRegistry registry, SearchEstate estate)
{
    public const int MaxText = 200;

    public async Task<Outcome<SearchResult>> FindAsync(SearchRequest request, string? after, int atMost, CancellationToken cancellationToken)
    {
        if (SearchWord.In(request.Text).Count == 0 || request.Text.Length > MaxText)
            return new Refusal(CatalogProblemTypes.ParameterInvalid, $"`q` must hold a word to look for and have no more than {MaxText} characters, e.g. `q=customer e-mail`.");
        CatalogState state = registry.Current;
        SearchFinds found = await estate.FindAsync(state, request.Text, request.Takes, request.Kind, after is null ? null : Parse(after), atMost, cancellationToken);
        Dictionary<string, SearchDocument> documents = new(StringComparer.Ordinal);
        List<SearchHit> hits = [];
        foreach (SearchFind find in found.Finds)
            hits.Add(SearchHits.Of(state, find, await DocumentAsync(documents, find.Slot.Hash, cancellationToken), found.Words));
        return new SearchResult(hits, [.. found.Finds.Select(Key)], [.. found.NotSearched.Where(left => (request.Api ?? left.Api) == left.Api)]);
    }

    private async Task<SearchDocument> DocumentAsync(Dictionary<string, SearchDocument> read, string? hash, CancellationToken cancellationToken)
    {
        if (hash is null)
            return new SearchDocument();
        if (!read.TryGetValue(hash, out SearchDocument? document))
            read.Add(hash, document = await estate.DocumentAsync(hash, cancellationToken) ?? new SearchDocument());
        return document;
    }

    private static string Key(SearchFind find) =>
        string.Create(CultureInfo.InvariantCulture, $"{find.Score} {(int)find.Kind} {find.Slot.Api} {find.Slot.Version ?? "-"} {find.Item}");

    /// <summary>The place in the order that a key stands for; a key of another making stands before everything.</summary>
    private static SearchFind? Parse(string key) => key.Split(' ') is [var score, var kind, var api, var version, var item]
        && int.TryParse(score, NumberStyles.None, CultureInfo.InvariantCulture, out int points)
        && int.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out int sort)
        && int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new SearchFind(new SearchSlot(api, version == "-" ? null : version, "", "", []), (SearchKind)sort, number, points)
            : null;
}
