using System.CommandLine;
using ApiGovernance.Cli;
using ApiGovernance.Cli.Commands;

RootCommand root = new("ApiGovernance: an API gateway and governance control plane")
{
    ServeCommand.Create(),
    DemoCommand.Create(),
    CatalogCommand.Create(),
    LintCommand.Create(),
    DiffCommand.Create(),
    CheckCommand.Create(),
    TokenCommand.Create(),
};
ParseResult parsed = root.Parse(args);
int exitCode = await parsed.InvokeAsync();
// System.CommandLine ends with 1 when the command line is wrong; 1 means findings here.
return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
