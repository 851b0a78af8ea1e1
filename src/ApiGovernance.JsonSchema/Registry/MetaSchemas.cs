using System.Reflection;
using System.Text.Json;

namespace ApiGovernance.JsonSchema.Registry;

/// <summary>The meta-schemas of JSON Schema, so that schemas may refer to them.</summary>
internal static class MetaSchemas
{
    private static readonly Lazy<SchemaRegistry> s_registry = new(Load);

    public static SchemaRegistry Registry => s_registry.Value;

    private static SchemaRegistry Load()
    {
        var registry = new SchemaRegistry();
        Assembly assembly = typeof(MetaSchemas).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(static n => n.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            JsonElement id = root.TryGetProperty("$id", out JsonElement modern) ? modern : root.GetProperty("id");
            string uri = UriReference.Split(id.GetString()!).Uri;
            registry.Add(uri, content, DialectRules.FromMetaSchema(root.GetProperty("$schema").GetString()!) ?? SchemaDialect.Draft202012);
        }

        return registry;
    }
}
