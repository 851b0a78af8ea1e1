using System.CommandLine;
using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Hosting;

/// <summary>`--idempotency`: where a gateway keeps the keys.</summary>
internal static class IdempotencyStoreOption
{
    /// <summary>The environment variable with the connection string: a command line is seen by every user of the machine.</summary>
    public const string SqlServerVariable = "APIGOV_IDEMPOTENCY_SQLSERVER";

    public static Option<string?> Create() => new("--idempotency")
    {
        Description = $"Where idempotency keys are kept: sqlite | sqlite=FILE | redis (of {ServeOptions.RedisVariable}) | sqlserver (connection string in {SqlServerVariable}, "
            + $"else {ServeOptions.SqlServerVariable}) [default: redis where there is one, else sqlite in the data folder]",
        HelpName = "store",
    };

    /// <summary>Null for the default.</summary>
    public static string? Read(string? text) => text switch
    {
        null or "sqlite" => text,
        "redis" when Variable(ServeOptions.RedisVariable) is not null => text,
        "redis" => throw new CommandRefusal(ExitCodes.Usage, $"--idempotency redis needs a connection string in the environment variable {ServeOptions.RedisVariable}.", "Set it, for example: host:6379"),
        "sqlserver" => "sqlserver=" + (Variable(SqlServerVariable) ?? Variable(ServeOptions.SqlServerVariable)
            ?? throw new CommandRefusal(ExitCodes.Usage, $"--idempotency sqlserver needs a connection string in the environment variable {SqlServerVariable}.", "Set it.")),
        _ when text.StartsWith("sqlite=", StringComparison.Ordinal) && text.Length > 7 => text,
        _ => throw new CommandRefusal(ExitCodes.Usage, $"--idempotency `{text}` is no store.", "Write sqlite, sqlite=FILE, redis or sqlserver."),
    };

    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
