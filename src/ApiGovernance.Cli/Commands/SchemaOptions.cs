using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Commands;

/// <summary>The argument that names a schema and the options that say how it is meant.</summary>
internal sealed class SchemaOptions
{
    private static readonly Dictionary<string, SchemaDialect> s_dialects = new(StringComparer.Ordinal)
    {
        ["draft4"] = SchemaDialect.Draft4,
        ["draft6"] = SchemaDialect.Draft6,
        ["draft7"] = SchemaDialect.Draft7,
        ["draft2019-09"] = SchemaDialect.Draft201909,
        ["draft2020-12"] = SchemaDialect.Draft202012,
        ["openapi3.0"] = SchemaDialect.OpenApi30,
        ["openapi3.1"] = SchemaDialect.OpenApi31,
        ["swagger2.0"] = SchemaDialect.Swagger20,
    };

    private readonly Option<string> _dialect = ChoiceOption.Create(
        "--dialect", "auto", "Which keywords the schema has; auto takes it from the document", ["auto", .. s_dialects.Keys]);

    private readonly Option<string> _direction = ChoiceOption.Create(
        "--direction", "auto", "Which way the value travels, for readOnly and writeOnly; auto is what --part says", ["auto", "any", "request", "response"]);

    private readonly Option<string> _formats = ChoiceOption.Create(
        "--formats", "assertion", "Whether `format` is checked", [.. Enum.GetNames<FormatMode>().Select(static name => name.ToLowerInvariant())]);

    private readonly Option<string?> _operation = new("--operation") { Description = "operationId whose schema is meant, in an API document" };

    private readonly Option<string> _part = new("--part")
    {
        Description = "Of the operation: request-body | response:STATUS | parameter:NAME",
        DefaultValueFactory = _ => OperationPart.RequestBody,
    };

    private readonly Option<Uri> _catalog = CatalogConnection.Option();

    public Argument<string> Argument { get; } = DocumentInput.Argument<string>(
        "schema", "FILE, FILE#/json/pointer, REVISION:PATH#/json/pointer or catalog:API/VERSION#/json/pointer", ArgumentArity.ExactlyOne);

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_dialect, _direction, _formats, _operation, _part, _catalog])
            command.Options.Add(option);
    }

    /// <exception cref="CommandRefusal">There is no such schema, or it does not compile.</exception>
    public async Task<(SchemaInput Input, CompiledSchema Schema)> CompileAsync(ParseResult parsed, CancellationToken stop)
    {
        (string file, string? fragment) = SchemaInput.Split(parsed.GetValue(Argument)!);
        DocumentBundle bundle = await DocumentInput.Parse(file).LoadAsync(parsed.GetValue(_catalog)!, stop);
        string part = parsed.GetValue(_part)!;
        string? operation = parsed.GetValue(_operation);
        SchemaInput input = new(file, bundle, s_dialects.TryGetValue(parsed.GetValue(_dialect)!, out SchemaDialect named) ? named : null);
        string address = operation is null ? input.Address(fragment) : SchemaInput.Address(OperationPart.Find(file, bundle, operation, part));
        string direction = parsed.GetValue(_direction)!;
        CompiledSchema schema = input.Compile(address, new SchemaCompileOptions
        {
            Direction = direction != "auto" ? Enum.Parse<SchemaDirection>(direction, ignoreCase: true)
                : operation is null ? SchemaDirection.Any
                : part.StartsWith(OperationPart.Response, StringComparison.Ordinal) ? SchemaDirection.Response : SchemaDirection.Request,
            Formats = Enum.Parse<FormatMode>(parsed.GetValue(_formats)!, ignoreCase: true),
        });
        return (input, schema);
    }
}
