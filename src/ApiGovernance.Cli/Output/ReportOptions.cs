using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Output;

/// <summary>The options that every reporting command has, and how their report is written.</summary>
internal sealed class ReportOptions
{
    private static readonly Severity[] Severities = [Severity.Error, Severity.Warning, Severity.Info, Severity.Hint];

    private static readonly ReportFormat[] Every =
    [
        ReportFormat.Text, ReportFormat.Json, ReportFormat.Sarif, ReportFormat.JUnit, ReportFormat.GitHub, ReportFormat.GitLab, ReportFormat.Azure, ReportFormat.Markdown,
        ReportFormat.Html,
    ];

    // Their values are words here, and ours when they are asked for: options of our own types are code that each start would compile anew.
    private readonly Option<string> _format;
    private readonly Option<string> _failOn;
    private readonly IReadOnlyList<ReportFormat> _formats;
    private readonly bool _judges;

    /// <param name="formats">Those that the command has; all without it.</param>
    /// <param name="judges">Whether findings make the exit code.</param>
    public ReportOptions(IReadOnlyList<ReportFormat>? formats = null, bool judges = true)
    {
        (_formats, _judges) = (formats ?? Every, judges);
        _format = ChoiceOption.Create("--format", Name(ReportFormat.Text), "How it is written", [.. _formats.Select(Name)]);
        _format.Aliases.Add("-f");
        _failOn = ChoiceOption.Create("--fail-on", ReportText.Word(Severity.Error), "The mildest severity that makes the exit code 1", [.. Severities.Select(ReportText.Word)]);
    }

    public static string ToolVersion => typeof(ReportOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public Option<string?> Output { get; } = new("--output", "-o") { Description = "Write the report to this file instead of standard output" };

    public ReportFormat FormatOf(ParseResult parsed) => _formats.First(format => Name(format) == parsed.GetValue(_format));

    public Severity FailAtOf(ParseResult parsed) => Severities.First(severity => ReportText.Word(severity) == parsed.GetValue(_failOn));

    public void AddTo(Command command)
    {
        command.Options.Add(_format);
        command.Options.Add(Output);
        if (_judges)
            command.Options.Add(_failOn);
    }

    /// <summary>Writes the report and gives the exit code that the findings ask for.</summary>
    public int Write(ParseResult parsed, string title, IReadOnlyList<string> inputs, IReadOnlyList<Finding> findings)
    {
        Report report = new()
        {
            Title = title,
            Inputs = inputs,
            Findings = findings,
            ToolVersion = ToolVersion,
            FailAt = FailAtOf(parsed),
        };
        Write(parsed, (format, writer, colour) => ReportWriter.Write(format, report, writer, colour));
        return report.Fails ? ExitCodes.Findings : ExitCodes.Clean;
    }

    /// <summary>Gives a writer for where the report goes: a file, or standard output with colours when it is a terminal.</summary>
    public void Write(ParseResult parsed, Action<ReportFormat, TextWriter, bool> write)
    {
        bool colour = parsed.GetValue(Output) is null && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        TextOutput.Write(parsed.GetValue(Output), writer => write(FormatOf(parsed), writer, colour));
    }

    private static string Name(ReportFormat format) => format.ToString().ToLowerInvariant();
}
