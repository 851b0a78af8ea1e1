using System.CommandLine;
using ApiGovernance.Cli.Comparisons;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov summary BASE REVISION`: the verdict and counts. It judges nothing.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        ComparisonInputs inputs = new();
        ReportOptions report = new([ReportFormat.Text, ReportFormat.Json], judges: false);
        Command command = new("summary", "Compare as `diff` does, and tell the verdict and how many changes of which kind there are");
        inputs.AddTo(command);
        report.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            Comparison comparison = await inputs.RunAsync(parsed, "summary", stop);
            report.Write(parsed, (format, writer, _) =>
            {
                if (format == ReportFormat.Json)
                    SummaryReport.WriteJson(comparison.Report, writer);
                else
                    SummaryReport.WriteText(comparison.Report, writer);
            });
            return comparison.IsIncomplete ? ExitCodes.DocumentUnreadable : ExitCodes.Clean;
        }));
        return command;
    }
}
