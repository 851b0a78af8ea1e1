using System.CommandLine;
using ApiGovernance.Cli.Management.Rollouts;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov rollout`: a changed snapshot on its way to all gateways.</summary>
internal static class RolloutCommand
{
    public static Command Create() => new("rollout", "A changed snapshot on its way to all gateways")
    {
        RolloutCommands.Status(), RolloutCommands.Promote(), RolloutCommands.RollBack(),
    };
}
