using System.Collections.Concurrent;
using System.Text.Json;

namespace ApiGovernance.JsonSchema.Registry;

/// <summary>A registered document. Immutable once scanned.</summary>
internal sealed class SchemaDocument(string uri, JsonElement root, SchemaDialect dialect, string? problem)
{
    // A map such as components/schemas is entered once per reference: without an index that is quadratic.
    private readonly ConcurrentDictionary<string, Dictionary<string, JsonElement>> _largeObjects = new(StringComparer.Ordinal);

    public string Uri { get; } = uri;

    public JsonElement Root { get; } = root;

    /// <summary>The dialect it was registered with.</summary>
    public SchemaDialect Dialect { get; } = dialect;

    /// <summary>Where its parts are written; null when nobody told.</summary>
    public SchemaSourceLookup? Sources { get; init; }

    /// <summary>Why it could not be read; null when it could.</summary>
    public string? Problem { get; } = problem;

    /// <summary>The schema resources in it by the pointer of their root; there is always one at "".</summary>
    public Dictionary<string, SchemaResource> Resources { get; } = new(StringComparer.Ordinal);

    public SchemaResource RootResource => Resources[""];

    /// <summary>The resource a pointer lies in.</summary>
    public SchemaResource ResourceAt(string pointer)
    {
        SchemaResource? resource;
        while (!Resources.TryGetValue(pointer, out resource))
            pointer = JsonPointer.Parent(pointer);
        return resource;
    }

    /// <summary>Follows a pointer relative to a resource; the result's pointer starts at the document's root.</summary>
    public bool TryFollow(SchemaResource from, string pointer, out JsonElement found, out string canonical)
    {
        bool exists = JsonPointer.TryFollow(from.Element, pointer, out found, out canonical, Lookup);
        canonical = from.Pointer + canonical;
        return exists;

        bool Lookup(string at, JsonElement obj, string name, out JsonElement value) =>
            _largeObjects.GetOrAdd(from.Pointer + at, static (_, o) => Index(o), obj).TryGetValue(name, out value);
    }

    private static Dictionary<string, JsonElement> Index(JsonElement obj)
    {
        var index = new Dictionary<string, JsonElement>(obj.GetPropertyCount(), StringComparer.Ordinal);
        foreach (JsonProperty property in obj.EnumerateObject())
            index[property.Name] = property.Value;
        return index;
    }
}

/// <summary>A schema with its own base URI ($id), or a document's root.</summary>
internal sealed class SchemaResource(string uri, SchemaDocument document, string pointer, JsonElement element, SchemaDialect dialect)
{
    private static int s_lastId;

    /// <summary>Distinct for every resource of the process.</summary>
    public int Id { get; } = Interlocked.Increment(ref s_lastId);

    public string Uri { get; } = uri;

    public SchemaDocument Document { get; } = document;

    public string Pointer { get; } = pointer;

    public JsonElement Element { get; } = element;

    public SchemaDialect Dialect { get; } = dialect;

    /// <summary>The meta-schema named by $schema when it is not one of the known ones.</summary>
    public string? CustomMetaSchema { get; init; }

    /// <summary>Pointers, in the document, by plain-name fragment.</summary>
    public Dictionary<string, string> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The same for $dynamicAnchor; the name "" stands for $recursiveAnchor of the resource's root.</summary>
    public Dictionary<string, string> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
