namespace ApiGovernance.Gateway.Routing;

/// <summary>All APIs by base path. No base path begins with another's segments, so there is at most one hit.</summary>
internal sealed class ApiTable
{
    private readonly Dictionary<string, ApiEntry> byBasePath;
    private readonly int maxSegments;

    public ApiTable(IEnumerable<ApiEntry> apis)
    {
        byBasePath = apis.ToDictionary(api => api.BasePath, StringComparer.Ordinal);
        maxSegments = byBasePath.Count == 0 ? 0 : byBasePath.Values.Max(api => api.BaseSegments);
    }

    /// <param name="path">A decoded path.</param>
    /// <returns>The API whose base path is a segment-wise prefix, or null.</returns>
    public ApiEntry? Find(ReadOnlySpan<char> path)
    {
        var byPrefix = byBasePath.GetAlternateLookup<ReadOnlySpan<char>>();
        int end = 0;
        for (int segments = 0; segments < maxSegments && end < path.Length; segments++)
        {
            int next = path[(end + 1)..].IndexOf('/');
            end = next < 0 ? path.Length : end + 1 + next;
            if (byPrefix.TryGetValue(path[..end], out ApiEntry? api))
                return api;
        }

        return null;
    }
}
