using System.Text.Json;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// The schemas of one side, compiled when a witness asks for them. Of a large document only what the schema refers to is handed to the
/// validator: reading all of it again would cost more than the whole comparison.
/// </summary>
internal sealed class MessageSchemas(SchemaSpace space)
{
    private const int MaxPart = 150;

    private static readonly string[] Identifiers = ["$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$schema"];

    private readonly Dictionary<(DocumentNode, SchemaDirection), CompiledSchema?> _compiled = new(
        EqualityComparer<(DocumentNode, SchemaDirection)>.Create((one, other) => ReferenceEquals(one.Item1, other.Item1) && one.Item2 == other.Item2, pair => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1), pair.Item2)));

    private readonly Dictionary<DocumentNode, List<string>?> _references = new(ReferenceEqualityComparer.Instance);
    private SchemaRegistry? _whole;

    /// <summary>Null when it does not compile; then nothing can be proven with it.</summary>
    public CompiledSchema? Get(SchemaReference schema, SchemaDirection direction)
    {
        if (!_compiled.TryGetValue((schema.Node, direction), out CompiledSchema? compiled))
            _compiled[(schema.Node, direction)] = compiled = Compile(schema, direction);
        return compiled;
    }

    private CompiledSchema? Compile(SchemaReference schema, SchemaDirection direction)
    {
        // A few small messages are not worth a plan for reading them in one pass.
        SchemaCompileOptions options = new() { Direction = direction, Engine = SchemaEngine.Tape };
        if (Part(schema) is { } part)
        {
            SchemaRegistry registry = new();
            registry.Add("contract:///part", part, space.Dialect);
            return CompiledSchema.Compile(registry, "contract:///part#/x-root", options).Schema;
        }

        _whole ??= Whole();
        return CompiledSchema.Compile(_whole, $"{schema.DocumentUri}#{schema.Pointer}", options).Schema;
    }

    private SchemaRegistry Whole()
    {
        SchemaRegistry registry = new();
        foreach (SourceDocument document in space.Bundle.Documents.Values)
            registry.Add(document.Uri, document.Root.ToJson(), space.Dialect);
        return registry;
    }

    /// <summary>A document with the schema under <c>x-root</c> and the components that it needs at their own places; null where that is not enough.</summary>
    private byte[]? Part(SchemaReference schema)
    {
        DocumentNode root = space.Bundle.Root.Root;
        if (space.Bundle.Documents.Count > 1 || schema.DocumentUri != space.Bundle.Root.Uri || root["jsonSchemaDialect"] is not null || root["$self"] is not null)
            return null;
        SortedDictionary<string, SortedDictionary<string, DocumentNode>> needed = new(StringComparer.Ordinal);
        Queue<DocumentNode> open = new([schema.Node]);
        while (open.TryDequeue(out DocumentNode? node))
        {
            if (References(node) is not { } references)
                return null;
            foreach (string reference in references)
            {
                string[] names = reference.Split('/');
                bool component = names is ["#", "components", "schemas", _], definition = names is ["#", "definitions", _];
                if (!component && !definition)
                    return null;
                string place = component ? "schemas" : "definitions", name = Uri.UnescapeDataString(names[^1]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
                if ((component ? root["components"]?["schemas"] : root["definitions"])?[name] is not { } target)
                    return null;
                if (!needed.TryGetValue(place, out SortedDictionary<string, DocumentNode>? list))
                    needed[place] = list = new SortedDictionary<string, DocumentNode>(StringComparer.Ordinal);
                if (list.TryAdd(name, target))
                    open.Enqueue(target);
                // Schemas that lead to nearly all others: once the whole document is cheaper than the same part for each of them.
                if (list.Count > MaxPart)
                    return null;
            }
        }

        return Write(schema.Node, needed);
    }

    private static byte[] Write(DocumentNode root, SortedDictionary<string, SortedDictionary<string, DocumentNode>> needed)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WritePropertyName("x-root");
            json.WriteRawValue(root.ToJson(), skipInputValidation: true);
            if (needed.Remove("schemas", out SortedDictionary<string, DocumentNode>? schemas))
            {
                json.WriteStartObject("components");
                Members(json, "schemas", schemas);
                json.WriteEndObject();
            }

            foreach ((string place, SortedDictionary<string, DocumentNode> members) in needed)
                Members(json, place, members);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Members(Utf8JsonWriter json, string place, SortedDictionary<string, DocumentNode> members)
    {
        json.WriteStartObject(place);
        foreach ((string name, DocumentNode node) in members)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(node.ToJson(), skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    /// <summary>References of a schema, those of a discriminator's mapping included; null when they depend on more than their text.</summary>
    private List<string>? References(DocumentNode node)
    {
        if (_references.TryGetValue(node, out List<string>? known))
            return known;
        List<string> found = [];
        return _references[node] = Collect(node, found) ? found : null;
    }

    private static bool Collect(DocumentNode node, List<string> found)
    {
        if (node.IsArray)
            return node.Items.All(item => Collect(item, found));
        foreach (DocumentMember member in node.Members)
        {
            if (member.Name == "$ref" && member.Value.AsString is { } reference)
                found.Add(reference);
            else if (member.Name.StartsWith('$') && Identifiers.Contains(member.Name))
                return false;
            // A base's discriminator and mappings by name lead to schemas that nothing refers to.
            else if (member.Name == "discriminator" && (member.Value["mapping"] is not null || (node["oneOf"] is null && node["anyOf"] is null)))
                return false;
            else if (!Collect(member.Value, found))
                return false;
        }

        return true;
    }
}
