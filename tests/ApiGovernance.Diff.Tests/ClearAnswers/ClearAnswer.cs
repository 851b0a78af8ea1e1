using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests.ClearAnswers;

/// <summary>
/// A tiny pair of contracts of which nobody doubts whether it breaks a caller: an entry of <c>Cases/*.yaml</c>, put into a document of
/// <c>templates.yaml</c>. In <c>template</c>, <c>openapi</c> and <c>schemas</c> a list of two is base and revision.
/// </summary>
internal sealed class ClearAnswer
{
    private const string Placeholder = "HERE";

    private readonly JsonObject _case;
    private readonly JsonObject[] _templates;

    private ClearAnswer(string file, JsonObject written, string? fileTemplate, JsonObject templates)
    {
        File = file;
        _case = written;
        JsonNode? template = written["template"] ?? fileTemplate;
        _templates = [.. Enumerable.Range(0, 2).Select(side => templates[Side(template, side)?.ToString() ?? ""]?.AsObject()
            ?? throw new InvalidOperationException($"{file}: '{Name}' names no template of templates.yaml."))];
    }

    public static string Folder => RepositoryPaths.At("tests/ApiGovernance.Diff.Tests/ClearAnswers");

    public string File { get; }

    public string Name => Text("name");

    public bool Breaking => _case["breaking"]!.GetValue<bool>();

    public string Why => Text("why");

    /// <summary>A value of the schema that one side takes and the other refuses; then the diff has to find one too.</summary>
    public bool HasExample => _case.ContainsKey("shows");

    public byte[] Example => Encoding.UTF8.GetBytes(_case["shows"]?.ToJsonString() ?? "null");

    /// <summary>A message that used to be fine can be shown.</summary>
    public bool Proven => HasExample || _case["proven"]?.GetValue<bool>() == true;

    /// <summary>Whether the caller writes the value of the schema in question, or the API; null where the case is about no one schema.</summary>
    public bool? CallerSends => _templates[1]["sends"]?.ToString() switch { null => null, var sender => sender == "caller" };

    public DiffOptions Options => _case["today"] is { } day
        ? DiffOptions.Default with { Today = DateOnly.ParseExact(day.ToString(), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }
        : DiffOptions.Default;

    public ApiContract Base => Contract(0);

    public ApiContract Revision => Contract(1);

    /// <summary>JSON pointer of the schema in question.</summary>
    public string SchemaPointer(int side) =>
        Find(_templates[side]["document"], "") ?? throw new InvalidOperationException($"The template of '{Name}' has no {Placeholder}.");

    public byte[] Document(int side)
    {
        JsonNode written = _case[side == 0 ? "base" : "revision"]!;
        JsonObject filled = Fill(_templates[side]["document"], written)!.AsObject();
        JsonObject document = [];
        if (!filled.ContainsKey("swagger") && !filled.ContainsKey("openapi"))
            document["openapi"] = Side(_case["openapi"], side)?.ToString() ?? "3.1.0";
        if (!filled.ContainsKey("info"))
            document["info"] = new JsonObject { ["title"] = "T", ["version"] = "1" };
        foreach ((string name, JsonNode? value) in filled)
            document[name] = value?.DeepClone();
        if (Side(_case["schemas"], side) is { } schemas)
            document["components"] = new JsonObject { ["schemas"] = schemas.DeepClone() };
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    public static IReadOnlyList<ClearAnswer> LoadAll()
    {
        JsonObject templates = ReadYaml(Path.Combine(Folder, "templates.yaml"));
        return
        [
            .. Directory.EnumerateFiles(Path.Combine(Folder, "Cases"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(path =>
            {
                JsonObject file = ReadYaml(path);
                return file["cases"]!.AsArray().Select(written =>
                    new ClearAnswer(Path.GetFileNameWithoutExtension(path), written!.AsObject(), file["template"]?.ToString(), templates));
            }),
        ];
    }

    private static JsonObject ReadYaml(string path)
    {
        SourceDocument document = DocumentReader.Read(Path.GetFileName(path), System.IO.File.ReadAllBytes(path));
        document.Findings.Select(finding => $"{finding.Source} {finding.Message}").ShouldBeEmpty();
        return JsonNode.Parse(document.ToJson())!.AsObject();
    }

    private ApiContract Contract(int side)
    {
        ContractReadResult read = ContractReader.FromBytes("openapi.json", Document(side));
        return read.Contract.ShouldNotBeNull(string.Join("\n", read.Findings.Select(finding => finding.Message)));
    }

    private string Text(string member) => _case[member]?.ToString() ?? throw new InvalidOperationException($"A case of {File}.yaml has no {member}.");

    private static JsonNode? Side(JsonNode? value, int side) => value is JsonArray pair ? pair[side] : value;

    private static JsonNode? Fill(JsonNode? template, JsonNode written) => template switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value, written)))),
        JsonArray items => new JsonArray([.. items.Select(item => Fill(item, written))]),
        JsonValue value when value.ToString() == Placeholder => written.DeepClone(),
        _ => template?.DeepClone(),
    };

    private static string? Find(JsonNode? node, string pointer) => node switch
    {
        JsonObject members => members.Select(member => Find(member.Value, $"{pointer}/{member.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}")).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select((item, index) => Find(item, $"{pointer}/{index}")).FirstOrDefault(found => found is not null),
        JsonValue value when value.ToString() == Placeholder => pointer,
        _ => null,
    };
}
