using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Servers;

/// <summary>The servers of the document, of a path or of an operation. What their base paths do to URLs is the operations' matter.</summary>
internal static class ServerRules
{
    /// <param name="at">Where the list is, or would be.</param>
    public static IEnumerable<Change> Check(IReadOnlyList<ApiServer> before, IReadOnlyList<ApiServer> after, ResolvedNode at, string identity)
    {
        List<ApiServer> gone = [], added = [.. after.Where(server => !server.IsImplied)];
        List<Change> changes = [];
        foreach (ApiServer old in before.Where(server => !server.IsImplied))
        {
            if ((added.Find(server => server.Url == old.Url) ?? added.Find(server => Address(server) == Address(old))) is { } same)
            {
                added.Remove(same);
                changes.AddRange(ServerVariableRules.Check(old, same));
            }
            else
            {
                gone.Add(old);
            }
        }

        if (gone is [{ } was] && added is [{ } now])
        {
            changes.Add(new Change("api-server-url-changed", now.Place, $"The server is `{now.Url}` now, before `{was.Url}`.") { Before = was.Url, After = now.Url, Was = was.Place });
            changes.AddRange(ServerVariableRules.Check(was, now));
        }
        else
        {
            changes.AddRange(gone.Select(server => new Change("api-server-removed", at, $"The server `{server.Url}` is no longer named.") { Before = server.Url, Was = server.Place }));
            changes.AddRange(added.Select(server => new Change("api-server-added", server.Place, $"The server `{server.Url}` is new.") { After = server.Url }));
        }

        return changes.Select(change => change with { Identity = $"{identity} servers" });
    }

    /// <summary>Without the scheme where none is written (2.0 leaves it to how the document came), and without a slash at the end.</summary>
    private static string Address(ApiServer server)
    {
        string url = server.ResolvedUrl.TrimEnd('/');
        int host = url.IndexOf("//", StringComparison.Ordinal);
        return host < 0 ? url : url[host..].ToLowerInvariant();
    }
}
