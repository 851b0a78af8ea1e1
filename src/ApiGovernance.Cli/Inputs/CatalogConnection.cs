using System.CommandLine;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Inputs;

/// <summary>How the commands reach the live catalog.</summary>
internal static class CatalogConnection
{
    /// <summary>The admin token: what a control plane asks for, and what a command sends that has nothing better.</summary>
    public const string AdminTokenVariable = "APIGOV_ADMIN_TOKEN";

    public static Option<Uri> Option() => UrlOption.Create("--catalog-url", "http://127.0.0.1:8081", "Control plane of the live catalog");

    /// <exception cref="CommandRefusal">The environment holds half a credential.</exception>
    public static HttpClient Open(Uri catalog) => Open(catalog, CatalogCredential.OfEnvironment(catalog));

    public static HttpClient Open(Uri catalog, CatalogCredential? credential)
    {
        // A reason or a name may be in any language; fields are UTF-8.
        SocketsHttpHandler transport = new() { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 };
        HttpMessageHandler handler = credential is null ? transport : new BearerTokens(credential, transport);
        return new HttpClient(handler) { BaseAddress = catalog, Timeout = TimeSpan.FromSeconds(100) };
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
            answer.Status is 401 ? $"Set {CatalogCredential.TokenVariable} to an access token for the catalog, {CatalogCredential.ClientVariable} and {CatalogCredential.SecretVariable}, or {AdminTokenVariable}."
                : answer.Status is 403 ? "Ask somebody with that role, or for the role (policies/access/access.yaml)." : $"See {new Uri(catalog, "api/v1/apis")} for what it has.");
}
