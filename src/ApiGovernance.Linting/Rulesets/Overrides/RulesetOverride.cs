using ApiGovernance.Linting.Rulesets.Sources;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets.Overrides;

/// <summary>What a ruleset says differently for some files.</summary>
/// <param name="Folder">Of the ruleset, as a full path: patterns are relative to it.</param>
/// <param name="Files">Patterns of whole files, and of parts of files.</param>
/// <param name="Layer">What it says of whole files; null when all its patterns are of parts.</param>
/// <param name="Switches">Its rules.</param>
internal sealed record RulesetOverride(string Folder, IReadOnlyList<OverrideFile> Files, RulesetDefinition? Layer, IReadOnlyList<DocumentMember> Switches)
{
    /// <summary>It is for this whole file.</summary>
    public bool Covers(string path)
    {
        string relative = Relative(Folder, path);
        return Layer is not null && Files.Any(file => file.Pointer is null && file.Glob.Matches(relative));
    }

    public static string Relative(string folder, string path) =>
        RulesetFiles.IsUrl(path) ? path : Path.GetRelativePath(folder, Path.GetFullPath(path)).Replace('\\', '/');
}

/// <param name="Pointer">A JSON pointer into the files; null for all of them.</param>
internal sealed record OverrideFile(FileGlob Glob, string? Pointer);

/// <summary>The severity of a rule's findings in a file, or in a part of it.</summary>
/// <param name="Folder">A full path, to which the pattern is relative.</param>
/// <param name="Weight">Off drops the findings.</param>
internal sealed record ScopedWeight(string Folder, OverrideFile File, RuleWeight Weight)
{
    public bool Matches(string path) => File.Glob.Matches(RulesetOverride.Relative(Folder, path));

    /// <summary>How well it fits a place: the longer its pointer the better, a whole file least of all; null when it does not fit.</summary>
    public int? Fit(string pointer) => File.Pointer switch
    {
        null => -1,
        { } part when pointer == part || pointer.StartsWith(part + "/", StringComparison.Ordinal) => part.Length,
        _ => null,
    };
}
