using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Search;

/// <summary>
/// Collects the fields of a contract's operations, each way into a schema once. Bounded, so that no document is too large for it; what was
/// left out is said (<see cref="IsCut"/>).
/// </summary>
internal sealed class SearchFieldReading(ApiContract contract)
{
    private const int MaxFields = 4000;
    private const int MaxVisits = 60_000;
    private const int MaxDepth = 12;

    private static readonly string[] SamePlace = ["allOf", "oneOf", "anyOf", "prefixItems", "then", "else"];

    private readonly Dictionary<(string Direction, string In, string Path, string Place), int> _known = [];
    private readonly List<(SearchField Field, List<int> Operations)> _found = [];
    private readonly HashSet<(string, string)> _around = [];
    private int _visits;

    public bool IsCut { get; private set; }

    public IReadOnlyList<SearchField> Fields => [.. _found.Select(found => found.Field with { Operations = [.. found.Operations] })];

    public void Read(ApiOperation operation, int number)
    {
        foreach (ApiParameter parameter in operation.Parameters.Where(parameter => !parameter.IsIgnored))
            ReadParameter(parameter, number);
        foreach (ApiMediaType media in operation.RequestBody?.Content ?? [])
            ReadBody("request", media, number);
        // What goes wrong looks the same everywhere, and is no part of what an API is about.
        foreach (ApiResponse response in operation.Responses.Where(response => response.Status[0] is not ('4' or '5') && response.Status != "default"))
        {
            foreach (ApiMediaType media in response.Content)
                ReadBody("response", media, number);
        }
    }

    private void ReadParameter(ApiParameter parameter, int number)
    {
        string place = parameter.In switch
        {
            ParameterLocation.QueryString => "query",
            ParameterLocation.Form => "body",
            _ => parameter.In.ToString().ToLowerInvariant(),
        };
        DocumentNode? schema = parameter.Schema?.Node;
        SourceSpan span = parameter.Node.Span;
        Add(
            new SearchField
            {
                Direction = "request",
                In = place,
                Path = parameter.Name,
                Format = schema?["format"]?.AsString ?? parameter.Node["format"]?.AsString,
                Pii = PiiOf(parameter.Node) ?? PiiOf(schema),
                Description = SearchReading.Cut(parameter.Description ?? schema?["description"]?.AsString),
                File = SearchReading.FileOf(contract, span),
                Line = span.Line,
            },
            $"{parameter.DocumentUri}#{parameter.Pointer}",
            number);
    }

    private void ReadBody(string direction, ApiMediaType media, int number)
    {
        foreach (SearchSchema schema in (IEnumerable<SearchSchema>)[.. Start(media.Schema), .. Start(media.ItemSchema)])
            Walk(schema, direction, number);
    }

    private static IEnumerable<SearchSchema> Start(SchemaReference? schema) =>
        schema is null ? [] : [new SearchSchema(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node), "", null, 0)];

    private void Walk(SearchSchema at, string direction, int number)
    {
        if (at.Depth > MaxDepth || ++_visits > MaxVisits)
        {
            IsCut = true;
            return;
        }

        // A schema inside itself has no fields that are not known.
        if (contract.Bundle.Follow(at.Place) is not { } schema || !_around.Add((schema.DocumentUri, schema.Pointer)))
            return;
        string? name = SchemaPlace.ComponentOf(schema) ?? at.Schema;
        foreach ((DocumentMember member, ResolvedNode value) in schema.Member("properties")?.Members() ?? [])
        {
            string path = at.Path.Length == 0 ? member.Name : $"{at.Path}.{member.Name}";
            AddProperty(direction, path, name, member, value, number);
            Walk(new SearchSchema(value, path, name, at.Depth + 1), direction, number);
        }

        foreach (string keyword in SamePlace)
        {
            ResolvedNode? part = schema.Member(keyword);
            foreach (ResolvedNode option in part is { Node.IsObject: true } ? [part] : part?.Items() ?? [])
                Walk(new SearchSchema(option, at.Path, name, at.Depth + 1), direction, number);
        }

        if (schema.Member("items") is { Node.IsObject: true } items)
            Walk(new SearchSchema(items, $"{at.Path}[]", name, at.Depth + 1), direction, number);
        if (schema.Member("additionalProperties") is { Node.IsObject: true } additional)
            Walk(new SearchSchema(additional, at.Path.Length == 0 ? "*" : $"{at.Path}.*", name, at.Depth + 1), direction, number);
        _around.Remove((schema.DocumentUri, schema.Pointer));
    }

    private void AddProperty(string direction, string path, string? schema, DocumentMember member, ResolvedNode value, int number)
    {
        DocumentNode? followed = contract.Bundle.Follow(value)?.Node;
        SourceSpan span = member.NameSpan;
        Add(
            new SearchField
            {
                Direction = direction,
                In = "body",
                Path = path,
                Schema = schema,
                Format = value.Node["format"]?.AsString ?? followed?["format"]?.AsString,
                Pii = PiiOf(value.Node) ?? PiiOf(followed),
                Description = SearchReading.Cut(value.Node["description"]?.AsString ?? followed?["description"]?.AsString),
                File = SearchReading.FileOf(contract, span),
                Line = span.Line,
            },
            $"{value.DocumentUri}#{value.Pointer}",
            number);
    }

    private void Add(SearchField field, string place, int operation)
    {
        (string, string, string, string) key = (field.Direction, field.In, field.Path, place);
        if (_known.TryGetValue(key, out int at))
        {
            List<int> operations = _found[at].Operations;
            if (operations[^1] != operation)
                operations.Add(operation);
            return;
        }

        if (_found.Count >= MaxFields)
        {
            IsCut = true;
            return;
        }

        _known.Add(key, _found.Count);
        _found.Add((field, [operation]));
    }

    private static string? PiiOf(DocumentNode? node) => node?["x-pii"] switch
    {
        null => null,
        { Kind: NodeKind.Boolean } flag => flag.AsBoolean == true ? "true" : null,
        { IsArray: true } kinds => string.Join(", ", kinds.Items.Select(kind => kind.Text)),
        { IsObject: true } => "true",
        var text => text.Text,
    };

    /// <param name="Path">How it was come by.</param>
    /// <param name="Schema">The named schema around it.</param>
    private sealed record SearchSchema(ResolvedNode Place, string Path, string? Schema, int Depth);
}
