using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Benchmarks.Catalog;

/// <summary>A published contract, and as many different ones like it as are wanted: only title and version differ.</summary>
internal sealed class ScaleContract
{
    private const string Title = "\u0001title";
    private const string Version = "\u0001version";

    private readonly string[] _parts;

    private ScaleContract(string name, string template, ApiContract contract) =>
        (Name, _parts, Contract) = (name, template.Split(new[] { JsonEncoded(Title), JsonEncoded(Version) }, StringSplitOptions.None), contract);

    public string Name { get; }

    public ApiContract Contract { get; }

    /// <summary>The repository's own contracts, and the published ones when they are there.</summary>
    public static IReadOnlyList<ScaleContract> All(bool published)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(BenchPaths.OwnApis, "openapi.yaml", SearchOption.AllDirectories);
        if (published && BenchPaths.Specs is { } specs)
            files = files.Concat(Directory.EnumerateFiles(Path.Combine(specs, "docs")));
        return [.. files.Order(StringComparer.Ordinal).Select(Read).OfType<ScaleContract>()];
    }

    public StoredContract Store(string title, string version)
    {
        byte[] document = Encoding.UTF8.GetBytes(string.Concat(_parts[0], JsonEncoded(title), _parts[1], JsonEncoded(version), _parts[2]));
        return new StoredContract(GovernanceGate.HashOf(document), document, document, "application/json", version);
    }

    private static ScaleContract? Read(string file)
    {
        DocumentBundle bundle = DocumentBundle.FromFile(file);
        if (ContractReader.Read(bundle).Contract is not { } contract || JsonNode.Parse(bundle.ToSingleDocument()) is not JsonObject root || root["info"] is not JsonObject info)
            return null;
        // The order is what the parts are cut by.
        string? description = info["description"]?.GetValue<string>();
        root["info"] = new JsonObject { ["title"] = Title, ["version"] = Version, ["description"] = description };
        return new ScaleContract(Path.GetFileName(file), root.ToJsonString(), contract);
    }

    private static string JsonEncoded(string text) => JsonValue.Create(text).ToJsonString();
}
