using System.CommandLine;
using ApiGovernance.Cli.Demo;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov demo`: serve, three simulated back ends and a tour that shows the loop on real sockets.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Option<bool> exit = new("--exit") { Description = "End after the tour; the exit code is not zero if a step surprised it" };
        Option<string?> catalog = new("--catalog") { Description = "Folder of descriptors and contracts [default: the repository's own]" };
        Option<string?> policies = new("--policies") { Description = "Folder of policies [default: the repository's own]" };
        Option<string?> data = new("--data") { Description = "Data folder that stays [default: a new one that is removed at the end]" };
        Option<bool> logs = new("--logs") { Description = "Show the structured logs of both planes" };
        ListenOptions listen = new();
        Command command = new("demo", "See the whole loop: both planes, three simulated back ends and a guided tour")
        {
            exit, catalog, policies, data, listen.Gateway, listen.ControlPlane, logs,
        };
        command.SetAction((parsed, cancellationToken) => DemoRun.RunAsync(
            new DemoOptions
            {
                ExitAfterTour = parsed.GetValue(exit),
                CatalogDirectory = parsed.GetValue(catalog),
                PoliciesDirectory = parsed.GetValue(policies),
                DataDirectory = parsed.GetValue(data),
                GatewayUrl = parsed.GetValue(listen.Gateway)!,
                ControlPlaneUrl = parsed.GetValue(listen.ControlPlane)!,
                ShowLogs = parsed.GetValue(logs),
            },
            cancellationToken));
        return command;
    }
}
