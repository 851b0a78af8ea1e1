using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads servers: <c>https://api.example.com/v1/</c> has the base path <c>/v1</c>. Variables have their defaults.</summary>
internal static class ServerReader
{
    /// <summary>Servers of the document; the one that serves the document where it names none.</summary>
    public static IReadOnlyList<ApiServer> ReadDocument(ContractReading reading, ResolvedNode root)
    {
        IReadOnlyList<ApiServer>? servers = reading.IsSwagger ? SwaggerServers.Read(reading, root, root) : Read(reading, root.Member("servers"));
        return servers is { Count: > 0 } ? servers : [Make(root, "/", "/", []) with { IsImplied = true }];
    }

    /// <returns>Null when there is no list, or an empty one: the servers around count then.</returns>
    public static IReadOnlyList<ApiServer>? Read(ContractReading reading, ResolvedNode? list)
    {
        if (list is null)
            return null;
        if (!list.Node.IsArray)
        {
            reading.Error("contract-shape", "'servers' is not a list, so it is left out.", "Write it as a list.", list);
            return null;
        }

        ApiServer[] servers = [.. list.Items().Select(server => ReadServer(reading, server)).OfType<ApiServer>()];
        foreach (ApiServer twin in servers.Where(s => s.Name is not null).GroupBy(s => s.Name).SelectMany(g => g.Skip(1)))
        {
            reading.Warning(
                "contract-server", $"Two servers have the name '{twin.Name}'.", "Give each server a name of its own.", twin.Place.Member("name")!);
        }

        return servers.Length > 0 ? servers : null;
    }

    public static ApiServer? ReadServer(ContractReading reading, ResolvedNode? written)
    {
        if (reading.Object(written, "A server") is not { } server)
            return null;
        if (server.Node["url"]?.AsString is not { } url)
        {
            reading.Error("contract-server", "A server has no 'url'.", "Give it a 'url'.", server);
            return null;
        }

        IReadOnlyList<ApiServerVariable> variables = ServerVariableReader.Read(reading, server, url);
        string resolved = url;
        foreach (ApiServerVariable variable in variables)
        {
            if (variable.Default is { } value)
                resolved = resolved.Replace($"{{{variable.Name}}}", value, StringComparison.Ordinal);
        }

        return Make(server, url, resolved, variables) with
        {
            Name = reading.Format == ContractFormat.OpenApi32 ? server.Node["name"]?.AsString : null,
            Description = server.Node["description"]?.AsString,
        };
    }

    public static ApiServer Make(ResolvedNode at, string url, string resolved, IReadOnlyList<ApiServerVariable> variables) => new()
    {
        Url = url,
        ResolvedUrl = resolved,
        BasePath = ApiServer.PathOf(resolved),
        Variables = variables,
        Node = at.Node,
        Pointer = at.Pointer,
        DocumentUri = at.DocumentUri,
    };
}
