namespace ApiGovernance.OpenApi.Documents;

/// <summary>Paths with their symbolic links followed, for who must know whether a file really lies in a folder.</summary>
public static class RealPath
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    /// <param name="path">A full path; what does not exist is taken as it is written.</param>
    public static string Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        int links = 0;
        return Of(path, ref links);
    }

    /// <summary>Whether a path is a folder or lies below it; both are full paths.</summary>
    public static bool IsInside(string path, string folder)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(folder);
        return path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static string Of(string path, ref int links)
    {
        string real = Path.GetPathRoot(path) ?? "";
        foreach (string part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, part);
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            real = info.LinkTarget is null || ++links > MaxLinks ? next : Of(info.ResolveLinkTarget(returnFinalTarget: true)!.FullName, ref links);
        }

        return real;
    }
}
