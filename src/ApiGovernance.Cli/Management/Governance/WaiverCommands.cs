using System.CommandLine;
using System.Text;
using System.Text.Json;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Management.Governance;

/// <summary>`apigov waiver`: findings that somebody answers for until a day.</summary>
internal static class WaiverCommands
{
    private const int VerdictsLookedAt = 50;

    public static Command List()
    {
        Option<string?> owner = RecordArguments.Named("--owner", "teams", "Only those of this team");
        Option<string?> api = RecordArguments.Named("--api", "apis", "Only those for this API");
        Option<int?> expiring = new("--expiring") { Description = "Only those that end within so many days, or have ended" };
        return CatalogVerb.Reads("list", "List waivers with how long they hold", RecordOutput.OfList, [owner, api, expiring], async call =>
        {
            IReadOnlyList<WaiverSummary> all = await call.AllAsync(call.Client.Waivers(
                new WaiverFilter { Owner = call.Get(owner), Api = call.Get(api), ExpiringDays = call.Get(expiring) }));
            return call.Output.WriteList(
                all, new TextTable("NAME", "STATE", "EXPIRES", "OWNER", "API", ">FINDINGS", "REASON"),
                waiver =>
                [
                    waiver.Name, waiver.State, RecordWords.Day(waiver.Expires), waiver.Owner, RecordWords.Text(waiver.Api), RecordWords.Number(waiver.Fingerprints.Count),
                    waiver.Reason,
                ],
                waiver => waiver.Name, "No waiver is like that.");
        });
    }

    public static Command New()
    {
        Argument<string[]> fingerprints = new("fingerprint") { Description = "What a verdict names its findings by", Arity = ArgumentArity.OneOrMore };
        Option<string?> reason = RecordArguments.Text("--reason", "Why callers can live with it", required: true);
        Option<string?> owner = RecordArguments.Named("--owner", "teams", "The team that answers for it", required: true);
        Option<string?> expires = RecordArguments.Text("--expires", "The last day (UTC) on which it holds, e.g. 2027-01-31", required: true);
        Option<string?> api = RecordArguments.Named("--api", "apis", "The only API for which it holds [default: any]");
        Option<string?> ticket = RecordArguments.Text("--ticket", "Where the mending is tracked");
        Option<string?> name = RecordArguments.Text("--name", "Its name [default: of the API and the first fingerprint]");
        return CatalogVerb.Changes("create", "Waive findings until a day", [fingerprints, reason, owner, expires, api, ticket, name], async call =>
        {
            string[] named = [.. call.Get(fingerprints).Distinct(StringComparer.Ordinal)];
            WaiverDescriptor waiver = new()
            {
                Metadata = new DescriptorMetadata(call.Get(name) ?? $"{call.Get(api) ?? "waiver"}-{named[0]}"),
                Spec = new WaiverSpec(named, call.Get(reason)!, call.Get(owner)!, RecordArguments.Day(call.Get(expires), "--expires")!.Value)
                {
                    Api = call.Get(api),
                    Ticket = call.Get(ticket),
                },
            };
            if ((await call.SendAsync(client => client.GetDescriptorAsync("waivers", waiver.Name, call.Stop))).Value is { } there)
            {
                there.Dispose();
                throw new CommandRefusal(ExitCodes.Findings, $"There is a waiver `{waiver.Name}` already.", $"Give another name with --name, or see `apigov waiver show {waiver.Name}`.");
            }

            using JsonDocument put = await call.AskAsync(client => client.PutDescriptorAsync(
                "waivers", waiver.Name, Encoding.UTF8.GetBytes(DescriptorWriter.ToJson(waiver)), null, call.Stop));
            IReadOnlyDictionary<string, string> known = await KnownAsync(call, named);
            return call.Output.WriteOne(put, writer =>
            {
                writer.Write($"Waiver/{waiver.Name} holds until {RecordWords.Day(waiver.Spec.Expires)}; {waiver.Spec.Owner} answers for it\n");
                foreach (string fingerprint in named)
                    writer.Write($"  {fingerprint} {known.GetValueOrDefault(fingerprint, "in none of the latest verdicts: is it written right?")}\n");
            });
        });
    }

    /// <summary>What the newest verdicts say under the fingerprints: whoever waives sees what it is.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> KnownAsync(CatalogCall call, IReadOnlyList<string> fingerprints)
    {
        Dictionary<string, string> known = new(StringComparer.Ordinal);
        CatalogPage<VerdictEntry> page = await call.AskAsync(client => client.Verdicts().PageAsync(VerdictsLookedAt, null, call.Stop));
        foreach (VerdictEntry entry in page.Items)
        {
            if (fingerprints.All(known.ContainsKey))
                break;
            if (await call.FindAsync(client => client.GetVerdictAsync(entry.Id, call.Stop)) is not { } verdict)
                continue;
            foreach (CatalogFinding finding in verdict.Findings.Where(finding => fingerprints.Contains(finding.Fingerprint)))
                known.TryAdd(finding.Fingerprint, ReportText.Line($"{verdict.Api}/{verdict.Version} {finding.RuleId}: {finding.Message}"));
        }

        return known;
    }
}
