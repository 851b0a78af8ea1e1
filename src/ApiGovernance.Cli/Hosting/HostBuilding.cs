using System.Net;
using System.Net.Sockets;
using ApiGovernance.Catalog;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Findings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ApiGovernance.Cli.Hosting;

/// <summary>What both planes' hosts have in common.</summary>
internal static class HostBuilding
{
    public static WebApplicationBuilder CreateBuilder(ServeOptions options, Uri url, Ports ports)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            // The default is the current directory, which file watchers would then walk.
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = "apigov",
        });
        builder.WebHost.UseKestrelCore().UseUrls(url.GetLeftPart(UriPartial.Authority));
        ports.Hand(builder.Services);
        builder.Configuration.AddEnvironmentVariables();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTime);
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(options.LogLevel);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        // A failed start is told once, as a refusal with its remedy; a background service that ends the host is Critical and still shown.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
        // Reports own standard output; logs are notes.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.JsonLogs)
        {
            builder.Logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            builder.Logging.AddSimpleConsole(simple =>
            {
                simple.SingleLine = true;
                simple.UseUtcTimestamp = true;
                simple.TimestampFormat = "HH:mm:ss.fff ";
            });
        }

        return builder;
    }

    /// <summary>Starts a host, turning a port in use or an address that is not ours into a refusal that says what to do.</summary>
    public static async Task StartAsync(WebApplication app, Uri url, string option, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandRefusal(
                ExitCodes.CannotStart,
                $"{url.GetLeftPart(UriPartial.Authority)} is in use by another process.",
                $"Stop that process or choose another address with {option} (port 0 takes a free one).");
        }
        catch (SocketException error)
        {
            throw CannotListen(url, option, error);
        }
        catch (CatalogStorageException error)
        {
            throw new CommandRefusal(ExitCodes.CannotStart, $"{error.Path}: {error.Problem}", error.Fix);
        }
        catch (CatalogStartupException error)
        {
            throw Listed(error);
        }
    }

    public static CommandRefusal CannotListen(Uri url, string option, SocketException error) => new(
        ExitCodes.CannotStart,
        $"Cannot listen on {url.GetLeftPart(UriPartial.Authority)}: {error.Message}.",
        $"Give an address of this machine with {option}, and a port above 1023 unless you are root.");

    /// <summary>A refusal with the error's list of findings; a policy's and a document's have exit codes of their own.</summary>
    public static CommandRefusal Listed(CatalogStartupException error)
    {
        bool policy = error.Findings.Any(finding => finding is { Kind: FindingKind.Policy, Severity: Severity.Error });
        return new CommandRefusal(
            policy ? ExitCodes.PolicyUnreadable : ExitCodes.DocumentUnreadable, error.Message,
            policy ? "Mend the policies." : "Mend the folder; `apigov catalog validate DIR` checks it without starting.");
    }

    /// <summary>The address really bound, with the port that port 0 became.</summary>
    public static Uri Address(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static bool IsLoopback(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
