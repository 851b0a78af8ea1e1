using System.CommandLine;
using ApiGovernance.Cli.Completion;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov completion SHELL`: the script by which a shell completes commands, options, words and the catalog's names.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        Argument<string> shell = new("shell") { Description = string.Join(" | ", CompletionScripts.Shells) };
        shell.AcceptOnlyFromAmong(CompletionScripts.Shells);
        Command command = new("completion", "Print the script by which a shell completes apigov") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.Write(CompletionScripts.Of(parsed.GetValue(shell)!).ReplaceLineEndings("\n"));
            return ExitCodes.Clean;
        });
        return command;
    }
}
