using System.CommandLine;
using ApiGovernance.Cli.Check;
using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Commands;

/// <summary>
/// `apigov check CONTRACT...`: the change gate's verdict. On files and git revisions it runs here; against the live catalog the catalog runs
/// the same code, because only it knows who would break.
/// </summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        CheckOptions options = new();
        Command command = new("check", "The change gate's verdict on contracts");
        options.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(() => new CheckSession(parsed, options.Read(parsed), options.Report).RunAsync(stop)));
        return command;
    }
}
