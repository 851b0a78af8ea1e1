using System.Diagnostics;
using System.Diagnostics.Metrics;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Snapshots;

namespace ApiGovernance.Gateway.Routing.Shadow;

/// <summary>Copies of calls by what became of them.</summary>
internal sealed class ShadowMetrics(IMeterFactory factory)
{
    private readonly Counter<long> calls = factory.Create(GatewayMetrics.Name)
        .CreateCounter<long>("apigov.gateway.shadow.calls", "{call}", "Copies of calls to a shadow back end, by outcome of the comparison.");

    public static string Word(ShadowOutcome outcome) => outcome switch
    {
        ShadowOutcome.Match => "match",
        ShadowOutcome.Status => "status-mismatch",
        ShadowOutcome.Schema => "schema-mismatch",
        ShadowOutcome.ShadowFailed => "shadow-failed",
        ShadowOutcome.NoAnswer => "no-answer",
        ShadowOutcome.Busy => "skipped-busy",
        _ => "skipped-streamed",
    };

    public void Count(ServedVersion version, CompiledOperation operation, ShadowOutcome outcome)
    {
        if (!calls.Enabled)
            return;
        calls.Add(1, new TagList
        {
            { "api", version.Part.Api },
            { "version", version.Part.Version },
            { "operation", operation.Name },
            { "outcome", Word(outcome) },
        });
    }
}
