using System.Globalization;
using System.Text;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.RealDocuments;

/// <summary>The table of <c>docs/real-documents.md</c>, made from what really happened; <c>./test.sh --accept</c> rewrites it.</summary>
internal static class ResultTable
{
    private const string Begin = "<!-- results: written by ./test.sh --accept, checked by every test run -->";
    private const string End = "<!-- end of results -->";

    public static async Task<string> WriteAsync(RealDocumentsWorld world)
    {
        StringBuilder text = new();
        text.Append("| Document | Format | Version | Operations | Schemas compiled | Findings of the reader | Valid call | Invalid call |\n");
        text.Append("|---|---|---|---:|---:|---:|---|---|\n");
        foreach (RealDocument document in world.Documents)
        {
            DocumentCase one = world.Cases[document.FileName];
            string[] cells =
            [
                document.FileName,
                Format(document.Contract),
                document.Contract.Version,
                Operations(document.Contract),
                $"{document.CompiledSchemas()} of {document.Schemas.Count}",
                document.Findings.Count(finding => finding.Severity <= Severity.Warning).ToString(CultureInfo.InvariantCulture),
                await CallsAsync(world, document, one.Valid),
                await CallsAsync(world, document, one.Invalid),
            ];
            text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }

        text.Append("\nRemarks:\n\n");
        foreach (RealDocument document in world.Documents)
        {
            DocumentCase one = world.Cases[document.FileName];
            if (one.NotHandled is { } reason)
                text.Append(CultureInfo.InvariantCulture, $"- **{document.FileName}**: registered and published, but not called. {reason}\n");
            if (one.Remarks is { } remarks)
                text.Append(CultureInfo.InvariantCulture, $"- **{document.FileName}**: {remarks}\n");
        }

        return text.ToString();
    }

    public static void Match(string results)
    {
        string path = RepositoryPaths.At("docs/real-documents.md");
        string page = File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, $"{path} has lost its markers '{Begin}' and '{End}'.");
        string updated = $"{page[..begin]}\n\n{results}\n{page[end..]}";
        if (updated == page)
            return;
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
        {
            File.WriteAllText(path, updated);
            return;
        }

        string[] before = page.Split('\n');
        string[] after = updated.Split('\n');
        int line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"""
            {path} is stale at line {line + 1}:
            - {before.ElementAtOrDefault(line)}
            + {after.ElementAtOrDefault(line)}
            If the new results are right: ./test.sh --accept, then commit the change.
            """);
    }

    private static string Format(ApiContract contract) =>
        contract.Format == ContractFormat.Swagger20 ? "Swagger 2.0" : $"OpenAPI {contract.FormatVersion}";

    private static string Operations(ApiContract contract) => contract.Webhooks.Count == 0
        ? contract.Operations.Count.ToString(CultureInfo.InvariantCulture)
        : $"{contract.Operations.Count} and {contract.Webhooks.Count} webhooks";

    private static async Task<string> CallsAsync(RealDocumentsWorld world, RealDocument document, IReadOnlyList<DocumentCall> calls)
    {
        List<string> cells = [];
        foreach (DocumentCall call in calls)
        {
            Answer answer = await world.SendAsync(document, call);
            string problem = answer.Status >= 400 ? " " + answer.Text("type")?.Split('/')[^1] : "";
            cells.Add($"`{call.Operation}` → {answer.Status}{problem}");
        }

        return cells.Count == 0 ? "none" : string.Join("<br>", cells);
    }
}
