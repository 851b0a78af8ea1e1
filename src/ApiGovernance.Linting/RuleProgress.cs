using System.Diagnostics;
using ApiGovernance.Linting.Fixes;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Paths;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting;

/// <summary>A rule on its way through one document: what it found, and whether it still runs.</summary>
internal sealed class RuleProgress(LintRule rule, IReadOnlyList<JsonPath> given, bool profile)
{
    private readonly List<FunctionResult> _results = [];
    private readonly List<Finding> _findings = [];
    private readonly List<LintFix> _fixes = [];
    private int _targets;
    private TimeSpan _time;
    private Finding? _notRun;

    public LintRule Rule => rule;

    /// <summary>The rule's paths for the formats of the document.</summary>
    public IReadOnlyList<JsonPath> Given => given;

    /// <summary>Why it does not run to its end; null while it does.</summary>
    public string? GivenUp { get; private set; }

    public IEnumerable<Finding> Findings => _notRun is null ? _findings : [.. _findings, _notRun];

    public IEnumerable<LintFix> Fixes => _fixes;

    public void Ask(RuleAction action, LintTarget target)
    {
        _targets++;
        _results.Clear();
        long start = profile ? Stopwatch.GetTimestamp() : 0;
        try
        {
            action.Function(target, _results);
        }
        catch (Exception error) when (error is PatternTimeoutException or LintFunctionException)
        {
            GiveUp(error.Message);
        }

        if (profile)
            _time += Stopwatch.GetElapsedTime(start);
        foreach (FunctionResult result in _results)
        {
            if (rule.Weigh(FindingBuilder.Build(target, result), target.View.Bundle.Root.Path) is not { } finding)
                continue;
            _findings.Add(finding);
            if (rule.Fix is { } how && FixBuilder.Build(how, target, result, finding) is { } fix)
                _fixes.Add(fix);
        }
    }

    /// <summary>One bad rule disables itself, never the run; and it is said, because its places were not checked.</summary>
    public void GiveUp(string problem)
    {
        GivenUp = problem;
        _notRun ??= RulesetReader.RuleFinding(
            "ruleset-rule-not-run", rule.Source, "/rules/" + JsonPointer.Escape(rule.Id), $"Rule `{rule.Id}` was given up: {problem}.", "Mend the rule, or switch it off.");
    }

    /// <summary>Forgets what was found, before the walk begins anew.</summary>
    public void Restart()
    {
        _findings.Clear();
        _fixes.Clear();
        _targets = 0;
        _time = TimeSpan.Zero;
    }

    public RuleRun Result() => new(rule.Id, rule.Severity, rule.Description ?? rule.Id, rule.HelpUri, _targets, _findings.Count, _time, GivenUp);
}
