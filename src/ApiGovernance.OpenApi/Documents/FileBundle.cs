namespace ApiGovernance.OpenApi.Documents;

/// <summary>Reads a bundle from disk. No reference, and no symbolic link, leads out of its root folder.</summary>
internal static class FileBundle
{
    public static DocumentBundle Load(string path, string? rootFolder, ReadLimits limits, IReadOnlyDictionary<string, byte[]>? changed)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetFullPath(rootFolder ?? Path.GetDirectoryName(full) ?? full);
        string inside = Path.GetRelativePath(folder, full).Replace('\\', '/');
        string shown = path.Replace('\\', '/');

        // What a person gave, less what is inside the bundle, leads from the working directory to the bundle.
        string prefix = shown.EndsWith(inside, StringComparison.Ordinal) ? shown[..^inside.Length] : "";
        return new BundleLoader(relative => Changed(folder, relative, changed) ?? Open(folder, relative, limits), relative => prefix + relative, limits).Load(inside);
    }

    // As a variable: a conditional of null and an array would be an empty text.
    private static ReadOnlyMemory<byte>? Changed(string folder, string relative, IReadOnlyDictionary<string, byte[]>? changed)
    {
        if (changed is null || !changed.TryGetValue(Path.GetFullPath(Path.Combine(folder, relative)), out byte[]? bytes))
            return null;
        return bytes;
    }

    private static ReadOnlyMemory<byte>? Open(string folder, string relative, ReadLimits limits)
    {
        try
        {
            string full = Path.GetFullPath(Path.Combine(folder, relative));
            if (!File.Exists(full) || !RealPath.IsInside(RealPath.Of(full), RealPath.Of(folder)))
                return null;

            using FileStream stream = File.OpenRead(full);
            // One byte past the limit is enough for the reader to refuse the file.
            byte[] bytes = new byte[Math.Min(stream.Length, limits.MaxBytes + 1L)];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
