using System.CommandLine;
using ApiGovernance.Cli.Management.Consumers;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov subscription`: which consumer may call which API.</summary>
internal static class SubscriptionCommand
{
    public static Command Create() => new("subscription", "Which consumer may call which API")
    {
        SubscriptionCommands.List(), SubscriptionCommands.Show(), SubscriptionCommands.Request(), SubscriptionCommands.Approve(), SubscriptionCommands.Reject(),
        SubscriptionCommands.Revoke(),
    };
}
