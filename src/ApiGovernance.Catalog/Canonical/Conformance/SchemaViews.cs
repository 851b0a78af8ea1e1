using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Makes the views of a contract's schemas, each once.</summary>
internal sealed class SchemaViews(DocumentBundle bundle)
{
    // More than any honest schema composes; what is deeper does not show.
    private const int MaxDepth = 32;

    private readonly Dictionary<(string, string), SchemaView> _views = [];
    private int _depth;

    public SchemaView Of(ResolvedNode schema)
    {
        (string, string) key = (schema.DocumentUri, schema.Pointer);
        if (!_views.TryGetValue(key, out SchemaView? view))
        {
            view = new SchemaView { Place = Target(schema) };
            // Alternatives that lead back here find what is known so far.
            _views[key] = view;
            _depth++;
            Add(view, schema, [], 0);
            InferTypes(view);
            _depth--;
        }

        return view;
    }

    /// <summary>What a schema refers to, when it does nothing else than refer; itself when it is marked here.</summary>
    public ResolvedNode Target(ResolvedNode schema)
    {
        ResolvedNode at = schema;
        for (int hops = 0; hops < MaxDepth && at.Node["$ref"]?.AsString is { } reference && at.Node["x-canonical"] is null; hops++)
        {
            if (bundle.Resolve(at, reference) is not { } target)
                break;
            at = target;
        }

        return at;
    }

    private void Add(SchemaView view, ResolvedNode schema, HashSet<(string, string)> seen, int depth)
    {
        // What is laid over twice is no different; without this, parts of parts would be counted in powers.
        if (!seen.Add((schema.DocumentUri, schema.Pointer)))
            return;
        if (depth > MaxDepth)
        {
            view.Dangling ??= schema;
            return;
        }

        DocumentNode node = schema.Node;
        view.Mark ??= schema.Member("x-canonical");
        AddReference(view, schema, seen, depth);
        AddValue(view, node);
        foreach (DocumentNode name in node["required"]?.Items ?? [])
        {
            if (name.AsString is { } text)
                view.Required.Add(text);
        }

        foreach ((DocumentMember member, ResolvedNode value) in schema.Member("properties")?.Members() ?? [])
            AddProperty(view, member.Name, value);
        view.Items ??= schema.Member("items") is { Node.IsObject: true } items ? items : null;
        if (schema.Member("additionalProperties") is { } additional)
        {
            view.IsClosed |= additional.Node.AsBoolean == false;
            view.Additional ??= additional.Node.IsObject ? additional : null;
        }

        view.IsClosed |= node["unevaluatedProperties"]?.AsBoolean == false;
        foreach (ResolvedNode part in schema.Member("allOf")?.Items() ?? [])
            Add(view, part, seen, depth + 1);
        AddAlternatives(view, [.. schema.Member("oneOf")?.Items() ?? [], .. schema.Member("anyOf")?.Items() ?? []]);
    }

    private void AddReference(SchemaView view, ResolvedNode schema, HashSet<(string, string)> seen, int depth)
    {
        if (schema.Node["$ref"]?.AsString is not { } reference)
            return;

        string file = reference.Split('#')[0];
        if (file.Length > 0)
            view.Files.Add(file[(file.LastIndexOf('/') + 1)..]);
        if (bundle.Resolve(schema, reference) is { } target)
            Add(view, target, seen, depth + 1);
        else
            view.Dangling ??= schema;
    }

    private static void AddValue(SchemaView view, DocumentNode node)
    {
        if (node["type"] is { } type)
        {
            foreach (DocumentNode name in type.IsArray ? type.Items : [type])
                view.Types |= TypeOf(name.AsString);
        }

        view.Format ??= node["format"]?.AsString;
        view.Pattern ??= node["pattern"]?.AsString;
        if (node["enum"] is { IsArray: true } values)
            view.Values ??= [.. values.Items.Where(v => v.Kind != NodeKind.Null).Select(v => v.Text ?? "")];
        else if (node["const"] is { Text: { } constant, Kind: not NodeKind.Null })
            view.Values ??= [constant];
        view.Example ??= node["example"]?.AsString ?? (node["examples"] is { Items: [{ } first, ..] } ? first.AsString : null);
    }

    private static void AddProperty(SchemaView view, string name, ResolvedNode value)
    {
        if (view.Find(name) is not null)
            return;
        IReadOnlyList<string> words = NameWords.Split(name);
        view.Properties.Add(new ViewProperty(name, value, words, NameWords.Key(words)));
    }

    /// <summary>Any of them may come: what one lets through is let through, and only what all require is required.</summary>
    private void AddAlternatives(SchemaView view, ResolvedNode[] alternatives)
    {
        if (_depth > MaxDepth && alternatives.Length > 0)
        {
            view.Dangling ??= view.Place;
            return;
        }

        List<SchemaView> read = [];
        foreach (ResolvedNode alternative in alternatives)
        {
            SchemaView one = Of(alternative);
            if (one == view)
                continue;
            if (one.Types == JsonTypes.None && one.Properties.Count == 0)
                continue;

            read.Add(one);
            if (one.IsObject && one.Properties.Count > 0)
                view.Variants.Add(Target(alternative));
            view.Variants.AddRange(one.Variants.Where(v => !view.Variants.Contains(v)));
        }

        if (read.Count == 0)
            return;
        foreach (SchemaView one in read)
        {
            view.Types |= one.Types;
            view.Format ??= one.Format;
            view.Pattern ??= one.Pattern;
            view.Items ??= one.Items;
            view.Example ??= one.Example;
            foreach (ViewProperty property in one.Properties)
                AddProperty(view, property.Name, property.Schema);
        }

        if (read.All(one => one.Values is not null))
            view.Values ??= [.. read.SelectMany(one => one.Values!).Distinct(StringComparer.Ordinal)];
        view.Required.UnionWith(read[0].Required.Where(name => read.All(one => one.Required.Contains(name))));
        if (read.Count == 1)
            view.Mark ??= read[0].Mark;
    }

    private static void InferTypes(SchemaView view)
    {
        if (view.Types != JsonTypes.None)
            return;
        if (view.Properties.Count > 0 || view.Additional is not null)
            view.Types = JsonTypes.Object;
        else if (view.Items is not null)
            view.Types = JsonTypes.Array;
        else if (view.Values is not null || view.Pattern is not null || view.Format is "date" or "date-time" or "uuid" or "uri" or "email")
            view.Types = JsonTypes.String;
    }

    private static JsonTypes TypeOf(string? name) => name switch
    {
        "object" => JsonTypes.Object,
        "array" => JsonTypes.Array,
        "string" => JsonTypes.String,
        "integer" => JsonTypes.Integer,
        "number" => JsonTypes.Number,
        "boolean" => JsonTypes.Boolean,
        _ => JsonTypes.None,
    };
}
