using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.AsyncApi;

/// <summary>The JSON Schemas of the AsyncAPI initiative, by the version of a document; compiled on first use and kept.</summary>
internal static class AsyncApiSchemas
{
    private const string LatestVersion = "3.1";

    private static readonly string[] Versions = ["2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.0", LatestVersion];

    private static readonly ConcurrentDictionary<(string Version, SchemaUse Use), CompiledSchema> Compiled = new();

    /// <summary>The schema for a document; null for versions that have none.</summary>
    public static CompiledSchema? For(DocumentNode document, SchemaUse use)
    {
        string[] parts = (document["asyncapi"]?.Text ?? "").Split('.');
        if (parts.Length < 2)
            return null;
        string version = $"{parts[0]}.{parts[1]}";
        bool known = Versions.Contains(version);
        // Of a 3.x that came later, what was the newest when this was written has to do.
        return known || parts[0] == "3" ? Compiled.GetOrAdd((known ? version : LatestVersion, known ? use : use | SchemaUse.AnyVersion), static key => Compile(key.Version, key.Use)) : null;
    }

    private static CompiledSchema Compile(string version, SchemaUse use)
    {
        JsonObject schema = Read(version);
        string base_ = $"http://asyncapi.com/definitions/{version}.0/";
        if (use.HasFlag(SchemaUse.AnyVersion))
            schema["properties"]!["asyncapi"] = new JsonObject { ["type"] = "string" };
        if (use.HasFlag(SchemaUse.Resolved) && version[0] == '3')
            AcceptWhatReferencesLeadTo(schema["definitions"]!, base_);
        SchemaRegistry registry = new();
        string uri = base_ + "asyncapi.json";
        registry.Add(uri, System.Text.Encoding.UTF8.GetBytes(schema.ToJsonString()), SchemaDialect.Draft7);
        CompileResult result = CompiledSchema.Compile(registry, use.HasFlag(SchemaUse.Payload) ? base_ + "schema.json" : uri);
        return result.Schema ?? throw new InvalidOperationException($"The schema of AsyncAPI {version} does not compile: {result.Problems[0].Message}");
    }

    /// <summary>
    /// Version 3 wants references to channels, servers and messages at some places, and its schema accepts nothing else there; once
    /// references are followed, what they lead to stands there.
    /// </summary>
    private static void AcceptWhatReferencesLeadTo(JsonNode definitions, string base_)
    {
        JsonNode Properties(string name) => definitions[$"{base_}{name}.json"]!["properties"]!;
        void Let(JsonNode property, string definition) => property["$ref"] = $"{base_}{definition}.json";
        Let(Properties("channel")["servers"]!["items"]!, "server");
        foreach (string name in (string[])["operation", "operationReply"])
        {
            Let(Properties(name)["channel"]!, "channel");
            Let(Properties(name)["messages"]!["items"]!, "messageObject");
        }
    }

    private static JsonObject Read(string version)
    {
        using Stream stream = typeof(AsyncApiSchemas).Assembly.GetManifestResourceStream($"asyncapi-{version}.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}

/// <summary>What is to be validated.</summary>
[Flags]
internal enum SchemaUse
{
    /// <summary>A document as it is written.</summary>
    Written = 0,

    /// <summary>A document whose references are followed.</summary>
    Resolved = 1,

    /// <summary>The payload of a message: a schema object.</summary>
    Payload = 2,

    /// <summary>A document of a version that is not known.</summary>
    AnyVersion = 4,
}
