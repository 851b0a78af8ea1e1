using System.CommandLine;
using ApiGovernance.Cli.Export;
using ApiGovernance.Cli.Import;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov import backstage FILE...`: other catalogs as a catalog folder.</summary>
internal static class ImportCommand
{
    public static Command Create() => new("import", "Make a catalog folder of another catalog") { Backstage() };

    private static Command Backstage()
    {
        Argument<string[]> files = new("file") { Description = "Backstage catalog files (catalog-info.yaml), several entities in one allowed", Arity = ArgumentArity.OneOrMore };
        Option<string?> to = new("--to") { Description = "The catalog folder to write to; no file of it is written over", Required = true };
        Option<string?> plan = new("--plan") { Description = "The plan of consumers that are annotated with none" };
        Command command = new("backstage", "Import entities of Backstage: API, Component, Group, System") { files, to, plan };
        command.SetAction((parsed, _) => CommandRefusal.GuardAsync(() =>
        {
            string directory = parsed.GetValue(to)!;
            ImportNotes notes = new();
            ExportedFolder folder = new(directory);
            BackstageImport import = new(folder, notes, parsed.GetValue(plan));
            import.Run([.. parsed.GetValue(files)!.SelectMany(file => BackstageEntity.ReadFile(file, notes))]);
            folder.Write(overwrites: false);
            IReadOnlyList<Finding> open = import.Records == 0 ? [] : CatalogFolder.Load(directory).Findings;
            TextOutput.Write(null, writer =>
            {
                notes.Write(writer);
                if (open.Count == 0)
                    return;
                writer.Write("\nTo fill in or to mend in the folder:\n");
                TextReport.Write(
                    new Report { Title = "catalog validate", Inputs = [directory], Findings = open, ToolVersion = ReportOptions.ToolVersion }, writer, TerminalOutput.HasColours);
            });
            Console.Error.WriteLine($"wrote {import.Records} records in {folder.Paths.Count()} files to {directory}");
            bool isWhole = !notes.HasErrors && import.Records > 0 && open.All(finding => finding.Severity != Severity.Error);
            return Task.FromResult(isWhole ? ExitCodes.Clean : ExitCodes.Findings);
        }));
        return command;
    }
}
