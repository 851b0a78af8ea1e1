using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>A part of a contract and where it is written, references followed.</summary>
public abstract record ApiObject
{
    public required DocumentNode Node { get; init; }

    /// <summary>JSON pointer of <see cref="Node"/> inside its document.</summary>
    public required string Pointer { get; init; }

    /// <summary>The file (<see cref="SourceDocument.Uri"/>) that <see cref="Pointer"/> leads into; empty when nobody said so.</summary>
    public string DocumentUri { get; init; } = "";

    /// <summary>Where it is written, for references that stand in it.</summary>
    public ResolvedNode Place => new(DocumentUri, Pointer, Node);

    /// <summary>Members whose names start with <c>x-</c>, as written.</summary>
    public IEnumerable<DocumentMember> Extensions => Node.Members.Where(m => m.Name.StartsWith("x-", StringComparison.Ordinal));

    /// <summary><c>externalDocs</c>, when there is one with a URL.</summary>
    public ApiExternalDocs? ExternalDocs => Node["externalDocs"] is { } docs && docs["url"]?.AsString is { } url
        ? new ApiExternalDocs(url, docs["description"]?.AsString, docs)
        : null;
}

/// <param name="Url">As written.</param>
public sealed record ApiExternalDocs(string Url, string? Description, DocumentNode Node);
