using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>Collects names from the schemas of bodies: schema names, fields, identifiers. Bounded, so that no document is too large for it.</summary>
internal sealed class BodyReading(ApiContract contract)
{
    private const int MaxDepth = 6;
    private const int MaxSchemas = 4000;
    private const int MaxFields = 300;

    private static readonly string[] Combining = ["allOf", "oneOf", "anyOf"];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _identifiers = new(StringComparer.Ordinal);

    /// <summary>Names of fields, sorted.</summary>
    public IReadOnlyList<string> Fields => [.. _fields.Order(StringComparer.Ordinal)];

    /// <summary>Names of fields that identify something, sorted.</summary>
    public IReadOnlyList<string> Identifiers => [.. _identifiers.Order(StringComparer.Ordinal)];

    /// <summary>Whether a name is one of an identifier: <c>order id</c>, <c>sku</c>. An <c>id</c> alone says nothing.</summary>
    public static bool IsIdentifier(IReadOnlyList<string> words) => words is [.., "sku" or "gtin" or "ean" or "upc" or "asin" or "sscc" or "gln"]
        || (words is [.., string before, "id" or "number" or "no" or "uuid" or "guid"] && before is not ("phone" or "line" or "telephone" or "fax" or "page" or "version" or "sequence"));

    public void Read(ApiOperation operation)
    {
        foreach (ApiMediaType media in Bodies(operation))
        {
            if (media.Schema is { } schema)
                Walk(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node), 0);
        }
    }

    /// <summary>Words of the names of what the operation takes and gives; an envelope without a name of its own is opened.</summary>
    public static IEnumerable<string> SchemaWordsOf(ApiOperation operation) =>
        Bodies(operation).SelectMany(media => NamesIn(media.Schema)).SelectMany(SingularWords.Of).Where(Boilerplate.IsSchemaWord);

    /// <summary>A success is an array, or an object around one.</summary>
    public bool GivesList(ApiOperation operation) => operation.Responses
        .Where(response => response.Status is ['2', ..])
        .SelectMany(response => response.Content)
        .Any(media => media.Schema is { } schema && contract.Bundle.Follow(Place(schema)) is { } body && IsList(body));

    private static ResolvedNode Place(SchemaReference schema) => new(schema.DocumentUri, schema.Pointer, schema.Node);

    private static IEnumerable<ApiMediaType> Bodies(ApiOperation operation) =>
        [.. operation.RequestBody?.Content ?? [], .. operation.Responses.Where(response => response.Status is ['2', ..]).SelectMany(response => response.Content)];

    private bool IsList(ResolvedNode body)
    {
        if (body.Node["type"]?.AsString == "array")
            return true;
        // data, items, value, results: the usual envelopes.
        string[] envelopes = ["data", "items", "value", "results", "payload", "content", "records"];
        return envelopes.Any(name => body.Member("properties")?.Member(name) is { } inner && contract.Bundle.Follow(inner) is { } followed && followed.Node["type"]?.AsString == "array");
    }

    private static List<string> NamesIn(SchemaReference? schema)
    {
        if (schema is null)
            return [];
        List<string> names = [];
        Names(Place(schema), names, 0);
        return names;
    }

    private static void Names(ResolvedNode place, List<string> names, int depth)
    {
        if (depth > 3)
            return;
        if (NameOf(place) is { } name)
        {
            names.Add(name);
            return;
        }

        foreach (string keyword in Combining)
        {
            foreach (ResolvedNode option in place.Member(keyword)?.Items() ?? [])
                Names(option, names, depth + 1);
        }

        if (place.Member("items") is { } items)
            Names(items, names, depth + 1);
        foreach ((DocumentMember _, ResolvedNode property) in place.Member("properties")?.Members() ?? [])
            Names(property, names, depth + 1);
    }

    private static string? NameOf(ResolvedNode place)
    {
        string pointer = place.Node["$ref"]?.AsString is { } reference ? reference : place.Pointer;
        int slash = pointer.LastIndexOf('/');
        if (slash <= 0)
            return place.Node["$ref"] is null ? null : pointer;
        ReadOnlySpan<char> folder = pointer.AsSpan(0, slash);
        return folder.EndsWith("/schemas", StringComparison.Ordinal) || folder.EndsWith("/definitions", StringComparison.Ordinal) || folder.EndsWith("/$defs", StringComparison.Ordinal)
            ? pointer[(slash + 1)..]
            : place.Node["$ref"] is null ? null : pointer[(slash + 1)..];
    }

    private void Walk(ResolvedNode place, int depth)
    {
        if (depth > MaxDepth || _seen.Count >= MaxSchemas || contract.Bundle.Follow(place) is not { } schema || !_seen.Add($"{schema.DocumentUri}#{schema.Pointer}"))
            return;
        foreach ((DocumentMember member, ResolvedNode value) in schema.Member("properties")?.Members() ?? [])
        {
            Add(SingularWords.Of(member.Name));
            Walk(value, depth + 1);
        }

        foreach (string keyword in Combining)
        {
            foreach (ResolvedNode option in schema.Member(keyword)?.Items() ?? [])
                Walk(option, depth);
        }

        foreach (string keyword in (ReadOnlySpan<string>)["items", "additionalProperties"])
        {
            if (schema.Member(keyword) is { } inner)
                Walk(inner, depth + 1);
        }
    }

    private void Add(IReadOnlyList<string> words)
    {
        string name = string.Join(' ', words);
        if (_fields.Count < MaxFields && Boilerplate.IsProperty(name))
            _fields.Add(name);
        if (_identifiers.Count < MaxFields && IsIdentifier(words))
            _identifiers.Add(name);
    }
}
