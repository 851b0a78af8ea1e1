using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.OpenApi.Tests.Model;

/// <summary>Every value of a full document is replaced by a value of every other kind, and left out: reading says so, and goes on.</summary>
public sealed class ReplacedPartTests
{
    private static readonly string[] Wrong = ["null", "12", "\"text\"", "[1]", "{\"z\": 1}", "true"];

    /// <summary>Members that may hold anything, or where a text is as good as another.</summary>
    private static readonly string[] Free =
    [
        "value", "examples", "example", "default", "enum", "x-32", "payload", "headers", "parameters", "schema", "schemaFormat", "fields", "bindings", "title", "version",
    ];

    public static TheoryData<string> Versions => [.. FullDocuments.All.Keys];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_replacement_has_a_defined_result(string version)
    {
        string json = Encoding.UTF8.GetString(DocumentReader.Read("a.yaml", Encoding.UTF8.GetBytes(FullDocuments.All[version])).ToJson());
        (bool whole, string[] before) = Read(version, json);
        whole.ShouldBeTrue();
        before.Where(f => !f.StartsWith("Info", StringComparison.Ordinal)).ShouldBeEmpty();

        int variants = 0;
        var silent = new List<string>();
        foreach (string[] path in Paths(JsonNode.Parse(json)!, []).ToArray())
        {
            foreach (string? wrong in Wrong.Append(null))
            {
                JsonNode changed = JsonNode.Parse(json)!;
                if (!Replace(changed, path, wrong))
                    continue;
                variants++;
                (bool read, string[] after) = Read(version, changed.ToJsonString());
                if (!read)
                    after.ShouldContain(f => f.StartsWith("Error", StringComparison.Ordinal), $"{string.Join('/', path)} = {wrong}");
                bool told = !after.SequenceEqual(before);
                if (!told && wrong is "12" or "[1]" or "{\"z\": 1}" && !path.Any(name => Free.Contains(name, StringComparer.Ordinal)))
                    silent.Add($"{string.Join('/', path)} = {wrong}");
            }
        }

        variants.ShouldBeGreaterThan(500);
        // OpenAPI is held against tables of all its fields; of AsyncAPI only what the model needs is looked at.
        if (!version.StartsWith("asyncapi", StringComparison.Ordinal))
            silent.ShouldBeEmpty();
    }

    private static (bool Whole, string[] Findings) Read(string version, string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        if (version.StartsWith("asyncapi", StringComparison.Ordinal))
        {
            EventReadResult events = EventContractReader.FromBytes("a.json", bytes);
            _ = events.Contract?.ToString();
            _ = events.Contract?.Messages.Count();
            return (!events.IsFatal, Short(events.Findings));
        }

        ContractReadResult result = ContractReader.FromBytes("a.json", bytes);
        // What is computed when it is asked for must not throw either.
        foreach (ApiOperation operation in result.Contract?.Operations ?? [])
            _ = (operation.EffectivePaths.Count(), operation.ExternalDocs, operation.Extensions.Count(), operation.ToString());
        _ = (result.Contract?.Info?.ToString(), result.Contract?.Self, result.Contract?.JsonSchemaDialect, result.Contract?.Tags.Select(t => t.Kind).Count());
        foreach (ApiSecurityDefinition scheme in result.Contract?.SecurityDefinitions ?? [])
            _ = (scheme.KeyName, scheme.HttpScheme, scheme.Scopes.Count(), scheme.Flows.Select(f => f.TokenUrl).Count());
        _ = result.Contract?.Bundle.ToSingleDocument();
        return (!result.IsFatal, Short(result.Findings));
    }

    private static string[] Short(IEnumerable<Finding> findings) => [.. findings.Select(f => $"{f.Severity} {f.RuleId} {f.Pointer}")];

    private static IEnumerable<string[]> Paths(JsonNode? node, string[] path)
    {
        if (path.Length > 0)
            yield return path;
        IEnumerable<(string, JsonNode?)> children = node switch
        {
            JsonObject members => members.Select(m => (m.Key, m.Value)),
            JsonArray items => items.Select((item, i) => ($"{i}", item)),
            _ => [],
        };
        foreach ((string name, JsonNode? child) in children)
        {
            foreach (string[] below in Paths(child, [.. path, name]))
                yield return below;
        }
    }

    private static bool Replace(JsonNode root, string[] path, string? text)
    {
        JsonNode owner = root;
        foreach (string name in path[..^1])
            owner = (owner is JsonArray list ? list[int.Parse(name)] : owner[name])!;
        JsonNode? value = text is null ? null : JsonNode.Parse(text);
        JsonNode? old = owner is JsonArray items ? items[int.Parse(path[^1])] : owner[path[^1]];
        if (text is not null && old?.GetValueKind() == value?.GetValueKind())
            return false;
        if (owner is JsonArray array && text is null)
            array.RemoveAt(int.Parse(path[^1]));
        else if (owner is JsonArray into)
            into[int.Parse(path[^1])] = value;
        else if (text is null)
            ((JsonObject)owner).Remove(path[^1]);
        else
            owner[path[^1]] = value;
        return true;
    }
}
