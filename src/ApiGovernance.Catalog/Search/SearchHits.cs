using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Search;

/// <summary>What was found, with everything that is told of it.</summary>
internal static class SearchHits
{
    public static SearchHit Of(CatalogState state, SearchFind find, SearchDocument document, IReadOnlySet<string> words)
    {
        StoredApi? api = state.FindApi(find.Slot.Api);
        SearchHit hit = new(WordOf(find.Kind), find.Slot.Api, find.Slot.Owner, "", find.Score)
        {
            Version = find.Slot.Version,
            Stage = find.Slot.Version is { } version ? api?.Find(version)?.Spec.Stage : null,
            Entity = find.Slot.Entity,
        };
        int operation = find.Item - 1;
        int field = operation - document.Operations.Count;
        hit = find.Kind switch
        {
            SearchKind.Operation when operation < document.Operations.Count => OfOperation(hit, document.Operations[operation]),
            SearchKind.Field when field >= 0 && field < document.Fields.Count => OfField(hit, document, document.Fields[field]),
            _ => OfApi(hit, api, document),
        };
        return hit with { Highlights = [.. Marks(hit, words)] };
    }

    public static string WordOf(SearchKind kind) => kind.ToString().ToLowerInvariant();

    private static SearchHit OfApi(SearchHit hit, StoredApi? api, SearchDocument document) => hit with
    {
        Name = hit.Api,
        Title = api?.Descriptor.Metadata.Title ?? (document.Title.Length > 0 ? document.Title : null),
        Description = SearchReading.Cut(api?.Descriptor.Metadata.Description) ?? document.Description,
    };

    private static SearchHit OfOperation(SearchHit hit, SearchOperation operation) => hit with
    {
        Name = operation.ToString(),
        Title = operation.Summary,
        OperationId = operation.Id,
        Description = operation.Description,
        Operations = [operation.ToString()],
        File = operation.File,
        Line = operation.Line,
    };

    private static SearchHit OfField(SearchHit hit, SearchDocument document, SearchField field) => hit with
    {
        Name = field.Path,
        Direction = field.Direction,
        In = field.In,
        Schema = field.Schema,
        Format = field.Format,
        Pii = field.Pii,
        Description = field.Description,
        Operations = [.. field.Operations.Select(number => document.Operations[number].ToString())],
        File = field.File,
        Line = field.Line,
    };

    private static IEnumerable<SearchHighlight> Marks(SearchHit hit, IReadOnlySet<string> words)
    {
        foreach ((string member, string? text) in (IEnumerable<(string, string?)>)
            [("name", hit.Name), ("title", hit.Title), ("operationId", hit.OperationId), ("schema", hit.Schema), ("format", hit.Format), ("description", hit.Description)])
        {
            int end = -1;
            foreach (SearchWord word in SearchWord.In(text))
            {
                // A name that is two words in one is marked once.
                if (word.Start < end || !words.Contains(word.Text))
                    continue;
                end = word.Start + word.Length;
                yield return new SearchHighlight(member, word.Start, word.Length);
            }
        }
    }
}
