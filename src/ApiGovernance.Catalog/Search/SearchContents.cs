using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Search;

/// <summary>The words of an API version's things, in the order of its items: the API itself, its operations, its fields.</summary>
internal static class SearchContents
{
    private const int MaxOperationsOfField = 3;

    /// <summary>What belongs to everything in the API.</summary>
    public static int[] Context(SearchTerms terms, StoredApi api, SearchDocument document) =>
        new WeighedWords(terms).Add(api.Name, 1).Add(api.Descriptor.Metadata.Title, 1).Add(document.Title, 1).Add(api.Descriptor.Spec.Entity, 1).Done().Terms;

    public static IEnumerable<(SearchKind Kind, int[] Terms, byte[] Weights)> Of(SearchTerms terms, StoredApi api, SearchDocument document)
    {
        yield return With(SearchKind.Api, OfApi(terms, api, document));
        foreach (SearchOperation operation in document.Operations)
            yield return With(SearchKind.Operation, OfOperation(terms, operation));
        foreach (SearchField field in document.Fields)
            yield return With(SearchKind.Field, OfField(terms, field, document.Operations));
    }

    private static WeighedWords OfApi(SearchTerms terms, StoredApi api, SearchDocument document)
    {
        ApiSpec spec = api.Descriptor.Spec;
        WeighedWords words = new WeighedWords(terms)
            .Add(api.Name, SearchWeights.Name)
            .Add(api.Descriptor.Metadata.Title, SearchWeights.Name)
            .Add(document.Title, SearchWeights.Name)
            .Add(spec.Entity, SearchWeights.Nature)
            .Add(spec.Domain, SearchWeights.Group)
            .Add(spec.System, SearchWeights.Group);
        foreach (string tag in document.Tags)
            words.Add(tag, SearchWeights.Group);
        return words.Add(api.Descriptor.Metadata.Description, SearchWeights.Mention).Add(document.Description, SearchWeights.Mention);
    }

    private static WeighedWords OfOperation(SearchTerms terms, SearchOperation operation)
    {
        WeighedWords words = new WeighedWords(terms)
            .Add(operation.Id, SearchWeights.Nature)
            .Add(operation.Path, SearchWeights.Nature)
            .Add(operation.Method, SearchWeights.Group)
            .Add(operation.Summary, SearchWeights.Around);
        foreach (string tag in operation.Tags ?? [])
            words.Add(tag, SearchWeights.Group);
        return words.Add(operation.Description, SearchWeights.Mention);
    }

    private static WeighedWords OfField(SearchTerms terms, SearchField field, IReadOnlyList<SearchOperation> operations)
    {
        int last = field.In == "body" ? field.Path.LastIndexOf('.') + 1 : 0;
        WeighedWords words = new WeighedWords(terms)
            .Add(field.Path[last..], SearchWeights.Name)
            .Add(field.Format, SearchWeights.Nature)
            .Add(field.Pii is null ? null : $"pii personal {(field.Pii == "true" ? "" : field.Pii)}", SearchWeights.Nature)
            .Add(field.Path[..last], SearchWeights.Around)
            .Add(field.Schema, SearchWeights.Group);
        foreach (int operation in field.Operations.Take(MaxOperationsOfField))
            words.Add(operations[operation].Path, SearchWeights.Operation);
        return words.Add(field.Description, SearchWeights.Mention);
    }

    private static (SearchKind, int[], byte[]) With(SearchKind kind, WeighedWords words)
    {
        (int[] terms, byte[] weights) = words.Done();
        return (kind, terms, weights);
    }
}
