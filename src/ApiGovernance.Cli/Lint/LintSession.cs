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
        GuardWritten(inputs);
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        if (settings.Fix)
        {
            LintFixRun fixes = LintFixRun.Of(inputs, rulesets.Rulesets, today);
            if (settings.DryRun)
                return fixes.Show(Console.Out, Console.Error);
            fixes.Save(Console.Error);
        }

        DocumentLint lint = new(rulesets, settings.Catalog, today, since, settings.Profile, output.TargetsOf(parsed).Any(settings.Excerpts));
        IReadOnlyList<LintedDocument> all = await LintRun.RunAsync(inputs, lint, stop);
        Files = [.. all.SelectMany(document => document.Files), .. rulesets.Files, .. waivers.Files];
        LintedDocument[] documents = [.. all.Where(document => !document.IsOther)];
        if (documents.Length == 0)
        {
            throw new CommandRefusal(
                ExitCodes.DocumentUnreadable, $"None of the {inputs.Count} files is a description of an API, so nothing was linted.", "Give OpenAPI or AsyncAPI documents, or a folder or pattern that has some.");
        }

        List<string> notes = [.. Others(all), .. Links(settings.Documents), .. documents.SelectMany(document => document.Notes)];
        IReadOnlyList<Finding> judged = waivers.Apply([.. documents.SelectMany(document => document.Findings)], today);
        notes.AddRange(waivers.EndingSoon(judged, today));
        if (settings.Baseline is { } baseline)
        {
            (judged, IReadOnlyList<string> said) = Compare(baseline, documents, judged);
            notes.AddRange(said);
        }

        Report report = LintReport.Of(documents, rulesets, [.. judged, .. documents.Where(IsUnasked).Select(Unasked)], notes, settings.FailAt, settings.RuleErrors);
        bool isUnreadable = documents.Any(document => document.IsUnreadable);
        // What was not asked is not known to hold: that nothing found fails (`--fail-on never`) does not make it so, a milder --rule-errors does.
        bool isUnasked = (report.NotApplied.Count > 0 && settings.RuleErrors <= (settings.FailAt ?? Severity.Error)) || documents.All(IsUnasked);
        int exitCode = output.Write(parsed, report with { IsIncomplete = isUnreadable || isUnasked }, settings.Excerpts);
        if (documents.Sum(document => document.Fixable) is > 0 and var fixable && !settings.Fix)
            Console.Error.WriteLine($"note: {fixable} of the findings can be mended by a program: add --fix (or --fix --dry-run to see how).");
        if (settings.Profile)
            LintProfile.Write(documents, Console.Error);
        return isUnreadable ? ExitCodes.DocumentUnreadable : isUnasked ? ExitCodes.PolicyUnreadable : exitCode;
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

    private static bool IsUnasked(LintedDocument document) => !document.IsUnreadable && document.Rules.Count == 0;

    private static Finding Unasked(LintedDocument document) => new()
    {
        Kind = FindingKind.Policy,
        RuleId = "document-without-rules",
        Severity = Severity.Warning,
        Message = "None of the rules is for this document, so nothing was asked of it.",
        Fix = "Lint it with a ruleset for its format.",
        Source = new SourceSpan(document.Input.Name, 1, 1, 1, 1),
    };

    /// <summary>A report never takes the place of a document, nor of another report.</summary>
    private void GuardWritten(IReadOnlyList<LintInput> inputs)
    {
        HashSet<string> taken = [.. inputs.OfType<DiskInput>().Select(input => Path.GetFullPath(input.File))];
        foreach (string file in output.TargetsOf(parsed).Select(target => target.File).OfType<string>())
        {
            if (!taken.Add(Path.GetFullPath(file)))
                throw new CommandRefusal(ExitCodes.Usage, $"{file} is a document of this run, or the file of another report, and would be overwritten.", "Give the report another file.");
        }
    }

    private static IEnumerable<string> Links(IReadOnlyList<string> arguments)
    {
        string[] links = [.. LintInputs.Folders(arguments).SelectMany(folder => FolderFiles.LinksBelow(folder).Where(DocumentSet.MayBeDocument).Select(link => Path.Combine(folder, link)))];
        return links.Length == 0 ? [] : [$"Links are not followed, so these were not linted: {string.Join(", ", links.Take(5))}{(links.Length > 5 ? $" and {links.Length - 5} more" : "")}. Name them to lint them."];
    }

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
