using System.Text.Json.Nodes;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Http;

/// <summary>The links of published APIs, as link context objects (RFC 9264, 4.2).</summary>
/// <param name="control">Address of this control plane.</param>
/// <param name="gateway">Where callers reach the gateways; null: paths alone are told.</param>
internal sealed class ApiLinks(string control, Uri? gateway)
{
    private readonly string _gateway = gateway?.GetLeftPart(UriPartial.Path).TrimEnd('/') ?? "";

    /// <summary>A version that callers reach.</summary>
    public static bool IsPublished(StoredVersion version) =>
        version.ContractHash is not null && version.Spec.Stage is ApiStage.Preview or ApiStage.Active or ApiStage.Deprecated;

    /// <summary>The catalog itself, with every API as its item.</summary>
    public JsonObject Catalog(string address, IEnumerable<JsonNode?> apis) => new()
    {
        ["anchor"] = control + address,
        ["item"] = new JsonArray([.. apis.Where(api => api!["latest-version"] is not null || api["service-desc"] is null)
            .Select(api => (JsonNode)new JsonObject { ["href"] = api!["anchor"]!.GetValue<string>() })]),
    };

    /// <summary>The API with its newest version, and each published version with what there is to know of it; nothing when none is published.</summary>
    public IEnumerable<JsonObject> Of(StoredApi api)
    {
        StoredVersion[] published = [.. api.Versions.Where(IsPublished).OrderBy(version => version.Name.Length).ThenBy(version => version.Name, StringComparer.Ordinal)];
        if (published.Length == 0)
            yield break;
        string anchor = _gateway + api.Descriptor.Spec.BasePath;
        StoredVersion latest = published.LastOrDefault(version => version.Spec.Stage == ApiStage.Active) ?? published[^1];
        yield return new JsonObject
        {
            ["anchor"] = anchor,
            ["latest-version"] = Links(new JsonObject { ["href"] = $"{anchor}/{latest.Name}", ["title"] = api.Descriptor.Metadata.Title ?? api.Name }),
            ["version-history"] = Links(Json($"{control}{CatalogApi.Root}/apis/{api.Name}/versions")),
        };
        foreach (StoredVersion version in published)
            yield return Of(api, version, anchor, published);
    }

    private JsonObject Of(StoredApi api, StoredVersion version, string anchor, StoredVersion[] published)
    {
        JsonObject context = new()
        {
            ["anchor"] = $"{anchor}/{version.Name}",
            ["service-desc"] = Links(new JsonObject { ["href"] = $"{control}/contracts/{api.Name}/{version.Name}", ["type"] = "application/yaml" }),
            ["status"] = Links(Json($"{control}{CatalogApi.Root}/apis/{api.Name}/versions/{version.Name}")),
        };
        if (version.Spec.Documentation is { } documentation)
            context["service-doc"] = Links(new JsonObject { ["href"] = documentation });
        if (version.Spec.Successor is { } successor && published.Any(known => known.Name == successor))
            context["successor-version"] = Links(new JsonObject { ["href"] = $"{anchor}/{successor}" });
        string[] before = [.. published.Where(known => known.Spec.Successor == version.Name).Select(known => known.Name)];
        if (before.Length > 0)
            context["predecessor-version"] = new JsonArray([.. before.Select(name => (JsonNode)new JsonObject { ["href"] = $"{anchor}/{name}" })]);
        return context;
    }

    private static JsonObject Json(string address) => new() { ["href"] = address, ["type"] = Answers.JsonType };

    private static JsonArray Links(JsonObject link) => [link];
}
