using System.Collections.Concurrent;
using System.Text.Json;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Patterns;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema;

/// <summary>
/// The documents schemas may refer to, by absolute URI. Nothing is ever fetched: what is not registered does not exist,
/// except the meta-schemas of JSON Schema, which are built in. Safe for concurrent use.
/// </summary>
public sealed class SchemaRegistry
{
    private const int DocumentDepth = 512;

    // A key named twice is the document reader's to report; here the last one counts.
    private static readonly JsonInputLimits s_documentLimits = new() { MaxDepth = DocumentDepth, AllowDuplicateKeys = true };

    private readonly ConcurrentDictionary<string, SchemaDocument> _documents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);

    /// <summary>A contract repeats few patterns many times, and each is the costliest part of the schemas it stands in.</summary>
    internal ConcurrentDictionary<string, EcmaPattern> Patterns { get; } = new(StringComparer.Ordinal);

    /// <summary>Registers a document: a schema, or a whole OpenAPI description whose schemas are then addressed by JSON pointer.</summary>
    /// <param name="uri">Absolute URI of any scheme, without fragment; an earlier document of that URI is replaced.</param>
    /// <param name="utf8Json">The document. Text that is not JSON is reported when a schema in it is compiled.</param>
    /// <param name="dialect">The dialect where <c>$schema</c> does not name another.</param>
    /// <param name="sources">Where the document's parts are written, so that errors and problems can say so.</param>
    public void Add(string uri, ReadOnlyMemory<byte> utf8Json, SchemaDialect dialect, SchemaSourceLookup? sources = null)
    {
        uri = UriReference.Split(uri).Uri;
        SchemaDocument document = Read(uri, utf8Json, dialect, sources);
        DocumentScanner.Scan(document);
        _documents[uri] = document;
        foreach (SchemaResource resource in document.Resources.Values)
            _resources[resource.Uri] = resource;
    }

    internal SchemaDocument? FindDocument(string uri) =>
        _documents.TryGetValue(uri, out SchemaDocument? document) ? document : null;

    internal SchemaResource? FindResource(string uri)
    {
        if (_documents.TryGetValue(uri, out SchemaDocument? document))
            return document.RootResource;
        if (_resources.TryGetValue(uri, out SchemaResource? resource))
            return resource;
        return ReferenceEquals(this, MetaSchemas.Registry) ? null : MetaSchemas.Registry.FindResource(uri);
    }

    private static SchemaDocument Read(string uri, ReadOnlyMemory<byte> utf8Json, SchemaDialect dialect, SchemaSourceLookup? sources)
    {
        if (StrictProblem(utf8Json.Span) is { } problem)
            return new SchemaDocument(uri, default, dialect, problem) { Sources = sources };
        try
        {
            using JsonDocument parsed = JsonDocument.Parse(utf8Json, new JsonDocumentOptions { MaxDepth = DocumentDepth });
            return new SchemaDocument(uri, parsed.RootElement.Clone(), dialect, null) { Sources = sources };
        }
        catch (JsonException e)
        {
            return new SchemaDocument(uri, default, dialect, $"The document is not JSON: {e.Message}") { Sources = sources };
        }
    }

    /// <summary>The platform's parser leaves the strings unread: half a surrogate pair in one would throw wherever it is asked for.</summary>
    private static string? StrictProblem(ReadOnlySpan<byte> utf8Json)
    {
        JsonBuffers buffers = JsonBuffers.Rent();
        bool read = new JsonScanner(utf8Json, buffers, s_documentLimits).Run(out JsonInputError? error);
        buffers.Return();
        return read ? null : $"The document is not JSON: line {error!.Line}, column {error.Column}: {error.Message}";
    }
}
