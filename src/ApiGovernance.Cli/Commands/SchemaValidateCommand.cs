using System.CommandLine;
using System.CommandLine.Parsing;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov schema validate SCHEMA INSTANCE...`: instances held against one schema.</summary>
internal static class SchemaValidateCommand
{
    public static Command Create()
    {
        SchemaOptions schema = new();
        Argument<string[]> instances = new("instance") { Description = "JSON (or .yaml) file; - is standard input", Arity = ArgumentArity.OneOrMore };
        instances.Validators.Add(static result =>
        {
            foreach (Token token in result.Tokens.Where(static token => token.Value.Length > 1 && token.Value.StartsWith('-')))
                result.AddError($"There is no option '{token.Value}'. A file of that name is written ./{token.Value}.");
        });
        Option<string> output = ChoiceOption.Create("--output", "text", "How the result is written; all but text are the specification's", ["text", "flag", "basic", "detailed"]);
        output.Aliases.Add("-o");
        Option<int> maxErrors = new("--max-errors") { Description = "Errors to tell for each instance", DefaultValueFactory = _ => 20 };
        maxErrors.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int number) || number < 1))
                result.AddError($"--max-errors wants a number from 1, not '{result.Tokens[0].Value}'.");
        });
        Command command = new("validate", "Check JSON files against a schema") { schema.Argument, instances, output, maxErrors };
        schema.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            (_, CompiledSchema compiled) = await schema.CompileAsync(parsed, stop);
            string format = parsed.GetValue(output)!;
            ValidateOptions options = (format == "text" ? ValidateOptions.Default : ValidateOptions.ForOutput) with { MaxErrors = parsed.GetValue(maxErrors) };
            int exitCode = ExitCodes.Clean;
            foreach (string name in parsed.GetValue(instances)!)
            {
                InstanceInput instance = await InstanceInput.ReadAsync(name, stop);
                ValidationResult result = compiled.Validate(instance.Json.Span, options);
                if (format == "text")
                    ValidationText.Write(Console.Out, instance, result, options.MaxErrors);
                else
                    Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(result.ToOutput(Enum.Parse<OutputFormat>(format, ignoreCase: true))));
                exitCode = Math.Max(exitCode, result.Input is not null ? ExitCodes.DocumentUnreadable : result.IsValid ? ExitCodes.Clean : ExitCodes.Findings);
            }

            return exitCode;
        }));
        return command;
    }
}
