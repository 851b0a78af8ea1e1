using ApiGovernance.Linting.BuiltIn;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>One rule as the files write it together: the newest definition, and what it overrides.</summary>
/// <param name="Name">Where it is defined: the member whose place findings show.</param>
/// <param name="Layers">Objects, the strongest first; a member is looked up through them (Spectral overrides member by member).</param>
/// <param name="Owner">The ruleset that defined it; its formats and documentation count.</param>
internal sealed record RuleSource(DocumentMember Name, IReadOnlyList<DocumentNode> Layers, DocumentNode Owner)
{
    /// <summary>A severity that a later ruleset gave in short form; null when the definition's own holds.</summary>
    public DocumentNode? Severity { get; init; }

    /// <summary>Switched on by name, whatever `recommended` says.</summary>
    public bool Chosen { get; init; }

    public bool Off { get; init; }

    /// <summary>Of the ruleset that wrote its `given`.</summary>
    public RuleAliases Aliases { get; init; } = RuleAliases.None;

    public DocumentNode? this[string member] => Layers.Select(layer => layer[member]).FirstOrDefault(value => value is not null);
}

/// <summary>Gathers the rules of a ruleset and of those it extends, the extended ones first.</summary>
/// <param name="open">A ruleset by its path; null where there is none.</param>
internal sealed class RuleSources(Func<string, SourceDocument?> open, List<Finding> findings)
{
    private const int MaxDepth = 20;

    private readonly List<string> _open = [];

    public Dictionary<string, RuleSource> Rules { get; } = new(StringComparer.Ordinal);

    /// <param name="mode"><c>recommended</c>, <c>all</c> or <c>off</c>: which of the rules run by themselves.</param>
    public void Add(SourceDocument document, string mode)
    {
        DocumentNode root = document.Root;
        if (!RulesetShape.Check(root, findings))
            return;
        _open.Add(Normal(document.Path));
        foreach (DocumentNode extended in root["extends"] is { IsArray: true } list && !IsPair(list) ? list.Items : root["extends"] is { } one ? [one] : [])
            Extend(document, extended);
        RuleAliases aliases = root["aliases"] is { } written ? new(written.Members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)) : RuleAliases.None;
        foreach (DocumentMember rule in root["rules"]?.Members ?? [])
            Add(rule, root, aliases, mode);
        _open.RemoveAt(_open.Count - 1);
    }

    private void Add(DocumentMember rule, DocumentNode owner, RuleAliases aliases, string mode)
    {
        RuleSource? inherited = Rules.GetValueOrDefault(rule.Name);
        DocumentNode node = rule.Value;
        if (node.IsObject)
        {
            bool off = mode == "off" || (mode != "all" && node["recommended"]?.AsBoolean == false && inherited is null);
            Rules[rule.Name] = inherited is null
                ? new RuleSource(rule, [node], owner) { Off = off, Aliases = aliases }
                : inherited with { Name = rule, Layers = [node, .. inherited.Layers], Severity = null, Chosen = true, Off = false, Aliases = node["given"] is null ? inherited.Aliases : aliases };
        }
        else if (node.AsBoolean == false || node.Text is "off" or "-1")
        {
            if (inherited is not null)
                Rules[rule.Name] = inherited with { Off = true };
        }
        else if (inherited is null)
        {
            findings.Add(RulesetReader.RuleFinding(
                "ruleset-rule", node.Span, "/rules/" + JsonPointer.Escape(rule.Name),
                $"Rule `{rule.Name}`: it is switched on but nothing defines it. The rule does not run.", "Define it with `given` and `then`, or extend the ruleset that does."));
        }
        else
        {
            Rules[rule.Name] = inherited with { Off = false, Chosen = true, Severity = node.AsBoolean == true ? inherited.Severity : node };
        }
    }

    private void Extend(SourceDocument document, DocumentNode extended)
    {
        string? name = IsPair(extended) ? extended.Items[0].AsString : extended.AsString;
        string mode = IsPair(extended) ? extended.Items[1].Text is "false" ? "off" : extended.Items[1].Text ?? "" : "recommended";
        void Report(string message, string fix) =>
            findings.Add(RulesetReader.RuleFinding("ruleset-extends", extended.Span, "/extends", $"{message} What it brings is not checked.", fix));
        if (name is null || mode is not ("recommended" or "all" or "off"))
        {
            Report("`extends` is a path, or a pair of a path and recommended, all or off.", "Write `extends: ./base.yaml` or `extends: [[./base.yaml, all]]`.");
            return;
        }

        if (name.StartsWith("spectral:", StringComparison.Ordinal) || name.StartsWith("apigov:", StringComparison.Ordinal))
        {
            if (BuiltInRulesets.Open(name) is { } builtIn)
                Add(builtIn, mode);
            else
                Report($"There is no built-in ruleset `{name}`.", $"Extend one of {string.Join(", ", BuiltInRulesets.Names)}.");
            return;
        }

        if (name.Contains(':', StringComparison.Ordinal) || Path.IsPathRooted(name) || Path.GetExtension(name) is not (".yaml" or ".yml" or ".json"))
        {
            Report($"`{name}` is no YAML or JSON file beside this one; remote and JavaScript rulesets are not supported.", "Extend a file by a relative path, e.g. `./base.yaml`.");
            return;
        }

        string path = Normal(Path.Combine(Path.GetDirectoryName(document.Path) ?? "", name));
        if (_open.Count >= MaxDepth || _open.Contains(path))
            Report($"`{name}` extends itself.", "Take one of the `extends` away.");
        else if (open(path) is not { } base_)
            Report($"There is no ruleset `{path}`.", "Correct the path; it is relative to this file.");
        else if (base_.Findings.Any(finding => finding.Severity == Severity.Error))
            findings.AddRange(base_.Findings);
        else
            Add(base_, mode);
    }

    private static string Normal(string path) => Path.GetRelativePath(".", path).Replace('\\', '/');

    private static bool IsPair(DocumentNode node) => node is { IsArray: true, Items.Count: 2 } && (node.Items[1].Text is "recommended" or "all" or "off" || node.Items[1].AsBoolean is not null);
}
