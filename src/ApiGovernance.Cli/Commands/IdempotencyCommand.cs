using System.CommandLine;
using ApiGovernance.Cli.Management.Idempotency;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov idempotency list|resolve`: calls of which nobody knows how they ended.</summary>
internal static class IdempotencyCommand
{
    public static Command Create() => new("idempotency", "Calls under idempotency keys that are under way, or of which nobody knows how they ended")
    {
        IdempotencyCommands.List(),
        IdempotencyCommands.Resolve(),
    };
}
