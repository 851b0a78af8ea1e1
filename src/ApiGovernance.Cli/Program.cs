using System.CommandLine;
using System.CommandLine.Invocation;
using ApiGovernance.Cli;
using ApiGovernance.Cli.Commands;
using ApiGovernance.Cli.Completion;
using ApiGovernance.Cli.Inputs;

Option<string[]> readLimits = ReadLimitOption.Create();
RootCommand root = new("ApiGovernance: an API gateway and governance control plane") { readLimits };
foreach (Command command in CommandTable.For(args))
    root.Subcommands.Add(command);
if (Suggestions.IsQuestion(args))
{
    Suggestions.Write(root, args, Console.Out);
    return ExitCodes.Clean;
}

ParseResult parsed = root.Parse(args);
// Standard output is for reports alone.
if (parsed.Action is ParseErrorAction wrong)
    wrong.ShowHelp = false;
try
{
    if (parsed.Errors.Count == 0)
        ReadLimitOption.Apply(parsed, readLimits);
    int exitCode = await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        // The default ends the process two seconds after a stop signal, and with it the requests that are still under way.
        ProcessTerminationTimeout = args is ["serve" or "demo", ..] ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(2),
    });
    // System.CommandLine ends with 1 when the command line is wrong, and when a command throws; 1 means findings here.
    return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
}
catch (OperationCanceledException)
{
    return ExitCodes.Interrupted;
}
#pragma warning disable CA1031 // The last line of defence: a defect must not look like a result.
catch (Exception defect)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync($"apigov: this is a defect; please report it with the lines below.{Environment.NewLine}{defect}");
    return ExitCodes.Defect;
}
