using System.Text;
using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Tests.Suite;
using ApiGovernance.Testing;

namespace ApiGovernance.JsonSchema.Tests.Reference;

/// <summary>Writes docs/reference/json-schema.md: what the suite gave, the formats from their registry, and the prose of json-schema.*.md.</summary>
internal static class JsonSchemaPage
{
    public static string Write(IReadOnlyList<SuiteRun> runs)
    {
        var page = new StringBuilder(Text("json-schema.head.md"));
        page.Append("\n## Conformance\n\nCases of the [JSON-Schema-Test-Suite](https://github.com/json-schema-org/JSON-Schema-Test-Suite) that pass, of all there are. ")
            .Append("Both engines run each. Required and optional cases run with `FormatMode.ByVocabulary`, those of formats with `FormatMode.Assertion`.\n\n")
            .Append("| dialect | required | optional | formats |\n|---|---|---|---|\n");
        foreach (IGrouping<string, SuiteRun> dialect in runs.GroupBy(static r => r.Dialect, StringComparer.Ordinal))
        {
            page.Append("| ").Append(dialect.Key);
            foreach (string part in (string[])[SuiteRun.Required, SuiteRun.Optional, SuiteRun.Format])
                page.Append(" | ").Append(dialect.FirstOrDefault(r => r.Part == part) is { } run ? $"{run.Passed} of {run.Total}" : "");
            page.Append(" |\n");
        }

        WriteFailures(page, [.. runs.Where(static r => r.Dialect.StartsWith("draft", StringComparison.Ordinal)).SelectMany(static r => r.Failures)]);
        page.Append('\n').Append(Text("json-schema.dialects.md"));
        WriteFormats(page);
        return page.Append('\n').Append(Text("json-schema.tail.md")).ToString();
    }

    private static void WriteFailures(StringBuilder page, string[] failures)
    {
        page.Append('\n').Append(failures.Length == 0 ? "No case of a draft fails.\n" : "These fail:\n\n");
        foreach (string failure in failures)
            page.Append("- ").Append(failure).Append('\n');
        page.Append("\nThe cases of draft 4 run through Swagger 2.0 and OpenAPI 3.0 as well, those of 2020-12 through OpenAPI 3.1. ")
            .Append("Where those dialects answer otherwise, they are meant to:\n\n| dialect, file, cases | why |\n|---|---|\n");
        foreach ((string line, string reason) in OpenApiDifferences.Lines)
            page.Append("| ").Append(line).Append(" | ").Append(reason).Append(" |\n");
    }

    private static void WriteFormats(StringBuilder page)
    {
        page.Append("\n## Formats\n\n| `format` | of | the value must be | dialects |\n|---|---|---|---|\n");
        foreach (var format in FormatCatalog.All.GroupBy(static f => (f.Origin, f.Format.Name)).OrderBy(static f => f.Key.Name, StringComparer.Ordinal))
        {
            string kinds = string.Join(", ", format.Select(static f => f.Format.OfNumber ? "numbers" : "strings").Order(StringComparer.Ordinal));
            page.Append($"| `{format.Key.Name}` | {kinds} | {format.First().Format.Description} | {Dialects(format.Key.Origin)} |\n");
        }

        page.Append("\nAnnotations in every dialect, because every value has them or nothing can be told from the value: ")
            .AppendJoin(", ", FormatCatalog.Annotations.Select(static a => $"`{a}`")).Append(".\n");
    }

    private static string Dialects(FormatOrigin origin) => origin switch
    {
        FormatOrigin.Draft4 => "all",
        FormatOrigin.Draft6 => "draft 6 and later, OpenAPI",
        FormatOrigin.Draft7 => "draft 7 and later, OpenAPI",
        FormatOrigin.Draft201909 => "2019-09 and later, OpenAPI",
        _ => "all (registry of OpenAPI)",
    };

    private static string Text(string file) =>
        File.ReadAllText(RepositoryPaths.At("tests/ApiGovernance.JsonSchema.Tests/Reference/" + file)).ReplaceLineEndings("\n");
}
