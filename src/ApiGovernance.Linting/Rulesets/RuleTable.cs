using ApiGovernance.Linting.Rulesets.Overrides;
using ApiGovernance.Linting.Rulesets.Sources;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Gathers the rules of a ruleset and of those it extends, the extended ones first; later ones override member by member.</summary>
/// <param name="effective">What a ruleset is for the document at hand: with the overrides that are for it.</param>
internal sealed class RuleTable(RulesetProblems problems, Func<RulesetDefinition, RulesetDefinition> effective)
{
    private readonly Dictionary<RulesetExtension, Dictionary<string, RuleSource>> _gathered = new(ReferenceEqualityComparer.Instance);

    public Dictionary<string, RuleSource> Gather(RulesetDefinition ruleset) => Gather(ruleset, ExtendMode.Recommended, isStated: false);

    /// <param name="isStated">The mode is written with `extends`: it decides over every rule that the ruleset has.</param>
    private Dictionary<string, RuleSource> Gather(RulesetDefinition written, ExtendMode mode, bool isStated)
    {
        RulesetDefinition ruleset = effective(written);
        Dictionary<string, RuleSource> rules = new(StringComparer.Ordinal);
        foreach (RulesetExtension extension in ruleset.Extends ?? [])
        {
            if (!_gathered.TryGetValue(extension, out Dictionary<string, RuleSource>? extended))
                _gathered[extension] = extended = Gather(extension.Ruleset, extension.Mode, extension.IsStated);
            foreach ((string name, RuleSource rule) in extended)
            {
                // A ruleset that takes some rules of another one (`extends: [[x, off]]`) has nothing to say of the rest: unlike in Spectral, it does
                // not switch off what its neighbour in the list has on.
                if (rule.IsBroughtOff && extension.Mode != ExtendMode.Off && rules.ContainsKey(name))
                    continue;
                rules[name] = isStated ? rule.In(mode) : rule;
            }
        }

        foreach (DocumentMember rule in ruleset.Rules ?? [])
        {
            RuleSource? inherited = rules.GetValueOrDefault(rule.Name);
            if (Merge(inherited, rule, ruleset) is not { } merged)
                continue;
            if (inherited is null || isStated)
                merged = merged.In(mode);
            string? help = merged["documentationUrl"]?.AsString ?? merged.HelpUri ?? (ruleset.DocumentationUrl is { } url ? $"{url}#{rule.Name}" : null);
            rules[rule.Name] = merged with { HelpUri = help };
        }

        if (mode != ExtendMode.Off)
            Scope(ruleset, rules);
        return rules;
    }

    private RuleSource? Merge(RuleSource? before, DocumentMember rule, RulesetDefinition ruleset)
    {
        RuleSource? inherited = before is null ? null : before with { IsBroughtOff = false };
        DocumentNode node = rule.Value;
        if (node.IsObject)
        {
            RuleLayer layer = new(node, ruleset);
            if (inherited is null)
                return new RuleSource(rule, ruleset, [layer]) { Severity = node["severity"], Enabled = true };
            RuleSource overridden = inherited with { Name = rule, Layers = [layer, .. inherited.Layers], Enabled = true };
            return node["severity"] is { } own ? overridden.WithSeverity(own) : overridden;
        }

        RuleWeight? weight = RuleSeverity.Read(node);
        if (weight is null && node.AsBoolean is null)
        {
            problems.ReportRule(rule.Name, ruleset.File.Root, node, $"`{node.Text}` is no severity, true or false, and no rule.", RuleSeverity.Fix);
            return inherited is null ? null : inherited with { Enabled = false };
        }

        bool off = weight is { IsOff: true } || node.AsBoolean == false;
        if (inherited is null)
        {
            Unknown(rule, ruleset, off);
            return null;
        }

        if (weight is not null)
            return inherited.WithSeverity(node) with { Enabled = !off };
        if (off)
            return inherited with { Enabled = false, Scopes = [] };
        bool wasOff = inherited.Severity is { } severity && RuleSeverity.Read(severity) is { IsOff: true };
        return inherited with { Enabled = true, Severity = wasOff ? inherited.SeverityBeforeOff : inherited.Severity };
    }

    // With a ruleset missing, every switch of its rules would be a mistake: the missing one is told already.
    private void Unknown(DocumentMember rule, RulesetDefinition ruleset, bool off)
    {
        const string Fix = "Define it with `given` and `then`, or extend the ruleset that does.";
        if (problems.IsIncomplete)
            return;
        if (off)
            problems.Report("ruleset-rule", ruleset.File.Root, rule.Value, $"Rule `{rule.Name}`: it is given a severity but nothing defines it.", "Correct the name, or remove the line.", Severity.Warning);
        else
            problems.ReportRule(rule.Name, ruleset.File.Root, rule.Value, "it is switched on but nothing defines it.", Fix);
    }

    /// <summary>What the overrides say of places in files, and of files that other documents refer to.</summary>
    private void Scope(RulesetDefinition ruleset, Dictionary<string, RuleSource> rules)
    {
        foreach (RulesetOverride one in ruleset.Overrides)
        {
            foreach (DocumentMember rule in one.Switches)
            {
                if (!rules.TryGetValue(rule.Name, out RuleSource? source))
                {
                    // What is said of whole files is looked at as a ruleset of its own.
                    if (one.Layer is null)
                        Unknown(rule, ruleset, off: true);
                    continue;
                }

                if (WeightOf(rule.Value) is { } weight)
                    rules[rule.Name] = source with { Scopes = [.. source.Scopes, .. one.Files.Select(file => new ScopedWeight(one.Folder, file, weight))] };
            }
        }
    }

    private static RuleWeight? WeightOf(DocumentNode node) =>
        node.AsBoolean == false ? RuleWeight.Off : node.IsObject ? node["severity"] is { } severity ? RuleSeverity.Read(severity) : null : RuleSeverity.Read(node);
}
