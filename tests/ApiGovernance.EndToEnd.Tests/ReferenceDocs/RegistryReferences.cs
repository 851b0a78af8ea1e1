using System.Text;
using ApiGovernance.Gateway.Problems;

namespace ApiGovernance.EndToEnd.Tests.ReferenceDocs;

/// <summary>Pages written from registries in code.</summary>
internal static class RegistryReferences
{
    public static string ProblemTypesPage()
    {
        StringBuilder page = new();
        page.Append("# Problem types\n\n");
        page.Append("Every error that the gateway itself gives is `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `detail`, `instance` and,\n");
        page.Append("as far as it is known by then, `api`, `version`, `operation`, `owner` (`team`, `contact`, `supportUrl`) and `correlationId`, which is also the\n");
        page.Append("answer's `X-Correlation-Id`. What a back end answers passes through unchanged.\n\n");
        page.Append("`side` tells who can mend it: `client`, `gateway` or `back-end`. `retrySafe` tells whether the same request may come again without doing a\n");
        page.Append("thing twice; where the table says that it depends, it depends on the method and on what was sent, and `effect` says `none` or `unknown`.\n");
        page.Append("Each has `Proxy-Status` (RFC 9209), which no answer that comes from a back end has from the gateway; see\n");
        page.Append("[what the client is told](../gateway-resilience.md#what-the-client-is-told).\n\n");
        page.Append("This page is generated from the gateway's table.\n\n");
        page.Append("| type | status | side | `retrySafe` | title | meaning |\n|---|---|---|---|---|---|\n");
        foreach (ProblemType type in ProblemTypes.All.OrderBy(type => type.Status).ThenBy(type => type.Id, StringComparer.Ordinal))
        {
            page.Append($"| <a id=\"{type.Id}\"></a>`{type.Uri}` | {type.Status} | {Side(type.Side)} | {(type.RetrySafe ? "true" : type.Status == 500 ? "false" : "depends")} ");
            page.Append($"| {Cell(type.Title)} | {Cell(type.Meaning)} |\n");
        }

        return page.ToString();
    }

    private static string Side(ProblemSide side) => side == ProblemSide.Backend ? "back-end" : side.ToString().ToLowerInvariant();

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
