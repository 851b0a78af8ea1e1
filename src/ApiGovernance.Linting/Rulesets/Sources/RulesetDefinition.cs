using ApiGovernance.Linting.Rulesets.Overrides;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets.Sources;

/// <summary>A ruleset as one file writes it, with the rulesets it extends: what rules are gathered from.</summary>
internal sealed record RulesetDefinition
{
    /// <summary>The file in which it is written.</summary>
    public required RulesetFile File { get; init; }

    /// <summary>Null when it has no `extends`, which matters when an override is laid over it.</summary>
    public IReadOnlyList<RulesetExtension>? Extends { get; init; }

    /// <summary>Null when it has no `rules`.</summary>
    public IReadOnlyList<DocumentMember>? Rules { get; init; }

    public RuleAliases Aliases { get; init; } = RuleAliases.None;

    /// <summary>The formats of rules that say none; null for all.</summary>
    public FormatSet? Formats { get; init; }

    public string? DocumentationUrl { get; init; }

    public DocumentNode? ParserOptions { get; init; }

    public IReadOnlyList<RulesetOverride> Overrides { get; init; } = [];

    /// <summary>A ruleset of which nothing could be read.</summary>
    public static RulesetDefinition Empty(string path) =>
        new() { File = new RulesetFile(path, DocumentNode.Null(new SourceSpan(path, 1, 1, 1, 1)), RulesetFunctions.None) };
}

/// <param name="Path">As findings show it.</param>
/// <param name="Root">What is written there.</param>
/// <param name="Functions">The functions that its rules may name.</param>
internal sealed record RulesetFile(string Path, DocumentNode Root, RulesetFunctions Functions);

/// <summary>Which rules of an extended ruleset run by themselves.</summary>
internal enum ExtendMode
{
    Recommended,
    All,
    Off,
}

/// <param name="IsStated">The mode is written; it then also decides over what the extended ruleset itself switches.</param>
internal sealed record RulesetExtension(RulesetDefinition Ruleset, ExtendMode Mode, bool IsStated);
