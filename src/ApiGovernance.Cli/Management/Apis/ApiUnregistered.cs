using System.CommandLine;
using System.Globalization;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Cli.Management.Apis;

/// <summary>`apigov api unregistered`</summary>
internal static class ApiUnregistered
{
    public static Command Create()
    {
        Option<string?> api = RecordArguments.Named("--api", "apis", "Only calls to paths below this API that its contract does not have");
        Option<string?> consumer = RecordArguments.Named("--consumer", "consumers", "Only those of this consumer");
        Option<int?> days = RecordArguments.Days();
        return CatalogVerb.Reads("unregistered", "List refused calls that the catalog does not have, and who makes them", RecordOutput.OfList, [api, consumer, days], async call =>
        {
            IReadOnlyList<UnregisteredCalls> calls = await call.AllAsync(call.Client.UnregisteredCalls(new UsageFilter
            {
                Api = call.Get(api),
                Consumer = call.Get(consumer),
                Days = call.Get(days),
            }));
            return call.Output.WriteList(
                calls, new TextTable(">CALLS", "METHOD", "PATH", "API", "CALLER", "LAST CALL"), Row, row => row.Path, "Nobody calls what is not registered.");
        });
    }

    private static IReadOnlyList<string> Row(UnregisteredCalls calls) =>
    [
        calls.Calls.ToString(CultureInfo.InvariantCulture), calls.Method, calls.Path, calls.Api ?? "-", calls.Consumer ?? calls.Network ?? "-",
        calls.LastCall.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
    ];
}
