using System.CommandLine;
using ApiGovernance.Cli.Comparisons;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.Diff.Changelogs;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov changelog BASE REVISION`: all changes in sentences, for those who call the API. It judges nothing.</summary>
internal static class ChangelogCommand
{
    public static Command Create()
    {
        ComparisonInputs inputs = new();
        HistoryOptions history = new();
        ReportOptions report = new(ChangelogWriter.Formats, judges: false);
        Command command = new("changelog", "Write what changed between two versions for those who call the API");
        inputs.AddTo(command);
        history.AddTo(command);
        report.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            if (history.AreGiven(parsed, inputs))
                return await history.RunAsync(parsed, inputs, report, stop);
            Comparison comparison = await inputs.RunAsync(parsed, "changelog", stop);
            report.Write(parsed, (format, writer, _) => ChangelogWriter.Write(format, comparison.ToChangelog(), writer));
            return comparison.IsIncomplete ? ExitCodes.DocumentUnreadable : ExitCodes.Clean;
        }));
        return command;
    }
}
