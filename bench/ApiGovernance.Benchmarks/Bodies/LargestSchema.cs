using System.Text.Json;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Benchmarks.Bodies;

/// <summary>Finds the schema with the most schema objects in reach, itself and all it refers to, in a folder of documents.</summary>
internal static class LargestSchema
{
    /// <returns>The schema, where it stands, and how many JSON objects are in its reach.</returns>
    public static (PublishedSchema Schema, string Place, int Objects) Find(string specs)
    {
        (PublishedSchema Schema, string Place, int Objects) largest = (null!, "", 0);
        foreach (string file in Directory.GetFiles(specs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(IsDocument))
        {
            byte[] json = DocumentBundle.FromFile(file).ToSingleDocument();
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (string pointer in Candidates(document.RootElement))
            {
                int objects = new Reach(document.RootElement).Count(pointer);
                if (objects > largest.Objects)
                    largest = (new PublishedSchema(json, pointer, DialectOf(document.RootElement)), $"{Path.GetFileName(file)}#{pointer}", objects);
            }
        }

        return largest;
    }

    private static bool IsDocument(string file) => Path.GetExtension(file) is ".json" or ".yaml" or ".yml";

    private static SchemaDialect DialectOf(JsonElement root) => root.TryGetProperty("swagger", out _) ? SchemaDialect.Swagger20
        : !root.TryGetProperty("openapi", out JsonElement version) ? SchemaDialect.Draft7
        : version.GetString()!.StartsWith("3.0", StringComparison.Ordinal) ? SchemaDialect.OpenApi30
        : SchemaDialect.OpenApi31;

    private static IEnumerable<string> Candidates(JsonElement root)
    {
        if (!root.TryGetProperty("swagger", out _) && !root.TryGetProperty("openapi", out _))
            return [""];
        (string Prefix, JsonElement Schemas)[] groups =
        [
            ("/definitions/", Member(root, "definitions")),
            ("/components/schemas/", Member(Member(root, "components"), "schemas")),
        ];
        return groups.Where(group => group.Schemas.ValueKind == JsonValueKind.Object)
            .SelectMany(group => group.Schemas.EnumerateObject().Select(schema => group.Prefix + schema.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;

    private sealed class Reach(JsonElement root)
    {
        private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

        public int Count(string pointer) => _visited.Add(pointer) && At(pointer) is { } schema ? Count(schema) : 0;

        private int Count(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().Sum(Count),
            JsonValueKind.Object when Member(element, "$ref") is { ValueKind: JsonValueKind.String } reference =>
                reference.GetString() is ['#', '/', ..] local ? Count(local[1..]) : 0,
            JsonValueKind.Object => 1 + element.EnumerateObject().Where(member => member.Name is not ("example" or "examples")).Sum(member => Count(member.Value)),
            _ => 0,
        };

        private JsonElement? At(string pointer)
        {
            JsonElement at = root;
            foreach (string part in pointer.Split('/').Skip(1))
            {
                at = Member(at, part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
                if (at.ValueKind == JsonValueKind.Undefined)
                    return null;
            }

            return at;
        }
    }
}
