using System.CommandLine;
using System.Net;
using ApiGovernance.Cli.Hosting;

namespace ApiGovernance.Cli.Inputs;

/// <summary>How the commands reach the live catalog.</summary>
internal static class CatalogConnection
{
    public static Option<Uri> Option() => new("--catalog-url")
    {
        Description = "Control plane of the live catalog",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:8081/"),
    };

    public static HttpClient Open(Uri catalog)
    {
        HttpClient client = new() { BaseAddress = catalog, Timeout = TimeSpan.FromSeconds(100) };
        if (Environment.GetEnvironmentVariable(ServeOptions.AdminTokenVariable) is { Length: > 0 } token)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    public static CommandRefusal Unreachable(Uri catalog, HttpRequestException error) => new(
        ExitCodes.CatalogUnreachable,
        $"The catalog at {catalog} cannot be reached: {error.Message}",
        "Start it with `apigov serve`, or give its address with --catalog-url.");

    public static CommandRefusal Refused(Uri catalog, HttpResponseMessage response) => new(
        ExitCodes.CatalogUnreachable,
        $"The catalog at {catalog} answered {(int)response.StatusCode} {response.ReasonPhrase}.",
        response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? $"Set {ServeOptions.AdminTokenVariable} to the catalog's token."
            : "See the control plane's log for the reason.");
}
