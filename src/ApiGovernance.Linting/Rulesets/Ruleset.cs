using ApiGovernance.Linting.Rulesets.Sources;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>A compiled ruleset in Spectral's format. Immutable; safe for many threads.</summary>
public sealed class Ruleset
{
    private readonly RulesetVariants _variants;
    private readonly IReadOnlyDictionary<string, RuleSource> _sources;
    private readonly DocumentNode? _parserOptions;

    internal Ruleset(string path, RulesetVariants variants, RulesetContent content)
    {
        (Path, _variants, Rules, Formats, Findings) = (path, variants, content.Rules, content.Formats, content.Findings);
        (_sources, _parserOptions) = (content.Sources, content.ParserOptions);
    }

    /// <summary>Rules that no file holds.</summary>
    internal Ruleset(string path, IReadOnlyList<LintRule> rules)
        : this(path, new RulesetVariants(path, RulesetDefinition.Empty(path)), new RulesetContent(new Dictionary<string, RuleSource>(StringComparer.Ordinal), rules, FormatSet.Empty, null, []))
    {
    }

    /// <summary>The file it was read from.</summary>
    public string Path { get; }

    /// <summary>The ids of the rules that run, where no override says otherwise.</summary>
    public IReadOnlyList<string> RuleIds => [.. Rules.Where(static rule => !rule.OnlyInScopes).Select(static rule => rule.Id)];

    internal IReadOnlyList<LintRule> Rules { get; }

    /// <summary>All formats that it or one of its rules names. A document that has none of them is hardly meant for it.</summary>
    internal FormatSet Formats { get; }

    /// <summary>Mistakes that only show where several overrides meet; empty for the ruleset as it was read.</summary>
    internal IReadOnlyList<Finding> Findings { get; }

    /// <summary>Every rule, on or off, for people and reports.</summary>
    public IReadOnlyList<RuleDescription> Describe()
    {
        HashSet<string> running = [.. RuleIds];
        return [.. _sources.Values.Select(source => RuleDescription.Of(source, running.Contains(source.Id)))];
    }

    /// <summary>What a reader of documents found, with the severities that `parserOptions` gives to it.</summary>
    /// <param name="document">The path of the document: overrides may have parser options of their own.</param>
    public IReadOnlyList<Finding> ApplyParserOptions(string document, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(findings);
        return ParserOptions.Apply(For(document, [document])._parserOptions, findings);
    }

    /// <summary>The ruleset as it is for a document: with the overrides that are for it.</summary>
    internal Ruleset For(DocumentBundle bundle) => For(bundle.Root.Path, [.. bundle.Documents.Values.Select(static document => document.Path)]);

    private Ruleset For(string rootPath, IReadOnlyList<string> paths) => _variants.HasOverrides ? _variants.For(rootPath, paths) : this;
}
