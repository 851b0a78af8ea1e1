using System.CommandLine;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Inputs;

/// <summary>How the commands reach the live catalog.</summary>
internal static class CatalogConnection
{
    /// <summary>The catalog's bearer token: what a control plane asks for, and what a command sends.</summary>
    public const string AdminTokenVariable = "APIGOV_ADMIN_TOKEN";

    public static Option<Uri> Option() => UrlOption.Create("--catalog-url", "http://127.0.0.1:8081", "Control plane of the live catalog");

    public static HttpClient Open(Uri catalog)
    {
        HttpClient client = new() { BaseAddress = catalog, Timeout = TimeSpan.FromSeconds(100) };
        if (Environment.GetEnvironmentVariable(AdminTokenVariable) is { Length: > 0 } token)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    public static async Task<CatalogAnswer<T>> ReachAsync<T>(Func<Task<CatalogAnswer<T>>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (CatalogUnreachableException error)
        {
            throw new CommandRefusal(ExitCodes.CatalogUnreachable, error.Message, "Start it with `apigov serve`, or give its address with --catalog-url.");
        }
    }

    /// <exception cref="CommandRefusal">The catalog answered with a problem.</exception>
    public static T Value<T>(CatalogAnswer<T> answer, Uri catalog)
        where T : class => answer.Value ?? throw new CommandRefusal(
            answer.Status is 404 ? ExitCodes.DocumentUnreadable : ExitCodes.CatalogUnreachable,
            $"The catalog at {catalog} answered {answer.Status}: {answer.Problem?.Title}. {answer.Problem?.Detail}".TrimEnd(),
            answer.Status is 401 or 403 ? $"Set {AdminTokenVariable} to the catalog's token." : $"See {new Uri(catalog, "api/v1/apis")} for what it has.");
}
