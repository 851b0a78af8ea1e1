using System.CommandLine;
using System.Globalization;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Management.Apis;

/// <summary>`apigov api backend-conformance`</summary>
internal static class ApiBackendConformance
{
    public static Command Create()
    {
        Option<string?> backend = RecordArguments.Named("--backend", "backends", "Only this back end");
        Option<string?> api = RecordArguments.Named("--api", "apis", "Only answers under this API");
        Option<int?> days = RecordArguments.Days();
        return CatalogVerb.Reads("backend-conformance", "List how well back ends keep to the contracts that they are called under", RecordOutput.OfList, [backend, api, days], async call =>
        {
            IReadOnlyList<BackendConformance> scores = await call.AllAsync(call.Client.BackendConformance(call.Get(backend), call.Get(api), call.Get(days)));
            return call.Output.WriteList(
                scores, new TextTable("BACKEND", "API", ">CHECKED", ">BROKEN", ">KEPT", "LAST ANSWER"), Row, row => $"{row.Backend}/{row.Api}",
                "No answer was held against a contract: no API validates its answers, or nobody called.");
        });
    }

    private static IReadOnlyList<string> Row(BackendConformance row) =>
    [
        row.Backend, row.Api, row.Checked.ToString(CultureInfo.InvariantCulture), row.Broken.ToString(CultureInfo.InvariantCulture), Percent(row.Score),
        row.LastAnswer.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
    ];

    /// <summary>Rounded down: 100 % is said of nobody who broke a contract.</summary>
    private static string Percent(double score) => $"{(Math.Floor(score * 10_000) / 100).ToString("0.00", CultureInfo.InvariantCulture)} %";
}
