using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Lint;

/// <summary>The options of `apigov lint`.</summary>
internal sealed class LintOptions
{
    private const string Forms = "FILE, FOLDER, 'PATTERN', -, REVISION:PATH or catalog:API/VERSION";

    private static readonly Severity[] Severities = [Severity.Error, Severity.Warning, Severity.Info, Severity.Hint];

    private readonly Argument<string[]> _documents = DocumentInput.Argument<string[]>("document", Forms, ArgumentArity.ZeroOrMore);
    private readonly Option<string?> _policies = PolicyFolder.Option();
    private readonly Option<Uri> _catalog = CatalogConnection.Option();
    private readonly Option<bool> _strict = new("--strict-rulesets") { Description = "A mistake in a ruleset ends the run with 4 before anything is linted" };
    private readonly Option<string> _ruleErrors = ChoiceOption.Create(
        "--rule-errors", "error", "How a rule that cannot be applied weighs; milder than --fail-on, it lets the run pass", [.. Severities.Select(ReportText.Word)]);

    private readonly Option<string[]> _waivers = new("--waivers") { Description = "File or folder of waivers [default: those of the policies folder]" };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "Findings of this file (a baseline, or a JSON or SARIF report) are unchanged and do not count" };
    private readonly Option<bool> _updateBaseline = new("--update-baseline") { Description = "Write what is found now to the --baseline file" };
    private readonly Option<string?> _since = new("--since") { Description = "Only what is found beyond this git revision counts" };
    private readonly Option<string?> _explain = new("--explain") { Description = "Tell what a rule asks for, and lint nothing" };
    private readonly Option<bool> _profile = new("--profile") { Description = "Tell on standard error what each rule costs" };
    private readonly Option<bool> _watch = new("--watch") { Description = "Lint again whenever a file changes, until Ctrl-C" };
    private readonly Option<bool> _fix = new("--fix") { Description = "Mend what a program can mend safely, then lint what comes of it" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "With --fix: print the changes as a unified diff and write nothing; 1 when there are some" };
    private readonly Option<string> _frames = ChoiceOption.Create("--frames", "auto", "The lines of the findings in the text report; auto: on a terminal", ["auto", "always", "never"]);

    public RulesetOptions Rulesets { get; } = new();

    public ReportOptions Report { get; } = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_documents);
        Rulesets.AddTo(command);
        foreach (Option option in new Option[] { _policies, _strict, _ruleErrors, _waivers, _baseline, _updateBaseline, _since, _explain, _profile, _watch, _fix, _dryRun, _frames, _catalog })
            command.Options.Add(option);
        Report.AddTo(command);
        command.Validators.Add(result =>
        {
            // Only the words: asking for the value here would keep its own checks from being made.
            string[] documents = [.. result.GetResult(_documents)?.Tokens.Select(token => token.Value) ?? []];
            if (documents.Length == 0 && result.GetResult(_explain) is null)
                result.AddError($"There is nothing to lint. Give documents: {Forms}.");
            if (result.GetValue(_updateBaseline) && result.GetResult(_baseline) is null)
                result.AddError("--update-baseline needs to know which: give --baseline FILE.");
            if (result.GetValue(_dryRun) && !result.GetValue(_fix))
                result.AddError("--dry-run shows what --fix would change: give both.");
            if (result.GetValue(_fix) && (result.GetResult(_baseline) is not null || result.GetResult(_since) is not null || result.GetValue(_watch)))
                result.AddError("--fix mends every finding that it can; leave out --baseline, --since and --watch.");
            if (result.GetValue(_watch) && documents.Contains(StandardInput.Sign))
                result.AddError("Standard input cannot be watched; give a file.");
        });
    }

    public LintSettings Read(ParseResult parsed) => new()
    {
        Documents = parsed.GetValue(_documents) ?? [],
        Rulesets = Rulesets.NamesOf(parsed),
        RulesetOptions = Rulesets.Read(parsed),
        Policies = parsed.GetValue(_policies),
        Catalog = parsed.GetValue(_catalog)!,
        Strict = parsed.GetValue(_strict),
        RuleErrors = Severities.First(severity => ReportText.Word(severity) == parsed.GetValue(_ruleErrors)),
        Waivers = parsed.GetValue(_waivers) ?? [],
        Baseline = parsed.GetValue(_baseline) is { } file ? new LintBaseline(file, parsed.GetValue(_updateBaseline)) : null,
        Since = parsed.GetValue(_since),
        Explain = parsed.GetValue(_explain),
        Profile = parsed.GetValue(_profile),
        Watch = parsed.GetValue(_watch),
        Fix = parsed.GetValue(_fix),
        DryRun = parsed.GetValue(_dryRun),
        FailAt = Report.FailAtOf(parsed),
        Excerpts = Excerpts(parsed),
        Written = [.. Report.TargetsOf(parsed).Select(target => target.File).Append(parsed.GetValue(_baseline)).OfType<string>()],
    };

    /// <summary>Which reports show the lines of the findings.</summary>
    private Func<ReportTarget, bool> Excerpts(ParseResult parsed)
    {
        string? frames = parsed.GetValue(_frames);
        return target => target.Format == ReportFormat.Html
            || (target.Format == ReportFormat.Text && frames switch { "always" => true, "never" => false, _ => target.File is null && TerminalOutput.IsTerminal });
    }
}
