using System.Text.Json;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Check;

/// <summary>
/// The JSON report with the member <c>verdicts</c>: for each contract what the catalog API says of it, its findings by their fingerprints.
/// <code>
/// "verdicts": [ { "file": s, "title": s, "against": s, "verdict": { "outcome": s, "api": s, "version": s, "stage": s, "summary": s, ... },
///                 "blocking": [s], "absent": [s] } ]
/// </code>
/// </summary>
internal static class CheckJson
{
    public static void Write(Report report, CheckResult result, TextWriter writer) => JsonReport.Write(report, writer, json =>
    {
        json.WriteStartArray("verdicts");
        foreach (CheckedContract contract in result.Contracts)
        {
            json.WriteStartObject();
            json.WriteString("file", contract.Name);
            json.WriteOptional("title", contract.Title);
            json.WriteOptional("against", contract.Against);
            json.WritePropertyName("verdict");
            // The findings are told above, with how they stand against the base.
            JsonSerializer.Serialize(json, contract.Verdict with { Findings = [] }, ProtocolJson.Type<ContractVerdict>());
            WriteFingerprints(json, "blocking", contract.Blocking);
            WriteFingerprints(json, "absent", contract.Absent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteFingerprints(Utf8JsonWriter json, string name, IEnumerable<Finding> findings)
    {
        json.WriteStartArray(name);
        foreach (string fingerprint in findings.Select(finding => finding.Fingerprint).Distinct(StringComparer.Ordinal))
            json.WriteStringValue(fingerprint);
        json.WriteEndArray();
    }
}
