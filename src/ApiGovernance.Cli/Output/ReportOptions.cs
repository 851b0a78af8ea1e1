using System.CommandLine;
using System.CommandLine.Parsing;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Output;

/// <summary>The options that every reporting command has, and how their reports are written.</summary>
internal sealed class ReportOptions
{
    private const string Never = "never";

    private const string Verdict = "verdict";

    private static readonly Severity[] Severities = [Severity.Error, Severity.Warning, Severity.Info, Severity.Hint];

    private static readonly ReportFormat[] Every =
    [
        ReportFormat.Text, ReportFormat.Json, ReportFormat.Sarif, ReportFormat.JUnit, ReportFormat.GitHub, ReportFormat.GitLab, ReportFormat.Azure, ReportFormat.Markdown,
        ReportFormat.Html, ReportFormat.TeamCity,
    ];

    // Their values are words here, and ours when they are asked for: options of our own types are code that each start would compile anew.
    private readonly Option<string[]> _format;
    private readonly Option<string> _failOn;
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write the report to this file instead of standard output" };
    private readonly IReadOnlyList<ReportFormat> _formats;
    private readonly bool _judges;

    /// <param name="formats">Those that the command has; all without it.</param>
    /// <param name="judges">Whether findings make the exit code.</param>
    /// <param name="hasVerdict">A gate's verdict makes it, and findings only where that is asked for.</param>
    public ReportOptions(IReadOnlyList<ReportFormat>? formats = null, bool judges = true, bool hasVerdict = false)
    {
        (_formats, _judges) = (formats ?? Every, judges);
        _format = new Option<string[]>("--format", "-f")
        {
            Description = $"How it is written: {string.Join(" | ", _formats.Select(Name))}; FORMAT=FILE writes it to a file, and several may be given [default: text]",
        };
        _format.Validators.Add(Validate);
        _format.CompletionSources.Add([.. _formats.Select(Name)]);
        string[] severities = [.. Severities.Select(ReportText.Word), Never];
        _failOn = hasVerdict
            ? Inputs.ChoiceOption.Create("--fail-on", Verdict, "What makes the exit code 1: the verdict, findings of a severity as well, or nothing that is found", [Verdict, .. severities])
            : Inputs.ChoiceOption.Create("--fail-on", ReportText.Word(Severity.Error), "The mildest severity that makes the exit code 1", severities);
    }

    public static string ToolVersion => typeof(ReportOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Null: nothing that is found fails, or the verdict alone does.</summary>
    public Severity? FailAtOf(ParseResult parsed) =>
        parsed.GetValue(_failOn) is { } word && word is not (Never or Verdict) ? Severities.First(severity => ReportText.Word(severity) == word) : null;

    /// <summary>The verdict is told and fails nothing.</summary>
    public bool IsAdvisory(ParseResult parsed) => parsed.GetValue(_failOn) == Never;

    /// <summary>What is to be written, and to which file; null is standard output, of which there is at most one.</summary>
    public IReadOnlyList<ReportTarget> TargetsOf(ParseResult parsed)
    {
        string? output = parsed.GetValue(_output);
        string[] written = parsed.GetValue(_format) ?? [];
        List<ReportTarget> targets = [.. written.Select(text => Target(text)!).Select(target => target.File is null ? target with { File = output } : target)];
        if (written.Length == 0 || (output is not null && targets.All(target => target.File != output)))
            targets.Insert(0, new ReportTarget(ReportFormat.Text, output));
        return targets;
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_format);
        command.Options.Add(_output);
        if (_judges)
            command.Options.Add(_failOn);
    }

    /// <summary>Writes the reports and gives the exit code that the findings ask for.</summary>
    public int Write(ParseResult parsed, string title, IReadOnlyList<string> inputs, IReadOnlyList<Finding> findings) => Write(parsed, new Report
    {
        Title = title,
        Inputs = inputs,
        Findings = findings,
        ToolVersion = ToolVersion,
        FailAt = FailAtOf(parsed),
    });

    /// <summary>Writes the reports and gives the exit code that the findings ask for.</summary>
    /// <param name="excerpts">Which of them show the lines of the findings; all without it.</param>
    public int Write(ParseResult parsed, Report report, Func<ReportTarget, bool>? excerpts = null)
    {
        foreach (ReportTarget target in TargetsOf(parsed))
        {
            Report shown = excerpts?.Invoke(target) != false ? report : report with { Excerpts = null };
            bool onTerminal = target.File is null;
            TextOutput.Write(target.File, writer => ReportWriter.Write(target.Format, shown, writer, onTerminal && TerminalOutput.HasColours, onTerminal && TerminalOutput.HasLinks));
        }

        if (TargetsOf(parsed).Any(target => target.Format == ReportFormat.GitHub))
            StepSummary.Append(report);
        return report.Fails ? ExitCodes.Findings : ExitCodes.Clean;
    }

    /// <summary>Gives a writer for where each report goes: a file, or standard output with colours when it is a terminal.</summary>
    public void Write(ParseResult parsed, Action<ReportFormat, TextWriter, bool> write)
    {
        foreach (ReportTarget target in TargetsOf(parsed))
            TextOutput.Write(target.File, writer => write(target.Format, writer, target.File is null && TerminalOutput.HasColours));
    }

    private static string Name(ReportFormat format) => format.ToString().ToLowerInvariant();

    private ReportTarget? Target(string text)
    {
        string[] parts = text.Split('=', 2);
        return _formats.Where(format => Name(format).Equals(parts[0], StringComparison.OrdinalIgnoreCase))
            .Select(format => new ReportTarget(format, parts.Length == 2 ? parts[1] : null)).FirstOrDefault();
    }

    private void Validate(OptionResult result)
    {
        foreach (Token token in result.Tokens.Where(token => Target(token.Value) is null))
            result.AddError($"'{token.Value.Split('=', 2)[0]}' is none of {string.Join(", ", _formats.Select(Name))}.");
        foreach (Token token in result.Tokens.Where(token => Target(token.Value) is { File.Length: 0 }))
            result.AddError($"'{token.Value}' names no file; write FORMAT=FILE.");
        string[] bare = [.. result.Tokens.Select(token => token.Value).Where(text => Target(text) is { File: null })];
        if (bare.Length > 1)
            result.AddError($"Standard output takes one report, and {string.Join(" and ", bare)} want it; give the others a file, e.g. {bare[1]}=FILE.");
    }
}

/// <param name="File">Null: standard output.</param>
internal sealed record ReportTarget(ReportFormat Format, string? File);
