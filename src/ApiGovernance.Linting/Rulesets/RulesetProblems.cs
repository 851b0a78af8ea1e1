using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Gathers what is wrong with a ruleset and the files it is made of. The same mistake is told once.</summary>
internal sealed class RulesetProblems
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<(string, SourceSpan?, string)> _told = [];
    private readonly HashSet<string> _rules = new(StringComparer.Ordinal);

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The rules that do not run because of a mistake.</summary>
    public IReadOnlyCollection<string> Rules => _rules;

    /// <summary>A ruleset that another one extends is missing, so a rule that nothing defines may be one of its.</summary>
    public bool IsIncomplete { get; set; }

    public void Add(Finding finding)
    {
        if (_told.Add((finding.RuleId, finding.Source, finding.Message)))
            _findings.Add(finding);
    }

    public void Add(IEnumerable<Finding> findings)
    {
        foreach (Finding finding in findings)
            Add(finding);
    }

    /// <param name="id">The kind of mistake, e.g. <c>ruleset-extends</c>.</param>
    /// <param name="root">The ruleset's root, below which the node is.</param>
    /// <param name="node">Where the mistake is.</param>
    public void Report(string id, DocumentNode root, DocumentNode node, string message, string fix, Severity severity = Severity.Error) => Add(new Finding
    {
        Kind = FindingKind.Policy,
        RuleId = id,
        Severity = severity,
        Message = message,
        Fix = fix,
        Source = node.Span,
        Pointer = PointerOf(root, node) ?? "",
    });

    /// <summary>A mistake in a rule, which then does not run.</summary>
    public void ReportRule(string rule, DocumentNode root, DocumentNode node, string message, string fix)
    {
        _rules.Add(rule);
        Report("ruleset-rule", root, node, $"Rule `{rule}`: {message} The rule does not run.", fix);
    }

    /// <summary>The way to a node, which is looked for only when there is something to say of it; null when it is not below the root.</summary>
    public static string? PointerOf(DocumentNode root, DocumentNode node)
    {
        Stack<(DocumentNode Node, string Pointer)> open = new([(root, "")]);
        while (open.TryPop(out (DocumentNode Node, string Pointer) top))
        {
            if (ReferenceEquals(top.Node, node))
                return top.Pointer;
            foreach (DocumentMember member in top.Node.Members)
                open.Push((member.Value, JsonPointer.Append(top.Pointer, member.Name)));
            for (int i = 0; i < top.Node.Items.Count; i++)
                open.Push((top.Node.Items[i], JsonPointer.Append(top.Pointer, i)));
        }

        return null;
    }
}
