using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Management.Consumers;

/// <summary>`apigov consumer key`: API keys. A new key is on standard output, once and alone; what is to be said of it is on standard error.</summary>
internal static class KeyCommands
{
    public static Command Create() => new("key", "A consumer's API keys") { New(), List(), Rotate(), Revoke() };

    private static Command New()
    {
        Argument<string> consumer = RecordArguments.Name("consumers", "The consumer");
        Option<string?> label = RecordArguments.Text("--label", "What it is for, e.g. \"nightly import\"", required: true);
        Option<string?> expires = RecordArguments.Text("--expires", "The day (UTC) from which it is not taken any more [default: in a year]");
        return CatalogVerb.Changes("create", "Make a key and print it; it can never be read again", [consumer, label, expires], async call =>
        {
            CreateKeyRequest request = new(call.Get(label)!) { Expires = Instant(call.Get(expires)) };
            return Issued(call, await call.AskAsync(client => client.CreateKeyAsync(call.Get(consumer), request, call.Stop)));
        });
    }

    private static Command List()
    {
        Argument<string> consumer = RecordArguments.Name("consumers", "The consumer");
        return CatalogVerb.Reads("list", "List keys, never the keys themselves", RecordOutput.OfList, [consumer], async call =>
        {
            IReadOnlyList<KeyEntry> keys = await call.AllAsync(call.Client.Keys(call.Get(consumer)));
            if (call.Output.Form == RecordOutput.Json)
            {
                call.Output.WriteJson(keys);
                return ExitCodes.Clean;
            }

            return call.Output.WriteList(
                keys, new TextTable("ID", "LABEL", "STATE", "CREATED", "BY", "EXPIRES"),
                key => [key.Id, key.Label, key.State, RecordWords.Minute(key.Created), key.CreatedBy, RecordWords.Minute(key.Expires)],
                key => key.Id, $"{call.Get(consumer)} has no keys.");
        });
    }

    private static Command Rotate()
    {
        Argument<string> consumer = RecordArguments.Name("consumers", "The consumer");
        Argument<string> id = new("id") { Description = "The key's id" };
        Option<int> overlap = new("--overlap-hours") { Description = "How long the old key is still taken, 0 to 2160", DefaultValueFactory = _ => 24 };
        Option<string?> expires = RecordArguments.Text("--expires", "The day (UTC) from which the new one is not taken any more [default: in a year]");
        return CatalogVerb.Changes("rotate", "Make a key in place of another, which is taken for a while yet", [consumer, id, overlap, expires], async call =>
        {
            RotateKeyRequest request = new(call.Get(overlap)) { Expires = Instant(call.Get(expires)) };
            return Issued(call, await call.AskAsync(client => client.RotateKeyAsync(call.Get(consumer), call.Get(id), request, call.Stop)));
        });
    }

    private static Command Revoke()
    {
        Argument<string> consumer = RecordArguments.Name("consumers", "The consumer");
        Argument<string> id = new("id") { Description = "The key's id" };
        Option<bool> yes = new("--yes", "-y") { Description = "Do not ask" };
        return CatalogVerb.Changes("revoke", "Take a key back, at once and for good", [consumer, id, yes], async call =>
        {
            Confirmation.Require(call.Get(yes), $"Revoke the key {call.Get(id)} of {call.Get(consumer)}?");
            CatalogDone done = await call.AskAsync(client => client.RevokeKeyAsync(call.Get(consumer), call.Get(id), call.Stop));
            return call.Output.WriteDone(done, $"key {call.Get(id)} of {call.Get(consumer)} is revoked");
        });
    }

    private static int Issued(CatalogCall call, IssuedKey key)
    {
        if (call.Output.Form == RecordOutput.Text)
            Console.Error.WriteLine($"key {key.Id} ({key.Label}) of {key.Consumer}, until {RecordWords.Minute(key.Expires)}. Keep it now: it is not shown again.");
        return call.Output.WriteDone(key, key.Key);
    }

    /// <exception cref="CommandRefusal">It is no day.</exception>
    private static DateTimeOffset? Instant(string? day) =>
        RecordArguments.Day(day, "--expires") is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
