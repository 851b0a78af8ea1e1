using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Check;

/// <summary>Links to the lines of a commit on the server that runs the job, as its variables tell; none outside of one.</summary>
/// <param name="start">The address before the path; null for no links.</param>
/// <param name="root">The folder of the clone.</param>
internal sealed class SourceLinks(string? start, string root)
{
    public static SourceLinks OfEnvironment()
    {
        static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
        if (Value("GITHUB_SERVER_URL") is { } server && Value("GITHUB_REPOSITORY") is { } repository && Value("GITHUB_SHA") is { } sha && Value("GITHUB_WORKSPACE") is { } workspace)
            return new SourceLinks($"{server}/{repository}/blob/{sha}/", workspace);
        return Value("CI_PROJECT_URL") is { } project && Value("CI_COMMIT_SHA") is { } commit && Value("CI_PROJECT_DIR") is { } folder
            ? new SourceLinks($"{project}/-/blob/{commit}/", folder)
            : new SourceLinks(null, "");
    }

    /// <summary>Null when there is none.</summary>
    public string? To(SourceSpan place)
    {
        if (start is null || !File.Exists(place.File))
            return null;
        string path = Path.GetRelativePath(root, Path.GetFullPath(place.File)).Replace('\\', '/');
        return path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path) ? null
            : $"{start}{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}#L{place.Line}";
    }
}
