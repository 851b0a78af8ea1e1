using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace ApiGovernance.Benchmarks.Contenders;

/// <summary>Reads the bytes of an API description.</summary>
/// <param name="Name">The name in the tables and of <c>read-once</c>.</param>
/// <param name="Read">Gives what was read; it is held to see how much memory it takes.</param>
internal sealed record DocumentParser(string Name, Func<string, byte[], object> Read)
{
    public bool ReadsYaml { get; init; }

    public static IReadOnlyList<DocumentParser> All { get; } =
    [
        new("JsonDocument.Parse", (_, bytes) => JsonDocument.Parse(bytes)),
        new("JsonNode.Parse, all", (_, bytes) => Touch(JsonNode.Parse(bytes)!)),
        new("ours: tree with positions", Tree) { ReadsYaml = true },
        new("ours: and references", Bundle) { ReadsYaml = true },
        new("ours: and contract model", Model) { ReadsYaml = true },
        new("Microsoft.OpenApi 3.11.0", MicrosoftModel),
    ];

    private static SourceDocument Tree(string name, byte[] bytes)
    {
        SourceDocument document = DocumentReader.Read(name, bytes);
        return document.IsReadable ? document : throw new InvalidDataException(document.Findings[^1].Message);
    }

    private static DocumentBundle Bundle(string name, byte[] bytes)
    {
        DocumentBundle bundle = DocumentBundle.FromBytes(name, bytes);
        return bundle.Root.IsReadable ? bundle : throw new InvalidDataException(bundle.Root.Findings[^1].Message);
    }

    private static ApiContract Model(string name, byte[] bytes)
    {
        ContractReadResult result = ContractReader.FromBytes(name, bytes);
        return result.Contract is { Operations.Count: > 0 } contract ? contract : throw new InvalidDataException("No operations were read.");
    }

    private static OpenApiDocument MicrosoftModel(string name, byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        ReadResult result = OpenApiDocument.Load(stream, "json", new OpenApiReaderSettings());
        return result.Document is { Paths.Count: > 0 } document ? document : throw new InvalidDataException("No paths were read.");
    }

    /// <summary>A JsonNode is parsed lazily; this makes every node.</summary>
    private static JsonNode Touch(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((_, JsonNode? value) in members)
                    _ = value is null ? null : Touch(value);
                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                    _ = item is null ? null : Touch(item);
                break;
        }

        return node;
    }
}
