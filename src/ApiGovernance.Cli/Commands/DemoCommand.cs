using System.CommandLine;
using System.Net;
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
        Option<string?> backends = new("--backends") { Description = "Run the simulated back ends only, on this IP address and ports 7101 (erp), 7102 (commerce), 7103 (logistics)" };
        backends.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string?>(), out _))
                result.AddError("--backends wants an IP address of this machine: 127.0.0.1, or 0.0.0.0 for all of them.");
        });
        ListenOptions listen = new();
        Command command = new("demo", "See the whole loop: both planes, three simulated back ends and a guided tour")
        {
            exit, catalog, policies, data, listen.Gateway, listen.ControlPlane, logs, backends,
        };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(backends) is { } address ? DemoRun.RunBackendsAsync(IPAddress.Parse(address), cancellationToken) : DemoRun.RunAsync(
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
