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
        page.Append("This page is generated from the gateway's table.\n\n");
        page.Append("| type | status | title | meaning |\n|---|---|---|---|\n");
        foreach (ProblemType type in ProblemTypes.All.OrderBy(type => type.Status).ThenBy(type => type.Id, StringComparer.Ordinal))
            page.Append($"| <a id=\"{type.Id}\"></a>`{type.Uri}` | {type.Status} | {Cell(type.Title)} | {Cell(type.Meaning)} |\n");
        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
