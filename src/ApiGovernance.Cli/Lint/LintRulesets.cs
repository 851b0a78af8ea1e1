using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.RulesetTests;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Lint;

/// <summary>The rulesets of a run, and what of them could not be read.</summary>
/// <param name="Files">Those that were given or found, to watch them.</param>
internal sealed record LintRulesets(IReadOnlyList<Ruleset> Rulesets, IReadOnlyList<Finding> Problems, IReadOnlyList<string> Files, string Origin)
{
    // Where Spectral looks, in its order.
    private static readonly string[] SpectralNames = [".spectral.yml", ".spectral.yaml", ".spectral.json", ".spectral.js", ".spectral.mjs"];

    private static readonly string[] BuiltIn = ["spectral:oas", "spectral:asyncapi", "apigov:governance"];

    /// <summary>
    /// Those that are named; else those of the policies folder; else Spectral's file of this folder or one above it, up to the top of
    /// the repository; else the built-in ones.
    /// </summary>
    /// <exception cref="CommandRefusal">One cannot be read at all, or was read strictly and has a mistake.</exception>
    public static LintRulesets Load(IReadOnlyList<string> named, string? policies, RulesetReadOptions options)
    {
        if (named.Count > 0)
            return Read(named, options, "");
        string? folder = policies ?? PolicyFolder.Nearest();
        if (policies is not null && !Directory.Exists(policies))
            throw new CommandRefusal(ExitCodes.PolicyUnreadable, $"There is no folder {Path.GetFullPath(policies)}.", "Give the policies with --policies DIR.");
        string[] house = folder is not null && Directory.Exists(Path.Combine(folder, "lint"))
            ? [.. Directory.EnumerateFiles(Path.Combine(folder, "lint")).Where(file => IsRuleset(file) && !RulesetTestRun.IsTest(file)).Select(Shown).Order(StringComparer.Ordinal)]
            : [];
        if (house.Length > 0)
            return Read(house, options, " (of the policies folder)");
        if (SpectralFile() is { } spectral)
            return Read([spectral], options, "");
        return Read([.. BuiltIn.Where(RulesetReader.BuiltInNames.Contains)], options, " (built in: no ruleset was named, and there is neither a policies folder nor a .spectral.yaml)");
    }

    /// <summary>A line that says which rules ran.</summary>
    public override string ToString() =>
        $"rules of {string.Join(", ", Rulesets.Select(ruleset => ruleset.Path))}{Origin}: {Rulesets.Sum(ruleset => ruleset.RuleIds.Count)}";

    private static LintRulesets Read(IReadOnlyList<string> names, RulesetReadOptions options, string origin)
    {
        List<Ruleset> rulesets = [];
        List<Finding> problems = [];
        foreach (string name in names)
        {
            RulesetReadResult read = ReadOne(name, options);
            if (read.IsFatal)
                throw new PolicyRefusal(read.Findings);
            rulesets.Add(read.Ruleset);
            problems.AddRange(read.Findings);
        }

        return new LintRulesets(rulesets, [.. problems.Distinct()], [.. names.Where(File.Exists)], origin);
    }

    private static RulesetReadResult ReadOne(string name, RulesetReadOptions options)
    {
        if (File.Exists(name))
            return RulesetReader.ReadFile(Shown(name), options);
        // What is no file is what `extends` can name: a built-in ruleset, a package or an address.
        bool mayBeFile = name.StartsWith('.') || Path.IsPathRooted(name) || IsRuleset(name);
        if (mayBeFile && !name.Contains("://", StringComparison.Ordinal))
            throw new CommandRefusal(ExitCodes.PolicyUnreadable, $"There is no ruleset {name}.", "Give the path of a ruleset with --ruleset FILE.");
        if (RulesetReader.BuiltInNames.Contains(name))
            return RulesetReader.ReadFile(name, options);
        string text = $"extends: [\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
        RulesetReadResult read = RulesetReader.Read(DocumentReader.Read("--ruleset", System.Text.Encoding.UTF8.GetBytes(text)), options);
        return read.Ruleset.RuleIds.Count > 0 || read.Findings.Count == 0 ? read : read with { IsFatal = true };
    }

    private static string? SpectralFile()
    {
        DirectoryInfo here = new(Directory.GetCurrentDirectory());
        DirectoryInfo[] way = [.. Upward(here)];
        // What is outside of the repository is somebody else's; without one, so is all that is above this folder.
        int top = Array.FindIndex(way, folder => Path.Exists(Path.Combine(folder.FullName, ".git")));
        return way.Take(Math.Max(top, 0) + 1)
            .SelectMany(folder => SpectralNames.Select(name => Path.Combine(folder.FullName, name)))
            .Where(File.Exists).Select(Shown).FirstOrDefault();
    }

    private static IEnumerable<DirectoryInfo> Upward(DirectoryInfo folder)
    {
        for (DirectoryInfo? at = folder; at is not null; at = at.Parent)
            yield return at;
    }

    private static bool IsRuleset(string path) => Path.GetExtension(path) is ".yaml" or ".yml" or ".json" or ".js" or ".mjs";

    private static string Shown(string path)
    {
        string relative = Path.GetRelativePath(".", path).Replace('\\', '/');
        return relative.StartsWith("../../..", StringComparison.Ordinal) ? path.Replace('\\', '/') : relative;
    }
}
