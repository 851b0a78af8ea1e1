using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol;

namespace ApiGovernance.Catalog.Http.OpenApi;

/// <summary>
/// The contract of the catalog API: the files of this folder as one document, with the schemas of descriptors that are kept beside the
/// reference documentation.
/// </summary>
internal static class OwnContract
{
    private const string Folder = "openapi/";
    private const string Root = "openapi/openapi.yaml";
    private const string Schemas = "schemas/";

    /// <summary>Kinds of descriptors that the API takes, by the names of their schemas' files.</summary>
    private static readonly string[] Kinds =
        ["Team", "Backend", "Consumer", "Plan", "CanonicalEntity", "EventContract", "OverlapDecision", "Waiver", "Subscription", "Api"];

    private static readonly Lazy<JsonObject> Document = new(Merge);
    private static readonly Lazy<byte[]> Text = new(() => Encoding.UTF8.GetBytes(Document.Value.ToJsonString(ProtocolJson.Options)));

    public static ReadOnlyMemory<byte> Json => Text.Value;

    public static byte[] Yaml() => YamlText.Of(Document.Value);

    private static JsonObject Merge()
    {
        JsonObject whole = Read(Root);
        foreach (string file in Assembly.GetExecutingAssembly().GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (file.StartsWith(Folder, StringComparison.Ordinal) && file != Root)
                Add(whole, Read(file), file);
        }

        foreach (string kind in Kinds)
        {
            JsonObject schema = Read($"{Schemas}{kind.ToLowerInvariant()}.schema.json");
            // As a part of this document it has neither an address nor a dialect of its own.
            schema.Remove("$schema");
            schema.Remove("$id");
            if (kind == "Api")
                // A file has the versions with it; here an API comes first, and its versions with their contracts.
                schema["properties"]!["spec"]!["properties"]!["versions"]!.AsObject().Remove("minItems");
            whole["components"]!["schemas"]!.AsObject().Add(kind, schema);
        }

        return whole;
    }

    /// <summary>Members of objects come together; what is said twice is a mistake.</summary>
    private static void Add(JsonObject whole, JsonObject part, string file)
    {
        foreach ((string name, JsonNode? value) in part.ToArray())
        {
            part.Remove(name);
            if (!whole.TryGetPropertyValue(name, out JsonNode? there))
                whole.Add(name, value);
            else if (there is JsonObject known && value is JsonObject more)
                Add(known, more, file);
            else
                throw new InvalidOperationException($"{file} says `{name}` again.");
        }
    }

    private static JsonObject Read(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"There is no resource {resource}.");
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        SourceDocument document = DocumentReader.Read(resource, copy.ToArray());
        return document.Findings.Count == 0
            ? JsonNode.Parse(document.ToJson())!.AsObject()
            : throw new InvalidOperationException($"{resource}: {document.Findings[0].Message}");
    }
}
