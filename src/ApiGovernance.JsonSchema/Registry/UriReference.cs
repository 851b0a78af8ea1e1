namespace ApiGovernance.JsonSchema.Registry;

/// <summary>Resolution of URI references (RFC 3986, 5.2). Any scheme; nothing is normalised but dot segments, nothing fetched.</summary>
internal static class UriReference
{
    public static (string Uri, string? Fragment) Split(string reference)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (reference, null) : (reference[..hash], reference[(hash + 1)..]);
    }

    /// <summary>The absolute URI, without fragment, that a reference without fragment means in the context of a base.</summary>
    public static string Resolve(string baseUri, string reference)
    {
        if (reference.Length == 0)
            return baseUri;
        if (SchemeLength(reference) > 0)
            return reference;
        int scheme = SchemeLength(baseUri);
        string prefix = baseUri[..scheme];
        string rest = baseUri[scheme..];
        if (reference.StartsWith("//", StringComparison.Ordinal))
            return prefix + reference;
        int query = rest.IndexOf('?', StringComparison.Ordinal);
        string withoutQuery = query < 0 ? rest : rest[..query];
        if (reference[0] == '?')
            return prefix + withoutQuery + reference;

        int authorityEnd = 0;
        if (withoutQuery.StartsWith("//", StringComparison.Ordinal))
        {
            int slash = withoutQuery.IndexOf('/', 2);
            authorityEnd = slash < 0 ? withoutQuery.Length : slash;
        }

        string authority = withoutQuery[..authorityEnd];
        string path = withoutQuery[authorityEnd..];
        string merged = reference[0] == '/'
            ? reference
            : (path.Length == 0 && authority.Length > 0 ? "/" : path[..(path.LastIndexOf('/') + 1)]) + reference;
        return prefix + authority + RemoveDotSegments(merged);
    }

    /// <summary>Length of the scheme with its colon, or 0.</summary>
    private static int SchemeLength(string uri)
    {
        for (int i = 0; i < uri.Length; i++)
        {
            char c = uri[i];
            if (c == ':')
                return i + 1;
            if (!char.IsAsciiLetter(c) && (i == 0 || !(char.IsAsciiDigit(c) || c is '+' or '-' or '.')))
                return 0;
        }

        return 0;
    }

    private static string RemoveDotSegments(string path)
    {
        int query = path.IndexOf('?', StringComparison.Ordinal);
        string tail = query < 0 ? "" : path[query..];
        string[] segments = (query < 0 ? path : path[..query]).Split('/');
        var kept = new List<string>();
        for (int i = 0; i < segments.Length; i++)
        {
            bool last = i == segments.Length - 1;
            if (segments[i] is "." or "..")
            {
                if (segments[i] == ".." && kept.Count > (kept is ["", ..] ? 1 : 0))
                    kept.RemoveAt(kept.Count - 1);
                if (last)
                    kept.Add("");
                continue;
            }

            kept.Add(segments[i]);
        }

        return string.Join('/', kept) + tail;
    }
}
