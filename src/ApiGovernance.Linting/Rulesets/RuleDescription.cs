using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>A rule as people are told of it.</summary>
/// <param name="Id">Its name in the ruleset.</param>
/// <param name="Enabled">It runs, where no override says otherwise.</param>
/// <param name="Severity">Of its findings; of one that is off, the severity that it would have.</param>
public sealed record RuleDescription(string Id, bool Enabled, Severity Severity)
{
    public string? Description { get; init; }

    /// <summary>With its placeholders.</summary>
    public string? Message { get; init; }

    /// <summary>Where it is explained.</summary>
    public string? HelpUri { get; init; }

    /// <summary>The formats of the documents that it is for, e.g. <c>oas3</c>; empty for all.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>Its paths as they are written, aliases included.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>The functions that it asks, by their names, in their order.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary><c>style</c> or <c>validation</c>, where it says so.</summary>
    public string? Type { get; init; }

    /// <summary>It runs without being switched on.</summary>
    public bool Recommended { get; init; } = true;

    /// <summary>It looks at the document with its references followed.</summary>
    public bool Resolved { get; init; } = true;

    /// <summary>Where it is written, or overridden last.</summary>
    public required SourceSpan Source { get; init; }

    /// <summary>The ruleset that defines it: a path, an address or the name of a built-in one.</summary>
    public required string DefinedIn { get; init; }

    internal static RuleDescription Of(RuleSource source, bool enabled)
    {
        RuleWeight? weight = source.Severity is { } written ? RuleSeverity.Read(written) : null;
        if (weight is { IsOff: true })
            weight = source.SeverityBeforeOff is { } before ? RuleSeverity.Read(before) : null;
        return new RuleDescription(source.Id, enabled, weight?.Severity ?? Severity.Warning)
        {
            Description = source["description"]?.AsString,
            Message = source["message"]?.AsString,
            HelpUri = source.HelpUri,
            Formats = RuleCompiler.Formats(source) is { } formats ? [.. RuleFormats.Names(formats)] : [],
            Given = [.. List(source["given"]).Select(static path => path.AsString).OfType<string>()],
            Functions = [.. List(source["then"]).Select(static action => action["function"]?.AsString).OfType<string>()],
            Tags = [.. List(source["tags"]).Select(static tag => tag.AsString).OfType<string>()],
            Type = source["type"]?.AsString,
            Recommended = source.IsRecommended,
            Resolved = source["resolved"]?.AsBoolean != false,
            Source = source.Name.NameSpan,
            DefinedIn = source.Owner.File.Path,
        };
    }

    private static IReadOnlyList<DocumentNode> List(DocumentNode? node) => node is null ? [] : node.IsArray ? node.Items : [node];
}
