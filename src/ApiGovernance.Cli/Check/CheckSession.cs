using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Lint;
using ApiGovernance.Cli.Output;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Check;

/// <summary>One run of `apigov check` from the arguments to the exit code.</summary>
internal sealed class CheckSession(ParseResult parsed, CheckSettings settings, ReportOptions output)
{
    // A file that must not be written to.
    private string? _guarded;

    /// <exception cref="CommandRefusal">Nothing can be judged.</exception>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        CheckResult result;
        try
        {
            result = await new CheckRun(settings, now).RunAsync(Guard, stop);
        }
        catch (CommandRefusal refusal) when (_guarded is null)
        {
            WriteComments(writer => CheckMarkdown.WriteRefusal(refusal.Message, refusal.Fix, writer));
            throw;
        }

        Report report = CheckReport.Of(result, output.FailAtOf(parsed), settings.IsAdvisory);
        SourceLinks links = SourceLinks.OfEnvironment();
        void Comment(TextWriter writer) => CheckMarkdown.Write(result, settings.IsAdvisory, links, DateOnly.FromDateTime(now.UtcDateTime), writer);
        output.Write(parsed, (format, writer, colour) =>
        {
            switch (format)
            {
                case ReportFormat.Text:
                    CheckText.Write(report, result, writer, colour, colour && TerminalOutput.HasLinks);
                    break;
                case ReportFormat.Markdown:
                    Comment(writer);
                    break;
                case ReportFormat.Json:
                    CheckJson.Write(report, result, writer);
                    break;
                case ReportFormat.JUnit:
                    ReportWriter.Write(format, CheckReport.WithUnchanged(report, result), writer);
                    break;
                default:
                    ReportWriter.Write(format, report, writer);
                    break;
            }
        });
        if (settings.CommentFile is { } comment)
            TextOutput.Write(comment, Comment);
        if (Targets.Any(target => target.Format == ReportFormat.GitHub))
            StepSummary.Append(Comment);
        // The text report ends with the verdicts.
        if (!Targets.Contains(new ReportTarget(ReportFormat.Text, null)))
            CheckText.WriteVerdicts(result, Console.Error, colour: false);
        return result.IsNotChecked ? ExitCodes.DocumentUnreadable
            : report.Fails ? ExitCodes.Findings
            : ExitCodes.Clean;
    }

    private IReadOnlyList<ReportTarget> Targets => output.TargetsOf(parsed);

    /// <summary>Wherever a comment is expected: a pull request must not keep the one of a run that passed.</summary>
    private void WriteComments(Action<TextWriter> write)
    {
        foreach (string file in Targets.Where(target => target.Format == ReportFormat.Markdown).Select(target => target.File).Append(settings.CommentFile).OfType<string>())
            TextOutput.Write(file, write);
        if (Targets.Any(target => target.Format == ReportFormat.GitHub))
            StepSummary.Append(write);
    }

    /// <summary>A report never takes the place of a document, nor of another report.</summary>
    private void Guard(IReadOnlyList<LintInput> inputs)
    {
        HashSet<string> taken = [.. inputs.OfType<DiskInput>().Select(input => Path.GetFullPath(input.File))];
        _guarded = Targets.Select(target => target.File).Append(settings.CommentFile).OfType<string>().FirstOrDefault(file => !taken.Add(Path.GetFullPath(file)));
        if (_guarded is { } written)
            throw new CommandRefusal(ExitCodes.Usage, $"{written} is a document of this run, or the file of another report, and would be overwritten.", "Give the report another file.");
    }
}
