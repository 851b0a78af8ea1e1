using System.CommandLine;
using ApiGovernance.Cli.Comparisons;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov diff BASE REVISION`: what changed between two contracts, and what of it breaks a caller.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        ComparisonInputs inputs = new();
        HistoryOptions history = new();
        ReportOptions report = new();
        Command command = new("diff", "Compare two versions of a contract, or of a folder of them: what breaks, with the proof");
        inputs.AddTo(command);
        history.AddTo(command);
        report.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
            history.AreGiven(parsed, inputs)
                ? await history.RunAsync(parsed, inputs, report, stop)
                : (await inputs.RunAsync(parsed, "diff", stop)).Write(parsed, report)));
        return command;
    }
}
