using System.CommandLine;
using System.Text.Json;
using ApiGovernance.Cli.Management;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov record`: records of any kind, as descriptors.</summary>
internal static class RecordCommand
{
    public static Command Create() => new("record", "Records of any kind, as descriptors")
    {
        Get(), RecordCommands.Put("put", "Register a record, or change it, as its descriptor says", null), Delete(),
    };

    private static Command Get()
    {
        Argument<string> kind = Kind();
        Argument<string> name = new("name") { Description = "Its name" };
        return CatalogVerb.Reads("get", "A record as it may be put back", [RecordOutput.Yaml, RecordOutput.Json], [kind, name], async call =>
        {
            using JsonDocument record = await call.AskAsync(client => client.GetDescriptorAsync(RecordKind.Of(call.Get(kind)).Collection, call.Get(name), call.Stop));
            call.Output.WriteJson(record);
            return ExitCodes.Clean;
        });
    }

    private static Command Delete()
    {
        Argument<string> kind = Kind();
        Argument<string> name = new("name") { Description = "Its name" };
        Option<bool> yes = new("--yes", "-y") { Description = "Do not ask" };
        return CatalogVerb.Changes(
            "delete", "Remove a record; refused while others name it", [kind, name, yes],
            call => RecordCommands.DeleteAsync(call, RecordKind.Of(call.Get(kind)), call.Get(name), call.Get(yes)), [RecordOutput.Text]);
    }

    private static Argument<string> Kind()
    {
        Argument<string> kind = new("kind") { Description = string.Join(" | ", RecordKind.Words) };
        kind.AcceptOnlyFromAmong(RecordKind.Words);
        return kind;
    }
}
