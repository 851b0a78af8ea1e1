using System.CommandLine;
using System.Text;
using System.Text.Json;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Management.Governance;

/// <summary>`apigov overlap`: APIs that offer the same, and what was decided about them.</summary>
internal static class OverlapCommands
{
    public static Command List()
    {
        Argument<string> version = RecordArguments.Version();
        return CatalogVerb.Reads("list", "Which other APIs offer what a version offers, with the evidence", RecordOutput.OfAction, [version], async call =>
        {
            (string api, string name) = RecordArguments.Place(call.Get(version))!.Value;
            ApiOverlaps overlaps = await call.AskAsync(client => client.GetOverlapsAsync(api, name, call.Stop));
            call.Output.WriteOne(overlaps, writer => Write(overlaps, writer));
            // Nothing compared is not nothing found.
            return overlaps.NotCompared is null ? ExitCodes.Clean : ExitCodes.DocumentUnreadable;
        });
    }

    public static Command Decisions() => CatalogVerb.Reads("decisions", "List what was decided about overlapping APIs", RecordOutput.OfList, [], async call =>
    {
        IReadOnlyList<JsonElement> records = await call.AllAsync(call.Client.Descriptors("overlaps"));
        return call.Output.WriteList(
            records, new TextTable("NAME", "APIS", "ENTITY", "DECISION", "OWNER OF RECORD", "EXPIRES", "REASON"), record => Row(Read(record)), record => Read(record).Name,
            "Nothing was decided yet.");
    });

    public static Command Decide()
    {
        Argument<string> api = RecordArguments.Name("apis", "The API");
        Argument<string> other = new("other") { Description = "The API that it overlaps" };
        Option<bool> accept = new("--accept") { Description = "Both stay" };
        Option<string?> into = RecordArguments.Named("--consolidate-into", "apis", "The one of the two that stays and takes the place of both");
        Option<string?> reason = RecordArguments.Text("--reason", "Why", required: true);
        Option<string?> owner = RecordArguments.Named("--owner-of-record", "teams", "The team that owns the record from now on");
        Option<string?> entity = RecordArguments.Named("--entity", "entities", "The canonical entity for which it holds [default: all that they share]");
        Option<string?> by = RecordArguments.Text("--decided-by", "Who decided");
        Option<string?> expires = RecordArguments.Text("--expires", "The last day (UTC) on which it holds");
        Option<string?> name = RecordArguments.Text("--name", "Its name [default: of the two APIs]");
        return CatalogVerb.Changes("decide", "Record what an architect decides about two APIs", [api, other, accept, into, reason, owner, entity, by, expires, name], async call =>
        {
            if (call.Get(accept) == call.Get(into) is not null)
                throw new CommandRefusal(ExitCodes.Usage, "A decision is one of two.", "Give --accept, or --consolidate-into API.");
            string[] pair = [.. new[] { call.Get(api), call.Get(other) }.Order(StringComparer.Ordinal)];
            OverlapDecisionDescriptor decision = new()
            {
                Metadata = new DescriptorMetadata(call.Get(name) ?? Name(pair)),
                Spec = new OverlapDecisionSpec(pair, call.Get(accept) ? OverlapChoice.Accept : OverlapChoice.Consolidate, call.Get(reason)!)
                {
                    Into = call.Get(into),
                    OwnerOfRecord = call.Get(owner),
                    Entity = call.Get(entity),
                    DecidedBy = call.Get(by),
                    Expires = RecordArguments.Day(call.Get(expires), "--expires"),
                },
            };
            using JsonDocument put = await call.AskAsync(client => client.PutDescriptorAsync(
                "overlaps", decision.Name, Encoding.UTF8.GetBytes(DescriptorWriter.ToJson(decision)), null, call.Stop));
            return call.Output.WriteDone(put, $"OverlapDecision/{decision.Name}: {(call.Get(into) is { } one ? $"{string.Join(" and ", pair)} become {one}" : $"{string.Join(" and ", pair)} both stay")}");
        });
    }

    private static string Name(string[] pair)
    {
        const int Longest = 63;
        string name = string.Join('-', pair);
        return name.Length <= Longest ? name : name[..Longest].TrimEnd('-');
    }

    private static OverlapDecisionDescriptor Read(JsonElement record) =>
        (OverlapDecisionDescriptor)DescriptorReader.FromJson("overlap", record.GetRawText()).Descriptor!;

    private static IReadOnlyList<string> Row(OverlapDecisionDescriptor decision) =>
    [
        decision.Name, RecordWords.List(decision.Spec.Apis), RecordWords.Text(decision.Spec.Entity),
        decision.Spec.Into is { } into ? $"consolidate into {into}" : "accept", RecordWords.Text(decision.Spec.OwnerOfRecord), RecordWords.Day(decision.Spec.Expires),
        decision.Spec.Reason,
    ];

    private static void Write(ApiOverlaps overlaps, TextWriter writer)
    {
        string version = $"{overlaps.Api}/{overlaps.Version}";
        if (overlaps.NotCompared is { } why)
            writer.Write($"{version} was not compared: {ReportText.Line(why)}\n");
        else if (overlaps.Overlaps.Count == 0)
            writer.Write($"{version} overlaps none of {RecordWords.Count(overlaps.Compared, "other API")}\n");
        foreach (ApiOverlapEntry overlap in overlaps.Overlaps)
        {
            writer.Write($"{version} {ReportText.Line(overlap.Summary)}{(overlap.Entity is { } entity ? $" ({entity})" : "")}{(overlap.Owner is { } owner ? $", owned by {owner}" : "")}\n");
            new TextTable("OPERATION", "THERE", "LIKE", "BECAUSE").Write(
                writer,
                [.. overlap.Operations.Select(one => (IReadOnlyList<string>)[one.Operation, one.Other, one.Likeness.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), one.Reason])],
                indent: "  ");
            foreach (string evidence in overlap.Evidence)
                writer.Write($"  {ReportText.Line(evidence)}\n");
        }
    }
}
