using System.CommandLine;
using ApiGovernance.Cli.Management;
using ApiGovernance.Cli.Management.Governance;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov waiver`, `verdict` and `overlap`: what governance has decided.</summary>
internal static class GovernanceCommands
{
    public static Command Waiver() => new("waiver", "Findings that somebody answers for until a day")
    {
        WaiverCommands.List(),
        RecordCommands.Show("show", "A waiver", RecordKind.Of("waiver")),
        WaiverCommands.New(),
        RecordCommands.Delete("delete", "Remove a waiver: its findings count again", RecordKind.Of("waiver")),
    };

    public static Command Verdict() => new("verdict", "What the change gate has said") { VerdictCommands.List(), VerdictCommands.Show(), VerdictCommands.Replay() };

    public static Command Overlap() => new("overlap", "APIs that offer the same") { OverlapCommands.List(), OverlapCommands.Decisions(), OverlapCommands.Decide() };
}
