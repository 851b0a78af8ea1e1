using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Lint;

/// <summary>One run of `apigov lint` from the arguments to the exit code.</summary>
internal sealed class LintSession(ParseResult parsed, LintSettings settings, ReportOptions output)
{
    /// <summary>The files that the last run depended on.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <exception cref="CommandRefusal">Nothing can be linted.</exception>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        LintRulesets rulesets = Rulesets();
        LintWaivers waivers = LintWaivers.Load(settings.Waivers, settings.Policies);
        using GitComparison? since = settings.Since is { } revision ? await GitComparison.OpenAsync(revision, stop) : null;
        IReadOnlyList<LintInput> inputs = await LintInputs.ExpandAsync(settings.Documents, stop);
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        DocumentLint lint = new(rulesets, settings.Catalog, today, since, settings.Profile, output.TargetsOf(parsed).Any(settings.Excerpts));
        IReadOnlyList<LintedDocument> all = await LintRun.RunAsync(inputs, lint, stop);
        Files = [.. all.SelectMany(document => document.Files), .. rulesets.Files, .. waivers.Files];
        LintedDocument[] documents = [.. all.Where(document => !document.IsOther)];
        if (documents.Length == 0)
        {
            throw new CommandRefusal(
                ExitCodes.DocumentUnreadable, $"None of the {inputs.Count} files is a description of an API, so nothing was linted.", "Give OpenAPI or AsyncAPI documents, or a folder or pattern that has some.");
        }

        List<string> notes = [.. Others(all), .. documents.SelectMany(document => document.Notes)];
        IReadOnlyList<Finding> judged = waivers.Apply([.. documents.SelectMany(document => document.Findings)], today);
        notes.AddRange(waivers.EndingSoon(judged, today));
        if (settings.Baseline is { } baseline)
        {
            (judged, IReadOnlyList<string> said) = Compare(baseline, documents, judged);
            notes.AddRange(said);
        }

        Report report = LintReport.Of(documents, rulesets with { Problems = [.. rulesets.Problems.Select(Weighed)] }, [.. judged.Select(Weighed)], notes, settings.FailAt);
        int exitCode = output.Write(parsed, report, settings.Excerpts);
        if (settings.Profile)
            LintProfile.Write(documents, Console.Error);
        return documents.Any(document => document.IsUnreadable) ? ExitCodes.DocumentUnreadable
            : report.Findings.Any(IsUnchecked) ? ExitCodes.PolicyUnreadable
            : exitCode;
    }

    private LintRulesets Rulesets()
    {
        LintRulesets rulesets = LintRulesets.Load(settings.Rulesets, settings.Policies, settings.RulesetOptions);
        Console.Error.WriteLine($"note: {rulesets}");
        foreach (Finding problem in rulesets.Problems)
            Console.Error.WriteLine($"{problem.Source} {ReportText.Word(problem.Severity)} {ReportText.Line(problem.Message)}{(problem.Fix is { } fix ? $" ({ReportText.Line(fix)})" : "")}");
        return settings.Strict && rulesets.Problems.Any(problem => problem.Severity == Severity.Error) ? throw new PolicyRefusal(rulesets.Problems) : rulesets;
    }

    /// <summary>A document that cannot be read is left out: its findings are neither gone nor known by one error in their place.</summary>
    private static (IReadOnlyList<Finding> Findings, IReadOnlyList<string> Notes) Compare(LintBaseline baseline, LintedDocument[] documents, IReadOnlyList<Finding> judged)
    {
        bool[] isRead = [.. documents.SelectMany(document => document.Findings.Select(_ => !document.IsUnreadable))];
        bool Counts(int i) => i >= isRead.Length || isRead[i];
        (IReadOnlyList<Finding> compared, IReadOnlyList<string> notes) = baseline.Apply(
            [.. judged.Where((_, i) => Counts(i))], [.. documents.Where(document => !document.IsUnreadable).Select(document => document.Input.Name)]);
        Queue<Finding> next = new(compared);
        return ([.. judged.Select((finding, i) => Counts(i) ? next.Dequeue() : finding)], notes);
    }

    private Finding Weighed(Finding finding) =>
        LintReport.IsNotApplied(finding) && finding.Severity == Severity.Error ? finding with { Severity = settings.RuleErrors } : finding;

    /// <summary>What was not asked is not known to hold: that nothing found fails (`--fail-on never`) does not make it so, a milder --rule-errors does.</summary>
    private bool IsUnchecked(Finding finding) => LintReport.IsNotApplied(finding) && finding.Severity <= (settings.FailAt ?? Severity.Error);

    private static IEnumerable<string> Others(IReadOnlyList<LintedDocument> documents)
    {
        const int Named = 3;
        string[] others = [.. documents.Where(document => document.IsOther).Select(document => document.Input.Name)];
        if (others.Length == 0)
            return [];
        string names = string.Join(", ", others.Take(Named)) + (others.Length > Named ? $" and {others.Length - Named} more" : "");
        return [$"{others.Length} {(others.Length == 1 ? "file is" : "files are")} no description of an API and {(others.Length == 1 ? "was" : "were")} not linted: {names}."];
    }
}
