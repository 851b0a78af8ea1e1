using System.Text;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.JavaScript;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Rulesets.Sources;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.JavaScript;

/// <summary>Rules with functions in JavaScript, run over a text.</summary>
internal sealed class ScriptedRules
{
    private readonly List<LintRule> _rules = [];
    private readonly RulesetScripts _scripts;

    /// <param name="files">Name and text of modules.</param>
    public ScriptedRules(params (string Name, string Text)[] files)
        : this(null, files)
    {
    }

    public ScriptedRules(ScriptLimits? limits, params (string Name, string Text)[] files) =>
        _scripts = new RulesetScripts(path => files.Where(file => file.Name == path).Select(file => (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(file.Text)).FirstOrDefault(), limits);

    public RulesetScripts Scripts => _scripts;

    /// <summary>Findings as `message @ pointer:line`.</summary>
    public static IReadOnlyList<string> Run(string function, string contract, string given = "$", string? field = null, string? options = null, bool resolved = true) =>
        new ScriptedRules(("f.js", function)).Add("f.js", given, field, options, resolved).Run(contract);

    public ScriptedRules Add(string path, string given = "$", string? field = null, string? options = null, bool resolved = true) =>
        Add($"rule{_rules.Count + 1}", _scripts.Function(path), given, field, options, resolved);

    public ScriptedRules Add(string id, FunctionEntry entry, string given = "$", string? field = null, string? options = null, bool resolved = true)
    {
        DocumentNode? node = options is null ? null : DocumentReader.Read("options.yaml", Encoding.UTF8.GetBytes(options)).Root;
        _rules.Add(new LintRule(
            id, Severity.Warning, new RuleGiven([given], RuleAliases.None),
            [new RuleAction(field is null ? null : RuleField.Parse(field), entry.Create(new FunctionOptions(node)), "f")])
        {
            Resolved = resolved,
            Source = new SourceSpan("rules.yaml", 1, 1, 1, 1),
        });
        return this;
    }

    public IReadOnlyList<string> Run(string contract) =>
        [.. Findings(contract).Select(finding => finding.Kind == FindingKind.Lint ? $"{finding.Message} @ {finding.Pointer}:{finding.Source!.Line}" : finding.Message)];

    public IReadOnlyList<Finding> Findings(string contract) =>
        Linter.Lint(DocumentBundle.FromBytes("openapi.yaml", Encoding.UTF8.GetBytes(contract)), Rules());

    private Ruleset Rules()
    {
        RulesetDefinition definition = new() { File = new RulesetFile("rules.yaml", DocumentNode.Null(new SourceSpan("rules.yaml", 1, 1, 1, 1)), RulesetFunctions.None) };
        return new Ruleset(
            "rules.yaml", new RulesetVariants("rules.yaml", definition),
            new RulesetContent(new Dictionary<string, RuleSource>(StringComparer.Ordinal), _rules, FormatSet.Empty, null, []));
    }
}
