using System.CommandLine;
using System.Net;
using ApiGovernance.Cli.Hosting;

using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov serve`: runs the planes until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Option<string> role = new("--role") { Description = "all | control-plane | gateway | authority", DefaultValueFactory = _ => "all" };
        role.AcceptOnlyFromAmong("all", "control-plane", "gateway", "authority");
        Option<string> catalog = new("--catalog") { Description = "Folder of descriptors and contracts", DefaultValueFactory = _ => "catalog" };
        Option<string> policies = new("--policies") { Description = "Folder of policies", DefaultValueFactory = _ => "policies" };
        Option<string> data = new("--data") { Description = "Folder for the store, keys and the last good snapshot", DefaultValueFactory = _ => "data" };
        Option<string> store = new("--store")
        {
            Description = $"sqlite (in the data folder) | sqlserver (connection string in {ServeOptions.SqlServerVariable})",
            DefaultValueFactory = _ => "sqlite",
        };
        store.AcceptOnlyFromAmong("sqlite", "sqlserver");
        ListenOptions listen = new();
        CallerArguments callers = new();
        Option<bool> noSecrets = new("--no-development-secrets") { Description = "The embedded authority takes the keys of consumers only; no secret stands in clear in the data folder" };
        Option<bool> noAuthority = new("--no-embedded-authority") { Description = "All tokens come from the issuers of policies/traffic/issuers.yaml" };
        Option<string> node = new("--node") { Description = "This gateway's name", DefaultValueFactory = _ => Environment.MachineName };
        Option<string?> environment = new("--environment") { Description = "The environment whose back ends are called, as `environments` of the back ends names it" };
        Option<string> log = new("--log") { Description = "text | json", DefaultValueFactory = _ => "text" };
        log.AcceptOnlyFromAmong("text", "json");
        Option<string?> idempotency = IdempotencyStoreOption.Create();
        Option<string[]> networks = new("--webhook-network") { Description = "A network inside, as CIDR, that webhooks may lead to; repeatable", Arity = ArgumentArity.ZeroOrMore };
        networks.Validators.Add(result =>
        {
            foreach (System.CommandLine.Parsing.Token token in result.Tokens)
            {
                if (!IPNetwork.TryParse(token.Value, out _))
                    result.AddError($"'{token.Value}' is no network. Write it like 10.1.0.0/16.");
            }
        });
        Option<bool> noWebhooks = new("--no-webhooks") { Description = "Another control plane over the same store delivers webhooks" };
        Option<int?> retention = new("--usage-retention-days") { Description = "How many days observed usage is kept [default: 400, or more when a policy looks further back]" };
        retention.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 36_500)
                result.AddError("--usage-retention-days must be a number from 1 to 36500.");
        });
        Option<int> drain = new("--drain-delay") { Description = "Seconds, 0 to 300, in which a gateway that was told to stop still takes requests while /readyz says 503", DefaultValueFactory = _ => 0 };
        drain.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 300)
                result.AddError("--drain-delay must be a number from 0 to 300.");
        });
        Option<LogLevel> level = new("--log-level") { Description = "Trace | Debug | Information | Warning | Error", DefaultValueFactory = _ => LogLevel.Information };
        Command command = new("serve", "Run the gateway and the control plane")
        {
            role, catalog, policies, data, store, listen.Gateway, listen.ControlPlane, noAuthority, noSecrets, node, environment, idempotency, networks, noWebhooks,
            retention, drain, log, level,
        };
        foreach (Option option in callers.All)
            command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            () => new ServeOptions
            {
                Role = parsed.GetValue(role) switch
                {
                    "control-plane" => ServeRole.ControlPlane,
                    "gateway" => ServeRole.Gateway,
                    "authority" => ServeRole.Authority,
                    _ => ServeRole.All,
                },
                CatalogDirectory = parsed.GetValue(catalog)!,
                PoliciesDirectory = parsed.GetValue(policies)!,
                DataDirectory = parsed.GetValue(data)!,
                SqlServer = parsed.GetValue(store) == "sqlserver" ? SqlServer() : null,
                GatewayUrl = parsed.GetValue(listen.Gateway)!,
                ControlPlaneUrl = parsed.GetValue(listen.ControlPlane)!,
                Callers = callers.Read(parsed),
                EmbeddedAuthority = !parsed.GetValue(noAuthority),
                DevelopmentSecrets = !parsed.GetValue(noSecrets),
                AdminToken = Environment.GetEnvironmentVariable(CatalogConnection.AdminTokenVariable) is { Length: > 0 } token ? token : null,
                Node = parsed.GetValue(node)!,
                BackendEnvironment = parsed.GetValue(environment),
                Redis = Environment.GetEnvironmentVariable(ServeOptions.RedisVariable) is { Length: > 0 } redis ? redis : null,
                Idempotency = IdempotencyStoreOption.Read(parsed.GetValue(idempotency)),
                WebhookNetworks = [.. (parsed.GetValue(networks) ?? []).Select(text => IPNetwork.Parse(text))],
                WebhookKey = WebhookKey(),
                DeliversWebhooks = !parsed.GetValue(noWebhooks),
                UsageRetentionDays = parsed.GetValue(retention),
                DrainDelay = TimeSpan.FromSeconds(parsed.GetValue(drain)),
                JsonLogs = parsed.GetValue(log) == "json",
                LogLevel = parsed.GetValue(level),
            },
            cancellationToken));
        return command;
    }

    private static string? WebhookKey()
    {
        if (Environment.GetEnvironmentVariable(ServeOptions.WebhookKeyVariable) is not { Length: > 0 } key)
            return null;
        Span<byte> bytes = stackalloc byte[32];
        return Convert.TryFromBase64String(key, bytes, out int length) && length == bytes.Length ? key
            : throw new CommandRefusal(ExitCodes.Usage, $"{ServeOptions.WebhookKeyVariable} is no key.", "It must be 32 bytes in base64: `openssl rand -base64 32`.");
    }

    private static string SqlServer() =>
        Environment.GetEnvironmentVariable(ServeOptions.SqlServerVariable) is { Length: > 0 } connectionString
            ? connectionString
            : throw new CommandRefusal(
                ExitCodes.Usage,
                $"--store sqlserver needs a connection string in the environment variable {ServeOptions.SqlServerVariable}.",
                $"Set it, for example: {ServeOptions.SqlServerVariable}='Server=tcp:HOST,1433;Database=apigov;User ID=apigov;Password=...;Encrypt=True'");

    private static async Task<int> RunAsync(Func<ServeOptions> options, CancellationToken cancellationToken)
    {
        try
        {
            await using ServeHost host = await ServeHost.StartAsync(options(), cancellationToken);
            Banner.Write(host.Options, Console.Error);
            await host.WaitForStopAsync(cancellationToken);
            await Console.Error.WriteLineAsync("Stopping: requests in flight are finished first.");
            return ExitCodes.Clean;
        }
        catch (CommandRefusal refusal)
        {
            return Refused(refusal);
        }
    }

    public static int Refused(CommandRefusal refusal)
    {
        Console.Error.WriteLine($"apigov: {refusal.Message}");
        Console.Error.WriteLine($"  fix: {refusal.Fix}");
        return refusal.ExitCode;
    }
}
