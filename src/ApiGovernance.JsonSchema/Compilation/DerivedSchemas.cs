using System.Runtime.CompilerServices;
using System.Text.Json;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>Which named schemas of a contract build upon which by allOf. Worked out once for a document, when it is first asked.</summary>
internal sealed class DerivedSchemas
{
    private static readonly string[] s_places = ["/components/schemas", "/definitions", "/$defs"];

    private static readonly ConditionalWeakTable<SchemaDocument, DerivedSchemas> s_known = [];

    private readonly Dictionary<(SchemaDocument, string), List<(string Name, SchemaTarget Schema)>> _children = [];

    private DerivedSchemas(SchemaDocument document, ReferenceResolver resolver)
    {
        foreach ((string name, SchemaTarget schema) in All(document))
        {
            if (schema.Element.ValueKind != JsonValueKind.Object
                || !schema.Element.TryGetProperty("allOf", out JsonElement all) || all.ValueKind != JsonValueKind.Array)
            {
                continue;
            }

            foreach (JsonElement member in all.EnumerateArray())
            {
                if (member.ValueKind != JsonValueKind.Object || !member.TryGetProperty("$ref", out JsonElement reference)
                    || reference.ValueKind != JsonValueKind.String
                    || resolver.Resolve(schema.Resource, reference.GetString()!, out _) is not { } parent)
                {
                    continue;
                }

                (SchemaDocument, string) key = (parent.Document, parent.Pointer);
                if (!_children.TryGetValue(key, out List<(string, SchemaTarget)>? children))
                    _children.Add(key, children = []);
                children.Add((ValueOf(name, schema.Element), schema));
            }
        }
    }

    /// <summary>The schemas that build upon one, directly or not, by the names that a discriminator calls them.</summary>
    public static IReadOnlyList<(string Name, SchemaTarget Schema)> Of(SchemaTarget schema, ReferenceResolver resolver)
    {
        DerivedSchemas known = s_known.GetValue(schema.Document, document => new DerivedSchemas(document, resolver));
        var found = new List<(string Name, SchemaTarget Schema)>();
        var seen = new HashSet<(SchemaDocument, string)> { (schema.Document, schema.Pointer) };
        var open = new Queue<SchemaTarget>([schema]);
        while (open.TryDequeue(out SchemaTarget parent))
        {
            foreach ((string name, SchemaTarget child) in known._children.GetValueOrDefault((parent.Document, parent.Pointer)) ?? [])
            {
                if (!seen.Add((child.Document, child.Pointer)))
                    continue;
                found.Add((name, child));
                open.Enqueue(child);
            }
        }

        return found;
    }

    /// <summary>The schema of a name, where the contract keeps its schemas.</summary>
    public static SchemaTarget? Named(SchemaDocument document, string name)
    {
        foreach (string place in s_places)
        {
            string pointer = JsonPointer.Append(place, name);
            if (JsonPointer.TryFollow(document.Root, pointer, out JsonElement element, out _))
                return new SchemaTarget(document, pointer, element);
        }

        return null;
    }

    private static IEnumerable<(string Name, SchemaTarget Schema)> All(SchemaDocument document)
    {
        foreach (string place in s_places)
        {
            if (!JsonPointer.TryFollow(document.Root, place, out JsonElement schemas, out _) || schemas.ValueKind != JsonValueKind.Object)
                continue;
            foreach (JsonProperty schema in schemas.EnumerateObject())
                yield return (schema.Name, new SchemaTarget(document, JsonPointer.Append(place, schema.Name), schema.Value));
        }
    }

    /// <summary>AutoRest's extension gives a schema another name; many Swagger 2.0 documents rely on it.</summary>
    private static string ValueOf(string name, JsonElement schema) =>
        schema.TryGetProperty("x-ms-discriminator-value", out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : name;
}
