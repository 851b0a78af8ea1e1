using System.Text;
using ApiGovernance.Protocol.Decisions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Decisions;

/// <summary>
/// <c>Apigov-Decision</c>: what decided a call, in a field of its answer (a List of RFC 9651), for consumers who may see it and ask for it with
/// <c>Apigov-Explain: ?1</c>. Others get their answer as ever.
/// </summary>
internal sealed class DecisionField(DecisionLog decisions, GatewayOptions options, TimeProvider clock)
{
    public const string Asked = "Apigov-Explain";
    public const string Answered = "Apigov-Decision";

    /// <summary>Servers and proxies take fields of 8 KB at least.</summary>
    private const int MaxLength = 6000;

    /// <summary>Called before the first stage; the field does not go on.</summary>
    public void Offer(Exchange exchange)
    {
        IHeaderDictionary fields = exchange.Context.Request.Headers;
        if (!fields.TryGetValue(Asked, out StringValues asked))
            return;
        fields.Remove(Asked);
        if (asked is not ["?1"])
            return;
        exchange.Context.Response.OnStarting(() =>
        {
            if (exchange.Consumer?.MayExplain == true)
                exchange.Context.Response.Headers[Answered] = Write(exchange);
            return Task.CompletedTask;
        });
    }

    private string Write(Exchange exchange)
    {
        TimeSpan elapsed = clock.GetElapsedTime(exchange.StartedAt);
        CallDecision call = DecisionSteps.Explain(decisions.Of(exchange, exchange.Context.Response.StatusCode, elapsed), options.Node);
        StringBuilder field = new("snapshot");
        Parameter(field, "revision", call.Snapshot);
        Parameter(field, "gateway", call.Gateway);
        if (call.Api is { } api && call.Version is { } version)
        {
            field.Append(", api");
            Parameter(field, "name", api);
            Parameter(field, "version", version);
            Parameter(field, "revision", call.Part);
            Parameter(field, "contract", call.ContractVersion);
        }

        foreach (DecisionStep step in call.Steps)
        {
            int before = field.Length;
            field.Append(", ").Append(step.Stage).Append(";outcome=").Append(step.Outcome);
            Parameter(field, "record", step.Record);
            Parameter(field, "rule", step.Rule);
            // A whole list of fewer steps is better than one that cannot be read.
            if (field.Length > MaxLength)
            {
                field.Length = before;
                break;
            }
        }

        if (call.Problem is { } problem)
            Parameter(field.Append(", problem"), "type", problem);
        return field.ToString();
    }

    /// <summary>A String of RFC 9651: visible ASCII and blanks, quotes and backslashes escaped; anything else becomes a question mark.</summary>
    private static void Parameter(StringBuilder field, string name, string? value)
    {
        if (value is null)
            return;
        field.Append(';').Append(name).Append("=\"");
        foreach (char c in value)
        {
            if (c is '"' or '\\')
                field.Append('\\');
            field.Append(c is >= ' ' and <= '~' ? c : '?');
        }

        field.Append('"');
    }
}
