using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov flatten DOCUMENT`: one document that needs no other file.</summary>
internal static class FlattenCommand
{
    public static Command Create()
    {
        Argument<string> document = DocumentInput.Argument<string>("document", "FILE, -, REVISION:PATH or catalog:API/VERSION", ArgumentArity.ExactlyOne);
        PrintOptions print = new();
        Option<Uri> catalog = CatalogConnection.Option();
        Command command = new("flatten", "Print a document and all that its references name as one document") { document, catalog };
        print.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            string input = parsed.GetValue(document)!;
            DocumentBundle bundle = await DocumentInput.Parse(input).LoadAsync(parsed.GetValue(catalog)!, stop);
            Finding[] errors = [.. bundle.Findings.Where(finding => finding.Severity == Severity.Error)];
            if (!bundle.Root.IsReadable)
                throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{input} cannot be read: {errors[0].Source} {errors[0].Message}", errors[0].Fix ?? "Give a JSON or YAML file.");
            print.Write(parsed, bundle.ToSingleDocument());
            // A reference that leads nowhere leads nowhere in one document too.
            foreach (Finding error in errors)
                await Console.Error.WriteLineAsync($"{error.Source} {error.Message}");
            return errors.Length > 0 ? ExitCodes.Findings : ExitCodes.Clean;
        }));
        return command;
    }
}
