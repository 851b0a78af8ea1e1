using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets.Sources;

/// <summary>Finds the file of an npm package that a ruleset extends by its name, in `node_modules` folders. Nothing is installed.</summary>
internal sealed class PackageFinder(RulesetFiles files, IReadOnlyList<string> packageFolders)
{
    /// <summary>What a package that does not say its main file may call its ruleset.</summary>
    private static readonly string[] MainFiles =
        ["index.js", "index.mjs", "ruleset.yaml", "ruleset.yml", "ruleset.json", "ruleset.js", "spectral.yaml", "spectral.yml", ".spectral.yaml", ".spectral.yml", ".spectral.json", ".spectral.js"];

    /// <summary>What a package may answer with, the best first.</summary>
    private static readonly string[] Conditions = ["import", "node", "default", "require"];

    private static readonly string[] Endings = ["", ".js", ".mjs", ".json", ".yaml", ".yml", "/index.js"];

    /// <summary>Whether the name can be one of a package, or of a file in one: not one with dots or slashes at its beginning.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name[0] is not ('.' or '/' or '\\') && !Path.IsPathRooted(name) && !name.Contains(':', StringComparison.Ordinal);

    /// <param name="from">The ruleset that names the package.</param>
    /// <returns>The path of the file; null when there is no such package, or it has no such file.</returns>
    public string? Find(string from, string name)
    {
        string[] parts = name.Split('/');
        int own = name.StartsWith('@') ? 2 : 1;
        if (parts.Length < own)
            return null;
        string package = string.Join('/', parts.Take(own)), inside = string.Join('/', parts.Skip(own));
        return Folders(from).Select(folder => In($"{folder}/{package}", inside)).FirstOrDefault(static path => path is not null);
    }

    private IEnumerable<string> Folders(string from)
    {
        if (!RulesetFiles.IsUrl(from))
        {
            for (DirectoryInfo? at = Directory.GetParent(Path.GetFullPath(from)); at is not null; at = at.Parent)
                yield return RulesetFiles.Normal(Path.Combine(at.FullName, "node_modules"));
        }

        foreach (string folder in packageFolders)
            yield return RulesetFiles.Normal(folder);
    }

    private string? In(string package, string inside)
    {
        if (files.Open($"{package}/package.json") is not { } bytes)
            return null;
        DocumentNode description = DocumentReader.Read($"{package}/package.json", bytes).Root;
        string? entry = description["exports"] is { } exports ? Exported(exports, inside)
            : inside.Length > 0 ? inside
            : description["module"]?.AsString ?? description["main"]?.AsString;
        if (entry is not null && Existing($"{package}/{entry}") is { } path)
            return path;
        // What `exports` hides is still a file that a person names.
        if (inside.Length > 0)
            return Existing($"{package}/{inside}");
        return MainFiles.Select(file => Existing($"{package}/{file}")).FirstOrDefault(static path => path is not null);
    }

    private string? Existing(string path) =>
        Endings.Select(ending => RulesetFiles.Normal(path + ending)).FirstOrDefault(candidate => files.Open(candidate) is not null);

    private static string? Exported(DocumentNode exports, string inside)
    {
        if (!exports.IsObject || !exports.Members.Any(static member => member.Name.StartsWith('.')))
            return inside.Length == 0 ? Condition(exports) : null;
        string key = inside.Length == 0 ? "." : "./" + inside;
        if (exports[key] is { } exact)
            return Condition(exact);
        foreach (DocumentMember member in exports.Members)
        {
            string[] ends = member.Name.Split('*');
            if (ends.Length == 2 && key.Length >= member.Name.Length - 1 && key.StartsWith(ends[0], StringComparison.Ordinal) && key.EndsWith(ends[1], StringComparison.Ordinal))
                return Condition(member.Value)?.Replace("*", key[ends[0].Length..^ends[1].Length], StringComparison.Ordinal);
        }

        return null;
    }

    private static string? Condition(DocumentNode target) => target switch
    {
        { Kind: NodeKind.String } => target.Text,
        { IsArray: true } => target.Items.Select(Condition).FirstOrDefault(static path => path is not null),
        _ => Conditions.Select(name => target[name] is { } chosen ? Condition(chosen) : null).FirstOrDefault(static path => path is not null),
    };
}
