using System.CommandLine;
using System.CommandLine.Parsing;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Output;

/// <summary>The options that every reporting command has, and how their report is written.</summary>
internal sealed class ReportOptions
{
    public Option<ReportFormat> Format { get; } = new("--format", "-f")
    {
        Description = string.Join(" | ", Enum.GetNames<ReportFormat>().Select(name => name.ToLowerInvariant())),
        DefaultValueFactory = _ => ReportFormat.Text,
        CustomParser = Named<ReportFormat>,
    };

    public Option<string?> Output { get; } = new("--output", "-o") { Description = "Write the report to this file instead of standard output" };

    public Option<Severity> FailOn { get; } = new("--fail-on")
    {
        Description = "The mildest severity that makes the exit code 1: error | warning | info | hint",
        DefaultValueFactory = _ => Severity.Error,
        CustomParser = Named<Severity>,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Format);
        command.Options.Add(Output);
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
        if (parsed.GetValue(Output) is { } file)
        {
            WriteFile(file, parsed.GetValue(Format), report);
        }
        else
        {
            bool colour = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
            ReportWriter.Write(parsed.GetValue(Format), report, Console.Out, colour);
        }

        return report.Fails ? ExitCodes.Findings : ExitCodes.Clean;
    }

    // The library's own refusal names our types and spells the values as we do.
    private static T Named<T>(ArgumentResult result)
        where T : struct, Enum
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        string[] names = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
        if (names.Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<T>(text, ignoreCase: true);
        result.AddError($"'{text}' is none of {string.Join(", ", names)}.");
        return default;
    }

    private static void WriteFile(string file, ReportFormat format, Report report)
    {
        try
        {
            using StreamWriter writer = new(file);
            ReportWriter.Write(format, report, writer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.Usage, $"The report cannot be written to {file}: {error.Message}", "Give a file in a folder that exists with --output FILE.");
        }
    }

    private static string ToolVersion => typeof(ReportOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
