using System.CommandLine;
using System.Globalization;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Management.Apis;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Management.Governance;

/// <summary>`apigov verdict`: what the change gate has said, and whether it would say the same today.</summary>
internal static class VerdictCommands
{
    public static Command List()
    {
        Option<string?> api = RecordArguments.Named("--api", "apis", "Only those on this API");
        Option<string?> version = RecordArguments.Text("--version", "Only those on this version");
        Option<string?> outcome = RecordArguments.OneOf("--outcome", "Only those", "pass", "blocked", "needs-approval", "not-checked");
        Option<int> limit = new("--limit") { Description = "How many, newest first", DefaultValueFactory = _ => 50 };
        return CatalogVerb.Reads("list", "List verdicts, newest first", RecordOutput.OfList, [api, version, outcome, limit], async call =>
        {
            if (call.Get(limit) is < 1 or > 10_000)
                throw new CommandRefusal(ExitCodes.Usage, "--limit must be a number from 1 to 10000.", "Leave it out for 50.");
            CatalogList<VerdictEntry> list = call.Client.Verdicts(new VerdictFilter { Api = call.Get(api), Version = call.Get(version), Outcome = call.Get(outcome) });
            List<VerdictEntry> entries = [];
            string? cursor = null;
            do
            {
                CatalogPage<VerdictEntry> page = await call.AskAsync(_ => list.PageAsync(Math.Min(call.Get(limit) - entries.Count, CatalogList<VerdictEntry>.LargestPage), cursor, call.Stop));
                entries.AddRange(page.Items);
                cursor = page.Next;
            }
            while (cursor is not null && entries.Count < call.Get(limit));
            return call.Output.WriteList(
                entries, new TextTable(">ID", "AT", "VERSION", "OUTCOME", ">REVISION", "SUMMARY"),
                entry =>
                [
                    Id(entry.Id), RecordWords.Minute(entry.At), $"{entry.Api}/{entry.Version}", entry.Outcome, RecordWords.Number(entry.Revision), entry.Summary,
                ],
                entry => Id(entry.Id), "No verdict is like that.");
        });
    }

    public static Command Show()
    {
        Argument<long> id = new("id") { Description = "The verdict's number" };
        return CatalogVerb.Reads("show", "A verdict with its findings and evidence", [RecordOutput.Text, RecordOutput.Json, RecordOutput.Markdown], [id], async call =>
        {
            ContractVerdict verdict = await call.AskAsync(client => client.GetVerdictAsync(call.Get(id), call.Stop));
            SubmittedVerdict.Write(call, verdict, $"{verdict.Api}/{verdict.Version}");
            if (call.Output.Form == RecordOutput.Text)
                WriteEvidence(verdict);
            return ExitCodes.Clean;
        });
    }

    public static Command Replay()
    {
        Argument<long> id = new("id") { Description = "The verdict's number" };
        return CatalogVerb.Reads("replay", "Judge a verdict's evidence again: exit code 1 when today's gate says something else", RecordOutput.OfAction, [id], async call =>
        {
            ReplayedVerdict replayed = await call.AskAsync(client => client.ReplayVerdictAsync(call.Get(id), call.Stop));
            call.Output.WriteOne(replayed, writer => Write(call.Get(id), replayed, writer));
            return replayed.Same ? ExitCodes.Clean : ExitCodes.Findings;
        });
    }

    private static void Write(long id, ReplayedVerdict replayed, TextWriter writer)
    {
        writer.Write($"verdict {Id(id)} on {replayed.Then.Api}/{replayed.Then.Version} of {RecordWords.Minute(replayed.Then.At)}\n");
        writer.Write($"  then  {replayed.Then.Outcome}: {ReportText.Line(replayed.Then.Summary)}\n");
        writer.Write($"  now   {replayed.Now.Outcome}: {ReportText.Line(replayed.Now.Summary)}\n");
        writer.Write(replayed.Same ? "The same evidence gives the same verdict.\n" : "The same evidence gives another verdict today.\n");
        Findings(writer, "only then", replayed.OnlyThen, replayed.Then);
        Findings(writer, "only now", replayed.OnlyNow, replayed.Now);
    }

    private static void Findings(TextWriter writer, string label, IReadOnlyList<string> fingerprints, ContractVerdict verdict)
    {
        foreach (string fingerprint in fingerprints)
        {
            CatalogFinding? finding = verdict.Findings.FirstOrDefault(one => one.Fingerprint == fingerprint);
            writer.Write($"  {label}: {fingerprint} {(finding is null ? "" : ReportText.Line($"{finding.RuleId} {finding.Message}"))}\n");
        }
    }

    private static void WriteEvidence(ContractVerdict verdict)
    {
        VerdictEvidence evidence = verdict.Evidence;
        Console.Out.WriteLine($"evidence: document {evidence.DocumentHash}");
        Console.Out.WriteLine($"          compared with {evidence.BaselineHash ?? "nothing: there was none in force"}");
        Console.Out.WriteLine($"          policies {evidence.PolicyRevision}");
        Console.Out.WriteLine($"          usage as of {RecordWords.Minute(evidence.UsageAsOf)}{(evidence.UsageWindowDays is { } days ? $", {days} days back" : "")}");
        Console.Out.WriteLine($"          submitted by {RecordWords.Text(verdict.SubmittedBy)}, {RecordWords.Minute(verdict.At)}, judged as {RecordWords.Word(verdict.Stage)}");
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
