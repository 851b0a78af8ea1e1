using System.Runtime.CompilerServices;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison.Routing;

/// <summary>A base path of a server.</summary>
/// <param name="Host">Without scheme; empty for where the document is served.</param>
/// <param name="Path">A variable that may have any value is left in braces.</param>
internal sealed record BasePath(string Host, string Path);

/// <summary>
/// Under which base paths an operation is served: those of all its servers, with each value that their variables may have. Where the hosts
/// are is nobody's contract; a base path is part of every URL.
/// </summary>
internal static class BasePaths
{
    /// <summary>A server of more combinations is taken with its defaults.</summary>
    private const int MaxCombinations = 500;

    private static readonly IReadOnlyList<BasePath> Root = [new("", "")];

    /// <summary>Nearly all operations of a document share its servers.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<ApiServer>, IReadOnlyList<BasePath>> Known = [];

    public static IReadOnlyList<BasePath> Of(ApiOperation operation) =>
        operation.Servers.Count == 0 ? Root : Known.GetValue(operation.Servers, servers => [.. servers.SelectMany(Of).Distinct()]);

    /// <summary>
    /// Those of the base that are gone, each with its slot open where any value was possible. One that was on a host only that the revision does not name is
    /// gone with its host, unless all hosts are other ones.
    /// </summary>
    public static IReadOnlyList<string> Lost(ApiOperation before, ApiOperation after, Func<string, bool> isServed)
    {
        IReadOnlyList<BasePath> old = Of(before);
        HashSet<string> hosts = [.. Of(after).Select(path => path.Host)];
        bool someStay = old.Any(path => hosts.Contains(path.Host));
        return [.. old.Where(path => !someStay || hosts.Contains(path.Host)).Select(path => path.Path).Distinct(StringComparer.Ordinal).Where(path => !isServed(path))];
    }

    /// <summary>The one to show of an operation: with it the URL is one of the other side's, where there is such a one.</summary>
    public static string Shown(ApiOperation operation, ApiOperation? partner)
    {
        IReadOnlyList<ApiServer> servers = operation.Servers;
        if (servers.Count == 0)
            return "";
        if (partner is null || servers.Count == 1)
            return servers[0].BasePath;
        UrlTemplate[] others = [.. Of(partner).Select(path => UrlTemplate.Of(path.Path + partner.Path))];
        return (servers.FirstOrDefault(server => others.Any(UrlTemplate.Of(server.BasePath + operation.Path).IsWithin)) ?? servers[0]).BasePath;
    }

    private static IEnumerable<BasePath> Of(ApiServer server)
    {
        List<string> urls = [server.Url];
        foreach (ApiServerVariable variable in server.Variables)
        {
            string slot = $"{{{variable.Name}}}";
            // What stands for more than a part of the path cannot be left open.
            bool open = variable.Enum.Count == 0 && !server.Url.StartsWith(slot, StringComparison.Ordinal);
            if (open || !server.Url.Contains(slot, StringComparison.Ordinal))
                continue;
            IReadOnlyList<string> values = variable.Enum.Count > 0 && urls.Count * variable.Enum.Count <= MaxCombinations ? variable.Enum : variable.Default is { } value ? [value] : [];
            if (values.Count > 0)
                urls = [.. urls.SelectMany(url => values.Select(value => url.Replace(slot, value, StringComparison.Ordinal)))];
        }

        return urls.Select(url => new BasePath(Host(url), ApiServer.PathOf(url)));
    }

    private static string Host(string url)
    {
        int start = url.IndexOf("//", StringComparison.Ordinal);
        return start < 0 ? "" : url[(start + 2)..].Split('/', '?', '#')[0].ToLowerInvariant();
    }
}
