using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using ApiGovernance.Cli.Hosting;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Gateway;
using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Management.Idempotency;

/// <summary>Lists and resolves on the store itself: who may open it may do so, whether its gateways run or not.</summary>
internal static class IdempotencyCommands
{
    private const int Most = 10_000;

    private static readonly string[] Outcomes = ["succeeded", "failed", "retry"];

    public static Command List()
    {
        (Option<string> data, Option<string?> store) = Places();
        Option<bool> all = new("--in-flight") { Description = "Those that are under way, too" };
        RecordOutputOptions output = new(RecordOutput.OfList);
        Command command = new("list", "List calls of which nobody knows how they ended, oldest first") { data, store, all };
        output.AddTo(command);
        command.SetAction((parsed, stop) => GuardAsync(parsed.GetValue(data)!, parsed.GetValue(store), async keys =>
        {
            OpenCall[] open = [.. (await keys.ListOpenAsync(Most, stop)).Select(OpenCall.Of).Where(call => parsed.GetValue(all) || call.State == "unknown")];
            return output.Read(parsed).WriteList(
                open, new TextTable("RECORD", "STATE", "CONSUMER", "OPERATION", "KEY", "SENT", "NODE", "WHY"), Row, call => call.Record, "No call is open.");
        }, stop));
        return command;
    }

    public static Command Resolve()
    {
        (Option<string> data, Option<string?> store) = Places();
        Argument<string> key = new("key") { Description = "The record as `list` and the gateway's answer name it, or the key" };
        Option<string> outcome = new("--outcome")
        {
            Description = "succeeded: it had its effect | failed: it had none and shall have none | retry: it had none and may be sent again",
            Required = true,
        };
        outcome.AcceptOnlyFromAmong(Outcomes);
        Option<string> by = new("--by") { Description = "Who found out", DefaultValueFactory = _ => Environment.UserName };
        Option<string?> note = new("--note") { Description = "How it was found out" };
        Command command = new("resolve", "Say how a call ended of which nobody knew") { key, data, store, outcome, by, note };
        command.SetAction((parsed, stop) => GuardAsync(parsed.GetValue(data)!, parsed.GetValue(store), async keys =>
        {
            IdempotencyRecord record = Find(await keys.ListOpenAsync(Most, stop), parsed.GetValue(key)!);
            IdempotencyState? state = parsed.GetValue(outcome) switch
            {
                "succeeded" => IdempotencyState.Succeeded,
                "failed" => IdempotencyState.Failed,
                _ => null,
            };
            if (!await keys.ResolveAsync(record, state, parsed.GetValue(by)!, parsed.GetValue(note), stop))
                throw new CommandRefusal(ExitCodes.Findings, "The call has changed meanwhile.", "See `apigov idempotency list`.");
            Console.Out.WriteLine(state is null
                ? $"{record.Id[..16]} is free: the next call with its key is sent"
                : $"{record.Id[..16]} has {parsed.GetValue(outcome)}: calls with its key are told so");
            return ExitCodes.Clean;
        }, stop));
        return command;
    }

    private static (Option<string> Data, Option<string?> Store) Places() =>
        (new("--data") { Description = "The gateway's data folder", DefaultValueFactory = _ => "data" }, IdempotencyStoreOption.Create());

    private static IdempotencyRecord Find(IReadOnlyList<IdempotencyRecord> open, string key)
    {
        IdempotencyRecord[] found = [.. open.Where(record => record.Key.Key == key || (key.Length >= 8 && record.Id.StartsWith(key, StringComparison.Ordinal)))];
        if (found is [{ State: IdempotencyState.InFlight } busy])
        {
            throw new CommandRefusal(
                ExitCodes.Findings, $"The call is under way at {ReportText.Line(busy.Node)} until {RecordWords.Minute(busy.LeaseUntil)}.", "Wait until it has ended.");
        }

        return found switch
        {
            [var one] => one,
            [] => throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"No open call is `{ReportText.Line(key)}`.", "See `apigov idempotency list`."),
            _ => throw new CommandRefusal(
                ExitCodes.Usage, $"{found.Length} open calls are `{ReportText.Line(key)}`.", $"Name one by its record: {string.Join(", ", found.Select(record => record.Id[..16]))}."),
        };
    }

    private static IReadOnlyList<string> Row(OpenCall call) =>
    [
        call.Record, call.State, call.Consumer, $"{call.Api} {call.Version} {call.Operation}", call.Key, RecordWords.Minute(call.Sent), call.Node, RecordWords.Text(call.Reason),
    ];

    private static Task<int> GuardAsync(string data, string? store, Func<IdempotencyAdministration, Task<int>> work, CancellationToken stop) => CommandRefusal.GuardAsync(async () =>
    {
        GatewayOptions options = new()
        {
            Node = "apigov",
            StateDirectory = Path.Combine(data, "gateway"),
            Redis = IdempotencyStoreOption.Variable(ServeOptions.RedisVariable),
            Idempotency = IdempotencyStoreOption.Read(store),
        };
        try
        {
            await using IdempotencyAdministration keys = await IdempotencyAdministration.OpenAsync(options, TimeProvider.System, stop);
            return await work(keys);
        }
        catch (IdempotencyStoreException error)
        {
            throw new CommandRefusal(ExitCodes.CatalogUnreachable, error.Message, error.Fix);
        }
        catch (ValidationException error)
        {
            throw new CommandRefusal(ExitCodes.Usage, error.Message, "Set it right in the environment.");
        }
    });
}
