using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.Diff.Normalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov normalize DOCUMENT`: the contract that `diff` compares.</summary>
internal static class NormalizeCommand
{
    public static Command Create()
    {
        Argument<string> document = DocumentInput.Argument<string>("document", "FILE, -, REVISION:PATH or catalog:API/VERSION", ArgumentArity.ExactlyOne);
        PrintOptions print = new();
        Option<Uri> catalog = CatalogConnection.Option();
        Command command = new("normalize", "Print the contract that `diff` compares: OpenAPI 3.1, one spelling for each thing, `allOf` merged") { document, catalog };
        print.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            string input = parsed.GetValue(document)!;
            ContractReadResult read = ContractReader.Read(await DocumentInput.Parse(input).LoadAsync(parsed.GetValue(catalog)!, stop));
            ApiContract contract = read.Contract ?? throw new CommandRefusal(
                ExitCodes.DocumentUnreadable, $"{input} is no contract that can be read: {read.Findings[0].Source} {read.Findings[0].Message}", read.Findings[0].Fix ?? "Give an OpenAPI document.");
            (byte[] json, IReadOnlyList<ResolvedNode> asWritten) = ContractWriter.Write(contract);
            print.Write(parsed, json);
            foreach (ResolvedNode place in asWritten.DistinctBy(place => (place.DocumentUri, place.Pointer)))
                await Console.Error.WriteLineAsync($"note: {place.Node.Span} {place.Pointer} stands as it is written: it cannot be merged");
            return ExitCodes.Clean;
        }));
        return command;
    }
}
