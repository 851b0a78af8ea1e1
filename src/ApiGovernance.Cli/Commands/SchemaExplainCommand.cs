using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov schema explain SCHEMA`: the program a schema is compiled to, with the lines each part was made from.</summary>
internal static class SchemaExplainCommand
{
    public static Command Create()
    {
        SchemaOptions schema = new();
        Command command = new("explain", "Print the program that a schema is compiled to") { schema.Argument };
        schema.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            (SchemaInput input, CompiledSchema compiled) = await schema.CompileAsync(parsed, stop);
            SchemaProgramListing listing = compiled.Listing();
            Console.Out.Write(new SchemaProgramListing(
                [.. listing.Lines.Select(line => line.Location is null ? line : line with { Location = input.Shown(line.Location) })]));
            return ExitCodes.Clean;
        }));
        return command;
    }
}
