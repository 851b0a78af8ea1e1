using System.Text;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Canonical.Overlap;

/// <summary>Small contracts written as lists of operations, and footprints of these and of files.</summary>
internal static class Contracts
{
    /// <param name="operations">E.g. <c>GET /orders/{id}</c>, or with what it gives: <c>GET /orders/{id} -> Order</c>.</param>
    public static ApiContract Of(string title, params string[] operations)
    {
        var paths = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var schemas = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string operation in operations)
        {
            string[] parts = operation.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string schema = parts.Length > 3 ? parts[3] : "";
            string content = schema.Length == 0 ? "" : $", content: {{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}";
            if (schema.Length > 0)
                schemas.Add(schema);
            if (!paths.TryGetValue(parts[1], out List<string>? lines))
                paths.Add(parts[1], lines = []);
            lines.Add($"    {parts[0].ToLowerInvariant()}: {{responses: {{'200': {{description: ok{content}}}}}}}");
        }

        var text = new StringBuilder($"openapi: 3.1.0\ninfo: {{title: {title}, version: 1.0.0}}\npaths:\n");
        foreach ((string path, List<string> lines) in paths)
            text.Append($"  '{path}':\n").AppendJoin('\n', lines).Append('\n');
        text.Append("components:\n  schemas:\n    Nothing: {type: object}\n");
        foreach (string schema in schemas)
            text.Append($"    {schema}: {{type: object, properties: {{{char.ToLowerInvariant(schema[0])}{schema[1..]}Id: {{type: string}}}}}}\n");
        return Read(ContractReader.FromBytes("openapi.yaml", Encoding.UTF8.GetBytes(text.ToString())));
    }

    public static ApiFootprint Footprint(string api, string title, params string[] operations) =>
        ApiFootprint.Of(api, "v1", Of(title, operations), EntityVocabulary.Default, null);

    public static ApiContract File(string path) => Read(ContractReader.FromFile(path));

    /// <summary>Every version of the repository's own catalog.</summary>
    public static IReadOnlyList<ApiFootprint> OfRepository(EntityVocabulary? vocabulary = null) =>
    [
        .. Directory.GetDirectories(RepositoryPaths.At("catalog/apis")).Order(StringComparer.Ordinal)
            .SelectMany(api => Directory.GetDirectories(api).Order(StringComparer.Ordinal))
            .Select(version => ApiFootprint.Of(
                Path.GetFileName(Path.GetDirectoryName(version))!,
                Path.GetFileName(version),
                File(Path.Combine(version, "openapi.yaml")),
                vocabulary ?? EntityVocabulary.Default,
                null)),
    ];

    private static ApiContract Read(ContractReadResult read) => read.Contract.ShouldNotBeNull(string.Join("; ", read.Findings.Select(f => f.Message)));
}
