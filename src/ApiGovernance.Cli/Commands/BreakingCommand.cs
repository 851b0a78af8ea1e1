using System.CommandLine;
using ApiGovernance.Cli.Comparisons;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov breaking BASE REVISION`: `diff` without what breaks nobody.</summary>
internal static class BreakingCommand
{
    public static Command Create()
    {
        ComparisonInputs inputs = new();
        ReportOptions report = new();
        Command command = new("breaking", "Compare as `diff` does, and tell only what breaks or could not be decided");
        inputs.AddTo(command);
        report.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            Comparison comparison = await inputs.RunAsync(parsed, "breaking", stop);
            return (comparison with { Report = comparison.Report with { OnlyWhatMatters = true } }).Write(parsed, report);
        }));
        return command;
    }
}
