using System.CommandLine;
using System.Globalization;
using ApiGovernance.Cli.Management;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.Decisions;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov explain REQUEST-ID`: which record, revision and rule decided each step of a call.</summary>
internal static class ExplainCommand
{
    private const int Short = 12;

    public static Command Create()
    {
        Argument<string> id = new("request-id") { Description = "The call's X-Correlation-Id, as its answer, its error and the access log have it" };
        return CatalogVerb.Reads(
            "explain", "Say which record, revision and rule decided each step of a call", RecordOutput.OfRecord, [id], async call =>
            {
                DecisionLookup lookup = await call.AskAsync(client => client.ExplainAsync(call.Get(id), call.Stop));
                foreach (string silent in lookup.Silent)
                    Console.Error.WriteLine($"not asked: {ReportText.Line(silent)} did not answer in time.");
                return call.Output.WriteOne(lookup, writer => Write(writer, lookup));
            });
    }

    private static void Write(TextWriter writer, DecisionLookup lookup)
    {
        foreach (CallDecision call in lookup.Calls)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{ReportText.Line(call.Method)} {ReportText.Line(call.Route)} answered {call.Status} in {call.ElapsedMs:0.0} ms, {call.At.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}Z, gateway {ReportText.Line(call.Gateway)}\n"));
            writer.Write($"  snapshot {Cut(call.Snapshot)}");
            if (call.Api is not null && call.Version is not null)
                writer.Write($", {call.Api}/{call.Version} {Cut(call.Part)}, contract {call.ContractVersion} {Cut(call.ContractHash)}");
            writer.Write('\n');
            TextTable table = new("STAGE", "OUTCOME", "RECORD", "RULE", "WHAT");
            table.Write(writer, [.. call.Steps.Select(step => (IReadOnlyList<string>)[step.Stage, step.Outcome, step.Record ?? "", step.Rule ?? "", step.Detail])], true);
        }
    }

    private static string Cut(string? hash) => hash is null ? "none" : hash.Length > Short ? hash[..Short] : hash;
}
