using ApiGovernance.Linting.Rulesets.Sources;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets.Overrides;

/// <summary>
/// Lays overrides over their ruleset, as Spectral does: what an override says takes the place of what the ruleset says, and where both
/// have rules, those of the ruleset are extended.
/// </summary>
internal static class OverrideMerge
{
    public static RulesetDefinition For(RulesetDefinition ruleset, string path)
    {
        List<RulesetDefinition> layers = [.. ruleset.Overrides.Where(one => one.Covers(path)).Select(static one => one.Layer!)];
        if (layers.Count == 0)
            return ruleset;
        return Over(ruleset, layers);
    }

    public static RulesetDefinition Over(RulesetDefinition ruleset, IReadOnlyList<RulesetDefinition> layers)
    {
        RulesetDefinition inner = ruleset with { Overrides = [] };
        RulesetDefinition all = layers.Skip(1).Aggregate(layers[0], static (left, right) => Merge(left, right) with { Rules = Rules(left.Rules, right.Rules) });
        RulesetDefinition merged = Merge(inner, all) with { Overrides = ruleset.Overrides };
        return inner.Rules is null || all.Rules is null
            ? merged
            : merged with { Extends = [.. all.Extends ?? [], new RulesetExtension(inner, ExtendMode.Recommended, IsStated: false)] };
    }

    private static RulesetDefinition Merge(RulesetDefinition left, RulesetDefinition right) => left with
    {
        Extends = right.Extends ?? left.Extends,
        Rules = right.Rules ?? left.Rules,
        Aliases = left.Aliases.With(right.Aliases),
        Formats = right.Formats ?? left.Formats,
        ParserOptions = right.ParserOptions ?? left.ParserOptions,
    };

    private static IReadOnlyList<DocumentMember>? Rules(IReadOnlyList<DocumentMember>? left, IReadOnlyList<DocumentMember>? right) =>
        left is null || right is null ? right ?? left : [.. left.Where(rule => right.All(other => other.Name != rule.Name)), .. right];
}
