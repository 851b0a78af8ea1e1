using System.CommandLine;
using System.CommandLine.Parsing;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Output;

/// <summary>The options that every reporting command has, and how their report is written.</summary>
internal sealed class ReportOptions
{
    private readonly bool _judges;

    /// <param name="formats">Those that the command has; all without it.</param>
    /// <param name="judges">Whether findings make the exit code.</param>
    public ReportOptions(IReadOnlyList<ReportFormat>? formats = null, bool judges = true)
    {
        string[] names = [.. (formats ?? Enum.GetValues<ReportFormat>()).Select(Name)];
        _judges = judges;
        Format = new("--format", "-f")
        {
            Description = string.Join(" | ", names),
            DefaultValueFactory = _ => ReportFormat.Text,
            CustomParser = result => Named<ReportFormat>(result, names),
        };
    }

    public static string ToolVersion => typeof(ReportOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public Option<ReportFormat> Format { get; }

    public Option<string?> Output { get; } = new("--output", "-o") { Description = "Write the report to this file instead of standard output" };

    public Option<Severity> FailOn { get; } = new("--fail-on")
    {
        Description = "The mildest severity that makes the exit code 1: error | warning | info | hint",
        DefaultValueFactory = _ => Severity.Error,
        CustomParser = result => Named<Severity>(result, [.. Enum.GetValues<Severity>().Select(Name)]),
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Format);
        command.Options.Add(Output);
        if (_judges)
            command.Options.Add(FailOn);
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
            FailAt = parsed.GetValue(FailOn),
        };
        Write(parsed, (format, writer, colour) => ReportWriter.Write(format, report, writer, colour));
        return report.Fails ? ExitCodes.Findings : ExitCodes.Clean;
    }

    /// <summary>Gives a writer for where the report goes: a file, or standard output with colours when it is a terminal.</summary>
    public void Write(ParseResult parsed, Action<ReportFormat, TextWriter, bool> write)
    {
        bool colour = parsed.GetValue(Output) is null && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        TextOutput.Write(parsed.GetValue(Output), writer => write(parsed.GetValue(Format), writer, colour));
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    // The library's own refusal names our types and spells the values as we do.
    private static T Named<T>(ArgumentResult result, string[] names)
        where T : struct, Enum
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (names.Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<T>(text, ignoreCase: true);
        result.AddError($"'{text}' is none of {string.Join(", ", names)}.");
        return default;
    }
}
