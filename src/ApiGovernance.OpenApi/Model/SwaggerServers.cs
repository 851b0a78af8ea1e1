using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Swagger 2.0: host and base path of the document, with the schemes of the operation or of the document.</summary>
internal static class SwaggerServers
{
    /// <param name="owner">The document or an operation; its <c>schemes</c> count.</param>
    public static IReadOnlyList<ApiServer> Read(ContractReading reading, ResolvedNode root, ResolvedNode owner)
    {
        string basePath = root.Node["basePath"]?.AsString ?? "";
        if (basePath.Length > 0 && basePath[0] != '/')
        {
            reading.Warning(
                "contract-server", $"The base path '{basePath}' does not start with '/'.", $"Write '/{basePath}'.", root.Member("basePath")!);
            basePath = "/" + basePath;
        }

        string? host = root.Node["host"]?.AsString;
        if (host is null)
            return basePath.Length == 0 ? [] : [ServerReader.Make(root, basePath, basePath, [])];

        if (host.Contains('/', StringComparison.Ordinal) || host.Contains('{', StringComparison.Ordinal))
        {
            reading.Warning(
                "contract-server", $"The host '{host}' is more than a host name and a port.", "Write schemes and path into 'schemes' and 'basePath'.", root.Member("host")!);
        }

        // Without schemes it is the one by which the document came.
        IReadOnlyList<string> schemes = ContractReading.Strings(owner.Node["schemes"] ?? root.Node["schemes"]);
        IEnumerable<string> urls = schemes.Count == 0 ? [$"//{host}{basePath}"] : schemes.Select(scheme => $"{scheme}://{host}{basePath}");
        return [.. urls.Select(url => ServerReader.Make(root, url, url, []))];
    }
}
