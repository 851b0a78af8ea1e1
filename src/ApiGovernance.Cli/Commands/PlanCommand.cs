using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Management;
using ApiGovernance.Cli.Output;
using ApiGovernance.Cli.Plan;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov plan DIR`: what applying a catalog folder would change in the live catalog, and why.</summary>
internal static class PlanCommand
{
    private const string Changes = "changes";

    public static Command Create()
    {
        FolderOptions folder = new();
        Option<string> failOn = ChoiceOption.Create("--fail-on", Changes, "What makes the exit code 1: that something would change, or only what stands in the way of it", [Changes, "errors"]);
        return CatalogVerb.Reads("plan", "What applying a catalog folder would change", RecordOutput.OfAction, [.. folder.Symbols, failOn], async call =>
        {
            FolderRequest request = folder.Read(call);
            CatalogPlan plan = await call.AskAsync(client => client.PlanAsync(request, call.Stop));
            call.Output.WriteOne(plan, writer => PlanText.Write(plan, folder.Directory(call), writer, TerminalOutput.HasColours));
            return !plan.CanApply || (plan.Changes.Count > 0 && call.Get(failOn) == Changes) ? ExitCodes.Findings : ExitCodes.Clean;
        });
    }
}
