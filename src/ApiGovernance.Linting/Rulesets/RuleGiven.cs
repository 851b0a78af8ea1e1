using System.Collections.Concurrent;
using ApiGovernance.Linting.Paths;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Where a rule looks: its `given`, with aliases replaced, and compiled once.</summary>
internal sealed class RuleGiven
{
    private readonly Dictionary<string, JsonPath> _paths = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FormatSet, IReadOnlyList<JsonPath>> _byFormats = new();
    private readonly RuleAliases _aliases;
    private readonly bool _dependsOnFormats;

    /// <exception cref="RulesetValueException">An alias cannot be used.</exception>
    /// <exception cref="PathSyntaxException">A path cannot be read.</exception>
    public RuleGiven(IReadOnlyList<string> texts, RuleAliases aliases)
    {
        (Texts, _aliases) = (texts, aliases);
        _dependsOnFormats = aliases.DependOnFormats && texts.Any(static text => text.StartsWith('#'));
        foreach (string text in texts.SelectMany(text => aliases.Expand(text, formats: null)))
            _paths.TryAdd(text, PathParser.Parse(text));
    }

    /// <summary>As the rule writes them.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The paths for a document of some formats; two that read the same are one.</summary>
    public IReadOnlyList<JsonPath> For(FormatSet formats) =>
        _byFormats.GetOrAdd(
            _dependsOnFormats ? formats : FormatSet.Empty,
            static (key, given) => [.. given.Texts.SelectMany(text => given._aliases.Expand(text, key)).Distinct(StringComparer.Ordinal).Select(text => given._paths[text])],
            this);
}
