namespace ApiGovernance.OpenApi.Model;

/// <summary>Where an API is served. Swagger 2.0 has one for each of its schemes, made from <c>host</c> and <c>basePath</c>.</summary>
public sealed record ApiServer : ApiObject
{
    /// <summary>As written, with variables in braces. Relative ones are relative to where the document is served.</summary>
    public required string Url { get; init; }

    /// <summary>A unique name (3.2).</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<ApiServerVariable> Variables { get; init; }

    /// <summary><see cref="Url"/> with the defaults of its variables. A variable without a default stays in braces.</summary>
    public required string ResolvedUrl { get; init; }

    /// <summary>The path of <see cref="ResolvedUrl"/> without a trailing slash; empty for none.</summary>
    public required string BasePath { get; init; }

    /// <summary>The document names no server; then it is the one that served the document (<c>/</c>).</summary>
    public bool IsImplied { get; init; }

    /// <summary>The path of a server's URL without a trailing slash; empty for none.</summary>
    public static string PathOf(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        // The host may still hold a variable without default, which no URI parser takes; only the path is wanted.
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme >= 0 ? AfterHost(url[(scheme + 3)..])
            : url.StartsWith("//", StringComparison.Ordinal) ? AfterHost(url[2..])
            : url;
        int end = rest.AsSpan().IndexOfAny('?', '#');
        string path = (end < 0 ? rest : rest[..end]).Trim('/');
        return path is "" or "." ? "" : "/" + path;
    }

    private static string AfterHost(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : text[slash..];
    }
}

public sealed record ApiServerVariable : ApiObject
{
    public required string Name { get; init; }

    /// <summary>Null when it is missing, which is an error in the document.</summary>
    public string? Default { get; init; }

    /// <summary>The values it may have; empty for any.</summary>
    public required IReadOnlyList<string> Enum { get; init; }

    public string? Description => Node["description"]?.AsString;
}
