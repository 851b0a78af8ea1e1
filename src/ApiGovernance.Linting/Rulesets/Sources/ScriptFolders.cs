using ApiGovernance.Linting.JavaScript;

namespace ApiGovernance.Linting.Rulesets.Sources;

/// <summary>
/// Where the JavaScript of a run may lie: in the projects of its rulesets (the nearest folder above with `.git` or `package.json`, else the
/// ruleset's own) and in `node_modules` beside or above them. A ruleset comes from others, and what a machine has elsewhere is none of its affair.
/// </summary>
/// <param name="packages">Further folders of packages.</param>
internal sealed class ScriptFolders(IReadOnlyList<string> packages)
{
    private const string Packages = "node_modules";

    private readonly HashSet<string> _projects = new(StringComparer.Ordinal);

    /// <summary>A ruleset that somebody named, or that a ruleset extends.</summary>
    public void Add(string ruleset)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(ruleset)) ?? Path.GetFullPath(ruleset);
        for (string? above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (Path.Exists(Path.Combine(above, ".git")) || File.Exists(Path.Combine(above, "package.json")))
            {
                _projects.Add(RealPath(above));
                return;
            }
        }

        _projects.Add(RealPath(folder));
    }

    /// <exception cref="RulesetScriptException">It lies elsewhere. Said before anything is looked at: whether it exists is not told either.</exception>
    public void Check(string path)
    {
        string full = Path.GetFullPath(path);
        if (!IsInside(full) || !IsInside(RealPath(full)))
        {
            throw new RulesetScriptException(
                $"`{path}` lies outside of the project of the ruleset ({string.Join(", ", _projects)}) and of its packages, and is not read");
        }
    }

    private bool IsInside(string path)
    {
        if (_projects.Any(project => IsBelow(path, project)) || packages.Any(folder => IsBelow(path, Path.GetFullPath(folder)) || IsBelow(path, RealPath(Path.GetFullPath(folder)))))
            return true;
        int at = path.IndexOf($"{Path.DirectorySeparatorChar}{Packages}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        return at >= 0 && _projects.Any(project => IsBelow(project, path[..at]));
    }

    private static bool IsBelow(string path, string folder) =>
        path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string RealPath(string path)
    {
        string real = Path.GetPathRoot(path) ?? "";
        int links = 0;
        foreach (string part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, part);
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            real = info.LinkTarget is null || ++links > 40 ? next : RealPath(info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next);
        }

        return real;
    }
}
