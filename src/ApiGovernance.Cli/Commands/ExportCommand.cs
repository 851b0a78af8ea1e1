using System.CommandLine;
using ApiGovernance.Cli.Export;
using ApiGovernance.Cli.Management;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov export DIR`: the live catalog as a folder that can be planned, applied and served.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        Argument<string> directory = new("directory") { Description = "The folder to write; files that are there stay" };
        Option<bool> overwrite = new("--overwrite") { Description = "Write over files of the same name; others stay" };
        return CatalogVerb.Reads("export", "Write the live catalog as a catalog folder", [RecordOutput.Text, RecordOutput.Name], [directory, overwrite], async call =>
        {
            ExportedFolder folder = new(call.Get(directory));
            CatalogExport export = new(call, folder);
            await export.RunAsync();
            folder.Write(call.Get(overwrite));
            if (call.Output.Form == RecordOutput.Name)
            {
                foreach (string path in folder.Paths)
                    Console.Out.WriteLine(path);
            }

            foreach (string left in export.LeftOut)
                await Console.Error.WriteLineAsync($"left out: {left}");
            await Console.Error.WriteLineAsync($"wrote {RecordWords.Count(export.Records, "record")} in {RecordWords.Count(folder.Paths.Count(), "file")} to {call.Get(directory)}");
            return export.LeftOut.Count == 0 ? ExitCodes.Clean : ExitCodes.Findings;
        });
    }
}
