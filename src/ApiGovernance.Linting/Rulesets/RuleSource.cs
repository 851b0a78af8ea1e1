using ApiGovernance.Linting.Rulesets.Overrides;
using ApiGovernance.Linting.Rulesets.Sources;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>One rule as the files write it together: its definition, and what later rulesets say of it.</summary>
/// <param name="Name">Where it is defined, or overridden last: the member whose place findings show.</param>
/// <param name="Owner">The ruleset that defined it; its formats count.</param>
/// <param name="Layers">Objects, the strongest first; a member is looked up through them.</param>
internal sealed record RuleSource(DocumentMember Name, RulesetDefinition Owner, IReadOnlyList<RuleLayer> Layers)
{
    /// <summary>The severity as the last to say so wrote it; null for the default.</summary>
    public DocumentNode? Severity { get; init; }

    /// <summary>The severity before the rule was switched off by it, for one who switches it on again without saying one.</summary>
    public DocumentNode? SeverityBeforeOff { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>Off only because its ruleset was extended with `off`, and nobody said anything of it since.</summary>
    public bool IsBroughtOff { get; init; }

    /// <summary>Of a ruleset that has a `documentationUrl`, when the rule has none.</summary>
    public string? HelpUri { get; init; }

    /// <summary>Other severities in some files and places.</summary>
    public IReadOnlyList<ScopedWeight> Scopes { get; init; } = [];

    public string Id => Name.Name;

    public bool IsRecommended => this["recommended"]?.AsBoolean != false;

    public DocumentNode? this[string member] => Layer(member)?.Node[member];

    /// <summary>Who wrote a member: the aliases and functions of that ruleset are meant in it.</summary>
    public RuleLayer? Layer(string member) => Layers.FirstOrDefault(layer => layer.Node[member] is not null);

    public RuleSource In(ExtendMode mode) => this with
    {
        Enabled = mode == ExtendMode.All || (mode == ExtendMode.Recommended && IsRecommended),
        Scopes = mode == ExtendMode.Off ? [] : Scopes,
        IsBroughtOff = mode == ExtendMode.Off,
    };

    /// <summary>A severity of a ruleset that comes later: what holds for some files only was said of the rule before.</summary>
    public RuleSource WithSeverity(DocumentNode severity)
    {
        bool off = RuleSeverity.Read(severity) is { IsOff: true };
        return this with
        {
            Severity = severity,
            SeverityBeforeOff = off ? Severity is { } now && RuleSeverity.Read(now) is { IsOff: true } ? SeverityBeforeOff : Severity : null,
            Scopes = [],
        };
    }
}

/// <param name="Node">An object that defines a rule, or overrides members of it.</param>
/// <param name="By">The ruleset in which it is written.</param>
internal sealed record RuleLayer(DocumentNode Node, RulesetDefinition By);
