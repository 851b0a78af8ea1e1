namespace ApiGovernance.OpenApi.Documents;

/// <summary>A reference taken apart against its base.</summary>
/// <param name="Kind">What the part before <c>#</c> leads to.</param>
/// <param name="DocumentUri">The absolute URI before <c>#</c>.</param>
/// <param name="Fragment">What follows <c>#</c>, percent-decoded: a pointer, an anchor's name, or empty.</param>
internal readonly record struct ReferenceTarget(ReferenceTargetKind Kind, string DocumentUri, string Fragment)
{
    public static ReferenceTarget Of(string baseUri, string reference)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        string file = hash < 0 ? reference : reference[..hash];
        string fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        if (file.Length == 0)
            return new ReferenceTarget(ReferenceTargetKind.Here, baseUri, fragment);

        if (HasScheme(file) || file.StartsWith("//", StringComparison.Ordinal))
        {
            bool local = DocumentReader.PathOf(file) is not null;
            // One letter before the colon is a drive, not a scheme.
            bool disk = file.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || file[1] == ':';
            ReferenceTargetKind kind = local ? ReferenceTargetKind.File : disk ? ReferenceTargetKind.Outside : ReferenceTargetKind.Remote;
            if (kind == ReferenceTargetKind.Remote && Uri.TryCreate(file, UriKind.Absolute, out Uri? address) && !address.IsFile)
                file = address.AbsoluteUri;
            return new ReferenceTarget(kind, file, fragment);
        }

        // Below a $self or an absolute $id, relative references are relative to that, not to the file.
        if (DocumentReader.PathOf(baseUri) is not { } basePath)
        {
            string absolute = Uri.TryCreate(baseUri, UriKind.Absolute, out Uri? around) && Uri.TryCreate(around, file, out Uri? uri)
                ? uri.AbsoluteUri
                : file;
            return new ReferenceTarget(ReferenceTargetKind.Remote, absolute, fragment);
        }

        return Join(basePath, file) is { } path
            ? new ReferenceTarget(ReferenceTargetKind.File, DocumentReader.UriOf(path), fragment)
            : new ReferenceTarget(ReferenceTargetKind.Outside, file, fragment);
    }

    /// <summary>The path inside the bundle, or null when it leads out of it.</summary>
    /// <param name="relative">As written; it is taken apart before it is percent-decoded (RFC 3986, 2.4), so an encoded slash is no separator.</param>
    internal static string? Join(string basePath, string relative)
    {
        if (relative.StartsWith('/'))
            return null;

        List<string> parts = [.. basePath.Split('/')[..^1]];
        foreach (string written in relative.Split('/'))
        {
            string part = Uri.UnescapeDataString(written);
            if (part.AsSpan().IndexOfAny("/\\\0") >= 0)
                return null;
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when parts.Count == 0:
                    return null;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return string.Join('/', parts);
    }

    private static bool HasScheme(string file)
    {
        int colon = file.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && file.AsSpan(0, colon).IndexOfAny('/', '?') < 0;
    }
}

internal enum ReferenceTargetKind
{
    /// <summary>The same document.</summary>
    Here,

    /// <summary>A file of the bundle.</summary>
    File,

    /// <summary>A place on disk that is not below the bundle's root.</summary>
    Outside,

    /// <summary>A network address, or the <c>$id</c> or <c>$self</c> of something that is here; fetched only by leave of the caller.</summary>
    Remote,
}
