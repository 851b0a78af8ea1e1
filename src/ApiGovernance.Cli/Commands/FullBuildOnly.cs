#if NATIVE
using System.CommandLine;
using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Commands;

/// <summary>A command that hosts something, in the native build, which hosts nothing: it says where to find it.</summary>
internal static class FullBuildOnly
{
    public static Command Create(string name)
    {
        Command command = new(name, "Only in the full build") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((_, _) => CommandRefusal.GuardAsync(() => throw new CommandRefusal(
            ExitCodes.Usage,
            $"`{name}` is not in this build: the native apigov has the commands that check contracts, and hosts nothing.",
            "Use the full build: dotnet run --project src/ApiGovernance.Cli -- " + name)));
        return command;
    }
}
#endif
