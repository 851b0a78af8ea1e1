using System.CommandLine;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Cli.Audit;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Management;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov audit list|export|verify`: who changed what, and whether the record of it is as it was written.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "Who changed what, and whether the record of it is untouched") { List(), Export(), Verify() };

    private static Command List()
    {
        Option<Uri> catalog = CatalogConnection.Option();
        Option<string?> actor = new("--actor") { Description = "Only what this actor did" };
        Option<string?> action = new("--action") { Description = "Only this action, e.g. registered" };
        Option<string?> target = new("--object") { Description = "Only this record and what is below it, e.g. Api/orders" };
        Option<string?> since = new("--since") { Description = "Only what was done then or later: a date (UTC) or a date-time of RFC 3339" };
        Option<string?> until = new("--until") { Description = "Only what was done then or earlier; a date counts to its end" };
        Option<int> limit = new("--limit") { Description = "How many, newest first", DefaultValueFactory = _ => 50 };
        RecordOutputOptions output = new(RecordOutput.OfAction);
        Command command = new("list", "List audit entries, newest first") { catalog, actor, action, target, since, until, limit };
        output.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            if (parsed.GetValue(limit) is < 1 or > 10_000)
                throw new CommandRefusal(ExitCodes.Usage, "--limit must be a number from 1 to 10000.", "Use `apigov audit export` for all of them.");
            AuditFilter filter = new()
            {
                Actor = parsed.GetValue(actor),
                Action = parsed.GetValue(action),
                Object = parsed.GetValue(target),
                Since = Moment(since.Name, parsed.GetValue(since), CatalogMoment.First),
                Until = Moment(until.Name, parsed.GetValue(until), CatalogMoment.Last),
            };
            if (filter.Since > filter.Until)
                throw new CommandRefusal(ExitCodes.Usage, "--since is after --until, so nothing could be between them.", "Exchange the two.");
            IAsyncEnumerable<AuditEntry> entries = AuditSource.OfCatalog(parsed.GetValue(catalog)!, filter, parsed.GetValue(limit), stop);
            if (output.Read(parsed) is { Form: RecordOutput.Json } json)
            {
                json.WriteJson(new CatalogPage<AuditEntry>(await entries.ToListAsync(stop)));
                return ExitCodes.Clean;
            }

            await foreach (AuditEntry entry in entries)
                AuditText.Write(Console.Out, entry);
            return ExitCodes.Clean;
        }));
        return command;
    }

    private static DateTimeOffset? Moment(string option, string? text, Func<string, DateTimeOffset?> read) => text is null
        ? null
        : read(text) ?? throw new CommandRefusal(ExitCodes.Usage, $"{option} `{text}` is no point in time.", $"Give {CatalogMoment.Form}.");

    private static Command Export()
    {
        AuditSourceOptions source = new();
        Command command = new("export", "Print all audit entries, oldest first, one JSON object a line");
        source.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            await foreach (AuditEntry entry in source.Read(parsed).Entries(stop))
                Console.Out.WriteLine(AuditText.Json(entry));
            return ExitCodes.Clean;
        }));
        return command;
    }

    private static Command Verify()
    {
        AuditSourceOptions source = new();
        Option<string?> head = new("--head") { Description = "A head that an earlier run has printed (SEQUENCE:HASH), kept where whoever can write to the store cannot" };
        Command command = new("verify", "Work the audit's hash chain out again: exit code 1 when anything was changed, taken out, put in or moved") { head };
        source.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            AuditHead? remembered = parsed.GetValue(head) is not { } text ? null : AuditHead.Parse(text)
                ?? throw new CommandRefusal(ExitCodes.Usage, $"--head `{text}` is no head.", "Give SEQUENCE:HASH as `audit verify` prints it, e.g. 1204:9f86d0...");
            AuditReport report = await source.Read(parsed).VerifyAsync(remembered, stop);
            foreach (AuditFault fault in report.Faults.Take(AuditText.FaultsShown))
                Console.Out.WriteLine($"entry {fault.Sequence} {fault.What}");
            if (report.Faults.Count > AuditText.FaultsShown)
                Console.Out.WriteLine($"and {report.Faults.Count - AuditText.FaultsShown} more");
            Console.Out.WriteLine(report.Faults.Count == 0
                ? $"{report.Entries} entries fit together{(remembered is null ? "" : $", with the head {remembered.Sequence} as remembered")}"
                : $"{report.Entries} entries, {report.Faults.Count} fault{(report.Faults.Count == 1 ? "" : "s")}: the audit is not as it was written");
            if (report.Faults.Count == 0 && report.Head is { } last)
                Console.Out.WriteLine($"head {last}");
            return report.Faults.Count == 0 ? ExitCodes.Clean : ExitCodes.Findings;
        }));
        return command;
    }
}
