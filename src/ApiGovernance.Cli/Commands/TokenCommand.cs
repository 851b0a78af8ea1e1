using System.CommandLine;
using System.Text.Json;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Identity.Clients;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov token CLIENT`: an access token of the embedded authority, for trying things out.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        Argument<string> consumer = new("consumer") { Description = "The client id" };
        Option<string> data = new("--data") { Description = "The data folder that `serve` uses", DefaultValueFactory = _ => "data" };
        Option<Uri> authority = UrlOption.Create("--authority", "http://127.0.0.1:8081", "Where the embedded authority is");
        Option<string?> scope = new("--scope") { Description = "Scopes, separated by blanks [default: all that the consumer has]" };
        Option<string> audience = new("--audience") { Description = "gateway | control-plane: what the token is for", DefaultValueFactory = _ => "gateway" };
        audience.AcceptOnlyFromAmong("gateway", "control-plane");
        Command command = new("token", "Print an access token of a consumer, or of a client of the control plane (development secrets)") { consumer, data, authority, scope, audience };
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(() =>
        {
            string? scopes = parsed.GetValue(scope);
            if (parsed.GetValue(audience) == "control-plane")
            {
                scopes = scopes is null
                    ? CatalogCredential.EmbeddedScope
                    : throw new CommandRefusal(ExitCodes.Usage, "--scope is for the gateway: a token for the control plane has roles by policy, not scopes.", "Leave out --scope or --audience.");
            }

            return RunAsync(parsed.GetValue(consumer)!, parsed.GetValue(data)!, parsed.GetValue(authority)!, scopes, stop);
        }));
        return command;
    }

    private static async Task<int> RunAsync(string consumer, string data, Uri authority, string? scope, CancellationToken stop)
    {
        string secret = Environment.GetEnvironmentVariable(CatalogCredential.SecretVariable) is { Length: > 0 } given ? given : DevelopmentSecret(consumer, data);
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials", ["client_id"] = consumer, ["client_secret"] = secret };
        if (scope is not null)
            form["scope"] = scope;
        using HttpClient client = new();
        using FormUrlEncodedContent content = new(form);
        try
        {
            using HttpResponseMessage response = await client.PostAsync(new Uri(authority, "connect/token"), content, stop);
            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(stop));
            if (!response.IsSuccessStatusCode)
            {
                string reason = answer.RootElement.TryGetProperty("error", out JsonElement error) ? error.ToString() : response.ReasonPhrase ?? "";
                string detail = answer.RootElement.TryGetProperty("error_description", out JsonElement description) ? description.ToString() : "";
                throw new CommandRefusal(ExitCodes.Findings, $"The authority refused: {reason} {detail}".TrimEnd(), "Ask for scopes of the consumer's subscriptions only; a token for the control plane is given to clients that policies/access/access.yaml binds.");
            }

            Console.Out.WriteLine(answer.RootElement.GetProperty("access_token").GetString());
            return ExitCodes.Clean;
        }
        catch (HttpRequestException error)
        {
            throw new CommandRefusal(ExitCodes.CatalogUnreachable, $"The authority at {authority} cannot be reached: {error.Message}", "Start `apigov serve`, or give --authority URL.");
        }
        catch (JsonException)
        {
            throw new CommandRefusal(ExitCodes.CatalogUnreachable, $"What answers at {authority} is no token authority.", "Give the control plane's address with --authority URL.");
        }
    }

    private static string DevelopmentSecret(string consumer, string data)
    {
        string file = Path.Combine(data, "dev-credentials.json");
        if (!File.Exists(file))
        {
            throw new CommandRefusal(
                ExitCodes.DocumentUnreadable, $"There is no {file}.",
                $"Give the data folder of the running `serve` with --data DIR, or set {CatalogCredential.SecretVariable} to a key of the consumer.");
        }

        IReadOnlyDictionary<string, string> secrets = Secrets(file);
        return secrets.TryGetValue(consumer, out string? secret)
            ? secret
            : throw new CommandRefusal(
                ExitCodes.Usage, $"No consumer '{consumer}' has a credential of the embedded authority.", $"Known: {string.Join(", ", secrets.Keys.Order(StringComparer.Ordinal))}.");
    }

    private static IReadOnlyDictionary<string, string> Secrets(string file)
    {
        try
        {
            return DevelopmentSecrets.LoadOrCreate(file, []);
        }
        catch (DevelopmentSecretsException error)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, error.Message, "Correct the file, or give another data folder with --data DIR.");
        }
    }
}
