using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>Many pairs in two contracts, each as the body of a request and as that of a response of operations of its own.</summary>
internal sealed class PairBatch
{
    private readonly SchemaRegistry _before = new();
    private readonly SchemaRegistry _after = new();
    private readonly SchemaDialect _oldDialect;
    private readonly SchemaDialect _newDialect;
    private readonly Dictionary<(uint, bool), List<Finding>> _findings = [];

    public PairBatch(IReadOnlyList<SchemaPair> pairs)
    {
        Pairs = pairs;
        byte[] before = Document(pairs, pair => pair.Before, pairs[0].IsModernBefore), after = Document(pairs, pair => pair.After, pairs[0].IsModernAfter);
        _oldDialect = Dialect(pairs[0].IsModernBefore);
        _newDialect = Dialect(pairs[0].IsModernAfter);
        _before.Add("test:///document", before, _oldDialect);
        _after.Add("test:///document", after, _newDialect);
        Result = ContractDiff.Compare(Read(before), Read(after), CompatibilityPolicy.Default);
        foreach (Finding finding in Result.Findings.Concat(Result.NotCompared))
        {
            string[] operations = finding.Operation is { } one ? [one] : [.. finding.Operations];
            foreach (string operation in operations)
                Of(uint.Parse(operation[(operation.LastIndexOf('/') + 2)..], CultureInfo.InvariantCulture), operation.StartsWith("POST", StringComparison.Ordinal)).Add(finding);
            // What speaks of no operation speaks of all.
            if (operations.Length == 0 && finding.Compatibility != ChangeCompatibility.Compatible && !finding.RuleId.StartsWith("api-version-", StringComparison.Ordinal))
            {
                foreach (SchemaPair pair in pairs)
                {
                    Of(pair.Number, true).Add(finding);
                    Of(pair.Number, false).Add(finding);
                }
            }
        }
    }

    public IReadOnlyList<SchemaPair> Pairs { get; }

    public DiffResult Result { get; }

    public List<Finding> Of(uint number, bool isRequest)
    {
        if (!_findings.TryGetValue((number, isRequest), out List<Finding>? findings))
            _findings[(number, isRequest)] = findings = [];
        return findings;
    }

    /// <summary>What the producer sends by, and what the consumer takes by; null when one does not compile.</summary>
    public (CompiledSchema Producer, CompiledSchema Consumer)? Validators(uint number, bool isRequest)
    {
        string pointer = isRequest ? $"/paths/~1q{number}/post/requestBody/content/application~1json/schema" : $"/paths/~1r{number}/get/responses/200/content/application~1json/schema";
        SchemaCompileOptions options = new() { Direction = isRequest ? SchemaDirection.Request : SchemaDirection.Response };
        CompiledSchema? old = CompiledSchema.Compile(_before, $"test:///document#{pointer}", options).Schema, now = CompiledSchema.Compile(_after, $"test:///document#{pointer}", options).Schema;
        return old is null || now is null ? null : isRequest ? (old, now) : (now, old);
    }

    private static SchemaDialect Dialect(bool isModern) => isModern ? SchemaDialect.OpenApi31 : SchemaDialect.OpenApi30;

    private static ApiContract Read(byte[] document)
    {
        ContractReadResult read = ContractReader.FromBytes("openapi.json", document);
        return read.Contract.ShouldNotBeNull(string.Join("\n", read.Findings.Select(finding => finding.Message)));
    }

    private static byte[] Document(IReadOnlyList<SchemaPair> pairs, Func<SchemaPair, JsonObject> side, bool isModern)
    {
        JsonObject paths = [], components = [];
        foreach (SchemaPair pair in pairs)
        {
            foreach ((string name, JsonNode? schema) in side(pair))
            {
                if (name != "root")
                    components[name] = schema!.DeepClone();
            }

            JsonNode root = side(pair)["root"]!;
            paths[$"/q{pair.Number}"] = new JsonObject
            {
                ["post"] = new JsonObject { ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(root) }, ["responses"] = new JsonObject { ["204"] = new JsonObject { ["description"] = "none" } } },
            };
            paths[$"/r{pair.Number}"] = new JsonObject
            {
                ["get"] = new JsonObject { ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "ok", ["content"] = Content(root) } } },
            };
        }

        JsonObject document = new()
        {
            ["openapi"] = isModern ? "3.1.0" : "3.0.3",
            ["info"] = new JsonObject { ["title"] = "T", ["version"] = "1" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = components },
        };
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    private static JsonObject Content(JsonNode root) => new() { ["application/json"] = new JsonObject { ["schema"] = root.DeepClone() } };
}
