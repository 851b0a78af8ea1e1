using System.CommandLine;
using ApiGovernance.Cli.Management;
using ApiGovernance.Cli.Management.Consumers;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov consumer`: who calls.</summary>
internal static class ConsumerCommand
{
    public static Command Create() => new("consumer", "The consumers of the live catalog, and their keys")
    {
        ConsumerCommands.List(),
        ConsumerCommands.Show(),
        RecordCommands.Put("register", "Register a consumer, or change it, as its descriptor says", "Consumer"),
        RecordCommands.Delete("delete", "Remove a consumer", RecordKind.Of("consumer")),
        KeyCommands.Create(),
    };
}
