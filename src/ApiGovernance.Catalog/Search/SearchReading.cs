using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Search;

/// <summary>Reads from a contract what can be found in it.</summary>
internal static class SearchReading
{
    private const int MaxOperations = 2000;
    private const int MaxText = 240;

    /// <summary>What is to be stored with a contract that is accepted.</summary>
    public static StoredFacts FactsOf(string hash, ApiContract contract) => new(hash, SearchDocument.FactsKind, DescriptorJson.Write(Read(contract)));

    public static SearchDocument Read(ApiContract contract)
    {
        ApiOperation[] operations = [.. contract.Operations.Concat(contract.Webhooks)];
        SearchFieldReading fields = new(contract);
        for (int i = 0; i < operations.Length && i < MaxOperations; i++)
            fields.Read(operations[i], i);
        return new SearchDocument
        {
            Title = Cut(contract.Title) ?? "",
            Description = Cut(contract.Info?.Description),
            Tags = [.. contract.Tags.Select(tag => tag.Name).Take(100)],
            Operations = [.. operations.Take(MaxOperations).Select(operation => Operation(contract, operation))],
            Fields = fields.Fields,
            IsCut = fields.IsCut || operations.Length > MaxOperations,
        };
    }

    /// <summary>A text on one line, no longer than a result shows.</summary>
    public static string? Cut(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MaxText)
            return line;
        int end = line.LastIndexOf(' ', MaxText);
        return line[..(end > MaxText / 2 ? end : MaxText - (char.IsHighSurrogate(line[MaxText - 1]) ? 1 : 0))] + "…";
    }

    /// <summary>The file only where there are several.</summary>
    public static string? FileOf(ApiContract contract, SourceSpan span) => contract.Bundle.Documents.Count > 1 ? span.File : null;

    private static SearchOperation Operation(ApiContract contract, ApiOperation operation)
    {
        SourceSpan span = operation.Node.Span;
        return new SearchOperation
        {
            Method = operation.Method,
            Path = operation.Path,
            Id = operation.OperationId,
            Summary = Cut(operation.Summary),
            Description = Cut(operation.Description),
            Tags = operation.Tags.Count == 0 ? null : operation.Tags,
            File = FileOf(contract, span),
            Line = span.Line,
        };
    }
}
