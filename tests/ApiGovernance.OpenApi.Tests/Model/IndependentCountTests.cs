using System.Text.Json;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.OpenApi.Tests.Model;

/// <summary>Published documents: what the model has is counted once more by a plain walk over their JSON, which knows nothing of the model.</summary>
public sealed class IndependentCountTests
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static TheoryData<string> Documents
    {
        get
        {
            string docs = RepositoryPaths.RequireShared("specs/docs");
            string pairs = RepositoryPaths.RequireShared("specs/pairs");
            return
            [
                .. Directory.GetFiles(docs).Concat(Directory.GetFiles(pairs, "*", SearchOption.AllDirectories))
                    .Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(f => Path.GetRelativePath(Path.GetDirectoryName(docs)!, f)),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_model_has_what_the_document_has(string name)
    {
        string path = RepositoryPaths.RequireShared($"specs/{name}");
        byte[] bytes = File.ReadAllBytes(path);
        byte[] json = bytes[0] == (byte)'{' ? bytes : DocumentReader.Read("a.yaml", bytes).ToJson();
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;

        ApiContract contract = ContractReader.FromFile(path).Contract!;

        ApiOperation[] operations = [.. contract.Operations, .. contract.Webhooks];
        Walk expected = Count(root);
        new Walk
        {
            Operations = operations.Length,
            Parameters = operations.Sum(o => o.Parameters.Count) + (contract.Format == ContractFormat.Swagger20 ? operations.Count(o => o.RequestBody is not null) : 0),
            Responses = operations.Sum(o => o.Responses.Count),
            Contents = contract.Format == ContractFormat.Swagger20 ? 0
                : operations.Sum(o => (o.RequestBody?.Content.Count ?? 0) + o.Responses.Sum(r => r.Content.Count)),
            Headers = operations.Sum(o => o.Responses.Sum(r => r.Headers.Count)),
            Secured = operations.Count(o => o.Security.Count > 0),
            Schemas = contract.Schemas.Count,
            Schemes = contract.SecurityDefinitions.Count,
            Tags = contract.Tags.Count,
            Servers = contract.Format == ContractFormat.Swagger20 ? 0 : contract.Servers.Count(s => !s.IsImplied),
            Ids = operations.Count(o => o.OperationId is not null),
        }.ShouldBe(expected);
        expected.Operations.ShouldBePositive();
    }

    private static Walk Count(JsonElement root)
    {
        bool swagger = root.TryGetProperty("swagger", out _);
        var walk = new Walk
        {
            Schemas = Size(swagger ? Get(root, "definitions") : Get(root, "components", "schemas")),
            Schemes = Size(swagger ? Get(root, "securityDefinitions") : Get(root, "components", "securitySchemes")),
            Tags = Get(root, "tags") is { ValueKind: JsonValueKind.Array } tags ? tags.EnumerateArray().Select(t => t.GetProperty("name").GetString()).Distinct().Count() : 0,
            Servers = !swagger && Get(root, "servers") is { ValueKind: JsonValueKind.Array } servers ? servers.GetArrayLength() : 0,
        };
        foreach (string map in new[] { "paths", "webhooks" })
        {
            foreach (JsonProperty item in Members(Get(root, map)).Where(m => !m.Name.StartsWith("x-", StringComparison.Ordinal)))
            {
                foreach (JsonProperty operation in Members(item.Value).Where(m => Methods.Contains(m.Name)))
                    walk = walk.With(root, item.Value, operation.Value);
            }
        }

        return walk;
    }

    private static JsonElement? Get(JsonElement? element, params string[] names)
    {
        foreach (string name in names)
            element = element is { ValueKind: JsonValueKind.Object } at && at.TryGetProperty(name, out JsonElement value) ? value : null;
        return element;
    }

    private static int Size(JsonElement? map) => Members(map).Count();

    private static JsonElement.ObjectEnumerator Members(JsonElement? map) => map is { ValueKind: JsonValueKind.Object } at ? at.EnumerateObject() : default;

    private sealed record Walk
    {
        public int Operations { get; init; }

        public int Parameters { get; init; }

        public int Responses { get; init; }

        public int Contents { get; init; }

        public int Headers { get; init; }

        public int Secured { get; init; }

        public int Schemas { get; init; }

        public int Schemes { get; init; }

        public int Tags { get; init; }

        public int Servers { get; init; }

        public int Ids { get; init; }

        public Walk With(JsonElement root, JsonElement item, JsonElement operation)
        {
            var parameters = new HashSet<(string?, string?)>();
            foreach (JsonElement list in new[] { Get(operation, "parameters"), Get(item, "parameters") }.OfType<JsonElement>())
            {
                foreach (JsonElement parameter in list.EnumerateArray().Select(p => Follow(root, p)))
                    parameters.Add((Get(parameter, "name")?.GetString(), Get(parameter, "in")?.GetString()));
            }

            JsonElement[] responses = [.. Members(Get(operation, "responses")).Where(r => !r.Name.StartsWith("x-", StringComparison.Ordinal)).Select(r => Follow(root, r.Value))];
            JsonElement? body = Get(operation, "requestBody") is { } written ? Follow(root, written) : null;
            JsonElement? security = Get(operation, "security") ?? Get(root, "security");
            return this with
            {
                Operations = Operations + 1,
                Parameters = Parameters + parameters.Count,
                Responses = Responses + responses.Length,
                Contents = Contents + Size(Get(body, "content")) + responses.Sum(r => Size(Get(r, "content"))),
                Headers = Headers + responses.Sum(r => Size(Get(r, "headers"))),
                Secured = Secured + (security is { } list2 && list2.GetArrayLength() > 0 ? 1 : 0),
                Ids = Ids + (Get(operation, "operationId") is null ? 0 : 1),
            };
        }

        private static JsonElement Follow(JsonElement root, JsonElement element)
        {
            while (Get(element, "$ref")?.GetString() is { } reference)
            {
                element = root;
                foreach (string name in reference[2..].Split('/'))
                    element = element.GetProperty(name.Replace("~1", "/").Replace("~0", "~"));
            }

            return element;
        }
    }
}
