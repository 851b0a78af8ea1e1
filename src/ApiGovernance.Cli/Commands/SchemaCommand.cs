using System.CommandLine;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov schema`: JSON schemas, alone or inside API documents.</summary>
internal static class SchemaCommand
{
    public static Command Create() => new("schema", "Validate JSON against a schema, or see what the schema is compiled to")
    {
        SchemaValidateCommand.Create(),
        SchemaExplainCommand.Create(),
    };
}
