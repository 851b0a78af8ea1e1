using System.CommandLine;
using System.Text.Json;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Management;

/// <summary>What can be done with a record of any kind.</summary>
internal static class RecordCommands
{
    /// <param name="kind">The kind that it must be; null for any.</param>
    public static Command Put(string name, string description, string? kind)
    {
        Argument<string> file = RecordArguments.File("The descriptor, YAML or JSON; - for standard input");
        Option<bool> isNew = new("--new") { Description = "Only when there is none of that name yet" };
        return CatalogVerb.Changes(name, description, [file, isNew], async call =>
        {
            DescriptorFile descriptor = await DescriptorFile.ReadAsync(call.Get(file), kind, call.Stop);
            string record = $"{descriptor.Descriptor.Kind}/{descriptor.Descriptor.Name}";
            string collection = RecordKind.Of(descriptor.Descriptor.Kind).Collection;
            CatalogAnswer<JsonDocument> before = await call.SendAsync(client => client.GetDescriptorAsync(collection, descriptor.Descriptor.Name, call.Stop));
            using JsonDocument? there = before.Value;
            if (call.Get(isNew) && there is not null)
                throw new Inputs.CommandRefusal(ExitCodes.Findings, $"{record} is registered already.", "Leave out --new to change it, or give it another name.");
            // Nobody else's change is written over: what is replaced is what was just seen.
            CatalogAnswer<JsonDocument> answer = await call.SendAsync(client => client.PutDescriptorAsync(
                collection, descriptor.Descriptor.Name, descriptor.Bytes, before.ETag, call.Stop));
            using JsonDocument put = answer.Value ?? throw new ProblemRefusal(answer.Problem!, call.Catalog, descriptor.File);
            string done = there is null ? "registered" : answer.ETag == before.ETag ? "is so already" : "changed";
            return call.Output.WriteDone(put, $"{record} {done}");
        });
    }

    public static Command Delete(string name, string description, RecordKind kind)
    {
        Argument<string> record = RecordArguments.Name(kind.Collection, $"The {kind.Word}");
        Option<bool> yes = new("--yes", "-y") { Description = "Do not ask" };
        return CatalogVerb.Changes(name, description, [record, yes], call => DeleteAsync(call, kind, call.Get(record), call.Get(yes)), [RecordOutput.Text]);
    }

    public static async Task<int> DeleteAsync(CatalogCall call, RecordKind kind, string name, bool isAgreed)
    {
        CatalogAnswer<JsonDocument> there = await call.SendAsync(client => client.GetDescriptorAsync(kind.Collection, name, call.Stop));
        using JsonDocument record = there.Value ?? throw new ProblemRefusal(there.Problem!, call.Catalog);
        Confirmation.Require(isAgreed, $"Remove {kind.Kind}/{name} from {call.Catalog}?");
        CatalogDone done = await call.AskAsync(client => client.DeleteDescriptorAsync(kind.Collection, name, there.ETag, call.Stop));
        return call.Output.WriteOne(done, writer => writer.Write($"{kind.Kind}/{name} removed\n"));
    }

    /// <summary>A record as the API and a catalog folder write it.</summary>
    public static Command Show(string name, string description, RecordKind kind)
    {
        Argument<string> record = RecordArguments.Name(kind.Collection, $"The {kind.Word}");
        return CatalogVerb.Reads(name, description, [RecordOutput.Yaml, RecordOutput.Json], [record], async call =>
        {
            using JsonDocument found = await call.AskAsync(client => client.GetDescriptorAsync(kind.Collection, call.Get(record), call.Stop));
            call.Output.WriteJson(found);
            return ExitCodes.Clean;
        });
    }
}
