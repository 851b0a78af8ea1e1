using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Tests.Cases;

/// <summary>
/// Two schemas of <c>schemas/*.yaml</c> and what is said of them, wherever a schema can stand. <c>wide</c> and <c>narrow</c> follow the one
/// law: what a caller sends must not become narrower, what a caller gets must not become wider; <c>changes</c> breaks either way and on
/// either side, <c>says</c> breaks nobody; <c>except</c> has what is otherwise for some subjects, from the first to the second and back.
/// </summary>
internal sealed class SchemaCase
{
    /// <summary>What of a message has a schema, with the operation in whose place of S a schema stands.</summary>
    public static readonly IReadOnlyDictionary<string, string> Subjects = new Dictionary<string, string>
    {
        ["request-body"] = """{"post": {"requestBody": {"content": {"application/json": {"schema": "S"}}}, "responses": {"204": {"description": "done"}}}}""",
        ["request-parameter"] = """{"get": {"parameters": [{"name": "q", "in": "query", "content": {"application/json": {"schema": "S"}}}], "responses": {"204": {"description": "done"}}}}""",
        ["response-body"] = """{"get": {"responses": {"200": {"description": "found", "content": {"application/json": {"schema": "S"}}}}}}""",
        ["response-header"] = """{"get": {"responses": {"204": {"description": "done", "headers": {"X-Mark": {"content": {"application/json": {"schema": "S"}}}}}}}}""",
        ["request-property"] = "request-body",
        ["request-read-only-property"] = "request-body",
        ["request-parameter-property"] = "request-parameter",
        ["response-property"] = "response-body",
        ["response-write-only-property"] = "response-body",
        ["response-header-property"] = "response-header",
    };

    private readonly JsonObject _case;

    private SchemaCase(string name, JsonObject written) => (Name, _case) = (name, written);

    /// <summary>The file and what is said: <c>numbers: max-decreased, max-increased</c>.</summary>
    public string Name { get; }

    public static IReadOnlyList<SchemaCase> LoadAll() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(FolderCase.Root, "schemas"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(path =>
        {
            SourceDocument document = DocumentReader.Read(Path.GetFileName(path), File.ReadAllBytes(path));
            document.Findings.Select(finding => $"{finding.Source} {finding.Message}").ShouldBeEmpty();
            return JsonNode.Parse(document.ToJson())!["cases"]!.AsArray().Select((written, i) =>
                new SchemaCase($"{Path.GetFileNameWithoutExtension(path)} {i + 1}: {string.Join(", ", Aspects(written!.AsObject()))}", written!.AsObject()));
        }),
    ];

    /// <summary>Every id that the case shows.</summary>
    public IEnumerable<string> Ids => Subjects.Keys.SelectMany(subject => Aspects(_case).Select(aspect => $"{subject}-{aspect}"));

    public string[] Expected(string subject, bool back) => [$"{Verdict(subject, back)} {subject}-{Aspects(_case)[back ? 1 : 0]} {(subject is "request-body" or "request-property" or "request-read-only-property" ? "POST" : "GET")} /things"];

    public string[] Actual(string subject, bool back) =>
        FindingLines.Of(FindingLines.All(ContractDiff.Compare(Contract(subject, back ? 1 : 0, "spring"), Contract(subject, back ? 0 : 1, "summer"), CompatibilityPolicy.Default)));

    private static string[] Aspects(JsonObject written) =>
        written["says"] is JsonArray says ? [.. says.Select(id => id!.ToString())]
        : written["changes"] is { } changes ? [changes.ToString(), changes.ToString()]
        : [written["narrows"]!.ToString(), written["widens"]!.ToString()];

    private string Verdict(string subject, bool back)
    {
        // What the message leaves out because of its direction harms nobody.
        if (subject.Contains("-only-", StringComparison.Ordinal))
            return "info compatible";
        string side = subject.Split('-')[0];
        if ((_case["except"]?[subject] ?? _case["except"]?[$"{side}-*"]) is JsonArray written)
            return written[back ? 1 : 0]!.ToString();
        bool breaks = _case.ContainsKey("changes") || (!_case.ContainsKey("says") && back != (side == "request"));
        return breaks ? $"error {_case["proof"]?.ToString() ?? "proven"}" : "info compatible";
    }

    private ApiContract Contract(string subject, int side, string version)
    {
        JsonNode schema = (_case.ContainsKey("wide") ? _case[side == 0 ? "wide" : "narrow"] : _case[side == 0 ? "one" : "other"])!.DeepClone();
        string template = Subjects[subject];
        if (Subjects.TryGetValue(template, out string? whole))
        {
            template = whole;
            if (subject is "request-read-only-property" or "response-write-only-property")
                schema[subject.StartsWith("request", StringComparison.Ordinal) ? "readOnly" : "writeOnly"] = true;
            schema = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["p"] = schema } };
        }

        JsonObject document = new()
        {
            ["openapi"] = _case["openapi"]?.ToString() ?? "3.1.0",
            ["info"] = new JsonObject { ["title"] = "T", ["version"] = version },
            ["paths"] = new JsonObject { ["/things"] = JsonNode.Parse(template.Replace("\"S\"", schema.ToJsonString(), StringComparison.Ordinal)) },
        };
        if (_case["schemas"] is { } schemas)
            document["components"] = new JsonObject { ["schemas"] = schemas.DeepClone() };
        ContractReadResult read = ContractReader.FromBytes("openapi.json", Encoding.UTF8.GetBytes(document.ToJsonString()));
        return read.Contract.ShouldNotBeNull(string.Join("\n", read.Findings.Select(finding => finding.Message)));
    }
}
