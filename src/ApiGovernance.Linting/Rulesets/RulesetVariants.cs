using System.Collections.Concurrent;
using System.Text;
using ApiGovernance.Linting.Rulesets.Overrides;
using ApiGovernance.Linting.Rulesets.Sources;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>
/// What a ruleset comes to for each document: documents for which the same overrides are share one. Rules are compiled once for all.
/// </summary>
internal sealed class RulesetVariants
{
    private readonly ConcurrentDictionary<string, Ruleset> _variants = new(StringComparer.Ordinal);
    private readonly RuleCompiler _compiler = new();
    private readonly Lock _compiling = new();
    private readonly string _path;
    private readonly RulesetDefinition _root;
    private readonly RulesetOverride[] _overrides;
    private HashSet<(string, SourceSpan?, string)>? _told;

    public RulesetVariants(string path, RulesetDefinition root)
    {
        (_path, _root) = (path, root);
        List<RulesetOverride> overrides = [];
        Collect(root, overrides, new(ReferenceEqualityComparer.Instance));
        _overrides = [.. overrides];
    }

    public bool HasOverrides => _overrides.Length > 0;

    /// <summary>The ruleset without overrides. Each override is looked at too, so that a mistake in it is told before a document needs it.</summary>
    public Ruleset Base(RulesetProblems problems)
    {
        Ruleset ruleset = Build(static ruleset => ruleset, static _ => true, problems);
        foreach (RulesetOverride one in _overrides.Where(static one => one.Layer is not null))
            Build(ruleset => ruleset.Overrides.Contains(one) ? OverrideMerge.Over(ruleset, [one.Layer!]) : ruleset, static _ => true, problems);
        _told = [.. problems.Findings.Select(Key)];
        return ruleset;
    }

    /// <param name="paths">The files of the document, the root among them.</param>
    public Ruleset For(string rootPath, IReadOnlyList<string> paths)
    {
        StringBuilder key = new();
        foreach (RulesetOverride one in _overrides)
        {
            key.Append(one.Covers(rootPath) ? '1' : '0');
            foreach (OverrideFile file in one.Files)
                key.Append(Matches(one.Folder, file, paths) ? 'm' : '-');
        }

        return _variants.GetOrAdd(key.ToString(), _ => Build(
            ruleset => OverrideMerge.For(ruleset, rootPath), scope => Matches(scope.Folder, scope.File, paths), new RulesetProblems()));
    }

    private static bool Matches(string folder, OverrideFile file, IReadOnlyList<string> paths) =>
        paths.Any(path => file.Glob.Matches(RulesetOverride.Relative(folder, path)));

    private Ruleset Build(Func<RulesetDefinition, RulesetDefinition> effective, Func<ScopedWeight, bool> isWanted, RulesetProblems problems)
    {
        lock (_compiling)
        {
            Dictionary<RulesetDefinition, RulesetDefinition> known = new(ReferenceEqualityComparer.Instance);
            RulesetDefinition Effective(RulesetDefinition ruleset) =>
                known.TryGetValue(ruleset, out RulesetDefinition? merged) ? merged : known[ruleset] = effective(ruleset);

            Dictionary<string, RuleSource> sources = new RuleTable(problems, Effective).Gather(_root);
            FormatSet formats = FormatsOf(_root, Effective, new(ReferenceEqualityComparer.Instance));
            List<LintRule> rules = [];
            foreach ((string id, RuleSource source) in sources)
            {
                formats = formats.With(RuleCompiler.Formats(source) ?? FormatSet.Empty);
                RuleSource wanted = source with { Scopes = [.. source.Scopes.Where(isWanted)] };
                if ((IsOn(source) || wanted.Scopes.Any(static scope => !scope.Weight.IsOff)) && _compiler.Compile(wanted, problems) is { } rule)
                    rules.Add(rule);
            }

            Finding[] news = _told is null ? [] : [.. problems.Findings.Where(finding => !_told.Contains(Key(finding)))];
            return new Ruleset(_path, this, new RulesetContent(sources, rules, formats, Effective(_root).ParserOptions, news));
        }
    }

    private static bool IsOn(RuleSource source) => source.Enabled && !(source.Severity is { } severity && RuleSeverity.Read(severity) is { IsOff: true });

    private static FormatSet FormatsOf(RulesetDefinition written, Func<RulesetDefinition, RulesetDefinition> effective, HashSet<RulesetDefinition> seen)
    {
        RulesetDefinition ruleset = effective(written);
        return !seen.Add(ruleset) ? FormatSet.Empty
            : (ruleset.Extends ?? []).Aggregate(ruleset.Formats ?? FormatSet.Empty, (all, extension) => all.With(FormatsOf(extension.Ruleset, effective, seen)));
    }

    private static void Collect(RulesetDefinition ruleset, List<RulesetOverride> overrides, HashSet<RulesetDefinition> seen)
    {
        if (!seen.Add(ruleset))
            return;
        overrides.AddRange(ruleset.Overrides);
        foreach (RulesetExtension extension in (ruleset.Extends ?? []).Concat(ruleset.Overrides.SelectMany(static one => one.Layer?.Extends ?? [])))
            Collect(extension.Ruleset, overrides, seen);
    }

    private static (string, SourceSpan?, string) Key(Finding finding) => (finding.RuleId, finding.Source, finding.Message);
}
