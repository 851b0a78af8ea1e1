using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Management;
using ApiGovernance.Cli.Output;
using ApiGovernance.Cli.Plan;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov apply DIR`: makes the live catalog what the folder says, after showing what that changes; all of it or nothing.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        FolderOptions folder = new();
        Option<bool> yes = new("--yes", "-y") { Description = "Do not ask; needed where nobody can answer" };
        return CatalogVerb.Changes("apply", "Make the catalog what a folder says", [.. folder.Symbols, yes], async call =>
        {
            bool isAgreed = call.Get(yes);
            if (!isAgreed && !Confirmation.CanAsk)
                throw new CommandRefusal(ExitCodes.Usage, "Nobody is there to be asked whether the plan is applied.", "Look at `apigov plan` first, then give --yes.");
            FolderRequest request = folder.Read(call);
            CatalogPlan plan = await call.AskAsync(client => client.PlanAsync(request, call.Stop));
            bool isText = call.Output.Form == RecordOutput.Text;
            if (isText)
                TextOutput.Write(null, writer => PlanText.Write(plan, folder.Directory(call), writer, TerminalOutput.HasColours));
            if (!plan.CanApply)
            {
                if (!isText)
                    call.Output.WriteJson(plan);
                return ExitCodes.Findings;
            }

            if (!isAgreed && plan.Changes.Count > 0 && !Confirmation.Ask($"Apply this to {call.Catalog}?"))
            {
                await Console.Error.WriteLineAsync("Nothing was applied.");
                return ExitCodes.Findings;
            }

            // What was shown, and nothing else: when the catalog has moved on meanwhile it refuses.
            FolderRequest agreed = request with { BasedOn = plan.BasedOn };
            CatalogAnswer<CatalogPlan> answer = await call.SendAsync(client => client.ApplyAsync(agreed, call.Stop));
            CatalogPlan applied = answer.Value ?? answer.Problem!.Plan ?? throw new ProblemRefusal(answer.Problem, call.Catalog);
            if (!isText)
                call.Output.WriteJson(applied);
            else if (applied.Applied)
                Console.Out.WriteLine(PlanText.Done(applied));
            else
                TextOutput.Write(null, writer => PlanText.Write(applied, folder.Directory(call), writer, TerminalOutput.HasColours));
            return applied.Applied ? ExitCodes.Clean : ExitCodes.Findings;
        });
    }
}
