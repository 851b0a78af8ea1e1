using System.CommandLine;
using ApiGovernance.Catalog.Seeding;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov catalog validate DIR`: everything that would keep `serve` from starting with that folder, and more.</summary>
internal static class CatalogCommand
{
    public static Command Create()
    {
        Argument<string> directory = new("directory") { Description = "Folder of descriptors and contracts" };
        ReportOptions report = new();
        Command validate = new("validate", "Check a catalog folder: every error with file, line and fix") { directory };
        report.AddTo(validate);
        validate.SetAction((parsed, _) => CommandRefusal.GuardAsync(() =>
        {
            string folder = parsed.GetValue(directory)!;
            if (!Directory.Exists(folder))
                throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"There is no folder {Path.GetFullPath(folder)}.", "Give the catalog's folder.");
            CatalogFolderContent content = CatalogFolder.Load(folder);
            int exitCode = report.Write(parsed, "catalog validate", [folder], [.. content.Findings, .. FolderSchemas.Check(content)]);
            Console.Error.WriteLine($"checked {content.Descriptors.Count} descriptors and {content.Contracts.Count} contracts");
            return Task.FromResult(exitCode);
        }));
        return new Command("catalog", "Work with a catalog folder") { validate };
    }
}
