using System.Net;
using ApiGovernance.Cli.Commands;
using ApiGovernance.Cli.Demo.Backends;
using ApiGovernance.Cli.Demo.Tour;
using ApiGovernance.Cli.Hosting;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Identity.Clients;

namespace ApiGovernance.Cli.Demo;

/// <summary>Starts what the demo needs, walks the tour, and stays up for the reader.</summary>
internal static class DemoRun
{
    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        string data = options.DataDirectory ?? Directory.CreateTempSubdirectory("apigov-demo-").FullName;
        try
        {
            await using SimulatedSystems systems = await SimulatedSystems.StartAsync(cancellationToken);
            await using ServeHost host = await ServeHost.StartAsync(
                new ServeOptions
                {
                    CatalogDirectory = options.CatalogDirectory ?? RepositoryFolder("catalog", "--catalog"),
                    PoliciesDirectory = options.PoliciesDirectory ?? RepositoryFolder("policies", "--policies"),
                    DataDirectory = data,
                    GatewayUrl = options.GatewayUrl,
                    ControlPlaneUrl = options.ControlPlaneUrl,
                    BackendAddresses = systems.Addresses,
                    Node = "demo",
                    UsageInterval = TimeSpan.FromMilliseconds(250),
                    LogLevel = options.ShowLogs ? LogLevel.Information : LogLevel.Warning,
                },
                cancellationToken);
            Banner.Write(host.Options, Console.Out);
            foreach ((string name, Uri address) in systems.Addresses.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                Console.Out.WriteLine($"  simulated {name,-10} {address.ToString().TrimEnd('/')}");

            int surprises = await WalkAsync(host.Options, cancellationToken);
            if (!options.ExitAfterTour)
            {
                StayUp(host.Options);
                await host.WaitForStopAsync(cancellationToken);
            }

            return surprises == 0 ? ExitCodes.Clean : ExitCodes.Findings;
        }
        catch (CommandRefusal refusal)
        {
            return ServeCommand.Refused(refusal);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Clean;
        }
        finally
        {
            if (options.DataDirectory is null)
                Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Nothing but the simulated back ends, for gateways in other processes, until it is told to stop.</summary>
    public static async Task<int> RunBackendsAsync(IPAddress address, CancellationToken cancellationToken)
    {
        try
        {
            await using SimulatedSystems systems = await SimulatedSystems.StartAsync(address, cancellationToken);
            foreach ((string name, Uri at) in systems.Addresses.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                Console.Out.WriteLine($"simulated {name,-10} {at.ToString().TrimEnd('/')}");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return ExitCodes.Clean;
        }
        catch (CommandRefusal refusal)
        {
            return ServeCommand.Refused(refusal);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Clean;
        }
    }

    private static async Task<int> WalkAsync(ServeOptions served, CancellationToken cancellationToken)
    {
        TourConsole console = new(Console.Out, !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "");
        IReadOnlyDictionary<string, string> secrets = DevelopmentSecrets.LoadOrCreate(served.SecretsFile, []);
        using TourContext tour = new(served.GatewayUrl, served.ControlPlaneUrl, secrets, console);
        await GatewayReady.WaitAsync(tour.Client, served.GatewayUrl, cancellationToken);
        await DemoTour.RunAsync(tour, cancellationToken);

        Console.Out.WriteLine();
        if (console.Surprises.Count == 0)
        {
            Console.Out.WriteLine("The tour is over: every step went as expected.");
        }
        else
        {
            Console.Out.WriteLine($"The tour is over with {console.Surprises.Count} surprises:");
            foreach (string surprise in console.Surprises)
                Console.Out.WriteLine($"  {surprise}");
        }

        return console.Surprises.Count;
    }

    private static void StayUp(ServeOptions served)
    {
        string gateway = served.GatewayUrl.ToString().TrimEnd('/');
        string control = served.ControlPlaneUrl.ToString().TrimEnd('/');
        Console.Out.WriteLine($"""

            Still up; try it in another terminal (Ctrl+C ends it):

              TOKEN=$(dotnet run --project src/ApiGovernance.Cli -- token storefront --data {served.DataDirectory} --authority {control})
              curl -i -H "Authorization: Bearer $TOKEN" {gateway}/commerce/products/v1/products
              curl -i -H "Authorization: Bearer $TOKEN" {gateway}/erp/inventory/v1/levels
              curl -s {control}/api/v1/apis
            """);
    }

    /// <summary>The repository's folder of that name, upward from where we are called or from where the program lies.</summary>
    private static string RepositoryFolder(string name, string option)
    {
        foreach (string start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "ApiGovernance.sln")) && Directory.Exists(Path.Combine(at.FullName, name)))
                    return Path.Combine(at.FullName, name);
            }
        }

        throw new CommandRefusal(ExitCodes.Usage, $"The repository's {name} folder was not found from here.", $"Run the demo inside a clone, or give {option} DIR.");
    }
}
