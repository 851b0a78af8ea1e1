using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>The paths of the document's servers: <c>https://api.example.com/v1/</c> gives <c>/v1</c>. Variables have their defaults.</summary>
internal static class BasePathReader
{
    public static IReadOnlyList<string> Read(ContractReading reading, ResolvedNode root)
    {
        var paths = new List<string>();
        if (reading.IsSwagger)
        {
            paths.Add(Trim(root.Node["basePath"]?.AsString ?? ""));
        }
        else
        {
            foreach (ResolvedNode server in root.Member("servers")?.Items() ?? [])
            {
                if (ReadServer(reading, server) is { } path && !paths.Contains(path, StringComparer.Ordinal))
                    paths.Add(path);
            }
        }

        return paths.Count > 0 ? paths : [""];
    }

    private static string? ReadServer(ContractReading reading, ResolvedNode server)
    {
        if (server.Member("url") is not { Node.AsString: { } url } node)
        {
            reading.Error("contract-server", "A server has no 'url'.", "Give it a 'url'.", server);
            return null;
        }

        foreach (DocumentMember variable in server.Node["variables"]?.Members ?? [])
        {
            if (variable.Value["default"] is { Text: { } value })
                url = url.Replace($"{{{variable.Name}}}", value, StringComparison.Ordinal);
        }

        // The host may still hold a variable without default, which no URI parser takes; only the path is wanted.
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme >= 0 ? AfterHost(url[(scheme + 3)..])
            : url.StartsWith("//", StringComparison.Ordinal) ? AfterHost(url[2..])
            : url;
        int end = rest.AsSpan().IndexOfAny('?', '#');
        string path = Trim(end < 0 ? rest : rest[..end]);
        if (path.Contains('{', StringComparison.Ordinal))
        {
            reading.Warning(
                "contract-server", $"The server '{url}' has a variable without a default in its path.", "Declare it under 'variables'.", node);
        }

        return path;
    }

    private static string AfterHost(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : text[slash..];
    }

    private static string Trim(string path)
    {
        path = path.Trim('/');
        return path is "" or "." ? "" : "/" + path;
    }
}
