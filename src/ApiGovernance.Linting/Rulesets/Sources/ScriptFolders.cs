using ApiGovernance.Linting.JavaScript;
using ApiGovernance.OpenApi.Documents;

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
                _projects.Add(RealPath.Of(above));
                return;
            }
        }

        _projects.Add(RealPath.Of(folder));
    }

    /// <exception cref="RulesetScriptException">It lies elsewhere. Said before anything is looked at: whether it exists is not told either.</exception>
    public void Check(string path)
    {
        string full = Path.GetFullPath(path);
        if (!IsInside(full) || !IsInside(RealPath.Of(full)))
        {
            throw new RulesetScriptException(
                $"`{path}` lies outside of the project of the ruleset ({string.Join(", ", _projects)}) and of its packages, and is not read");
        }
    }

    private bool IsInside(string path)
    {
        if (_projects.Any(project => RealPath.IsInside(path, project)) || packages.Any(folder => RealPath.IsInside(path, Path.GetFullPath(folder)) || RealPath.IsInside(path, RealPath.Of(Path.GetFullPath(folder)))))
            return true;
        int at = path.IndexOf($"{Path.DirectorySeparatorChar}{Packages}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        return at >= 0 && _projects.Any(project => RealPath.IsInside(project, path[..at]));
    }
}
