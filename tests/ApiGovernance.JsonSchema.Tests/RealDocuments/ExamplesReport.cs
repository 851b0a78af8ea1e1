using System.Globalization;
using System.Text;

namespace ApiGovernance.JsonSchema.Tests.RealDocuments;

/// <summary>The body of <c>docs/real-documents-examples.md</c>.</summary>
internal static class ExamplesReport
{
    private const string Head = """
        # Published examples that break their own schema

        Every example and default in the published documents of `../shared/specs/docs` and `../shared/specs/events`, held against the schema that
        the document gives for it: `example` and `examples` of schemas, media types, parameters and headers, the response examples of
        Swagger 2.0, `default`. An example of a request is judged as a request (what is readOnly need not be there), one of a response as a response
        (likewise writeOnly); where the document does not say, one way that accepts it is enough. Formats are checked. Examples of media types that
        are not JSON are left out. The lines are those of the published files. `amazon-ShipmentTrackingMilestoneChangedNotification` cannot be judged: its
        root refers to a definition that it does not have.

        This page is written by `./test.sh --accept` and checked by every test run (`RealDocuments/ExamplesTests.cs`).

        """;

    public static string Write(IReadOnlyList<PublishedDocument> documents)
    {
        var summary = new StringBuilder("| Document | Examples and defaults | Break their schema |\n|---|---:|---:|\n");
        var details = new StringBuilder();
        int all = 0, broken = 0;
        foreach (PublishedDocument document in documents)
        {
            List<string> rows = [.. document.Examples.Select(example => Row(document, example)).OfType<string>()];
            all += document.Examples.Count;
            broken += rows.Count;
            summary.Append(CultureInfo.InvariantCulture, $"| {document.Name} | {document.Examples.Count} | {rows.Count} |\n");
            if (rows.Count > 0)
                details.Append(CultureInfo.InvariantCulture, $"\n## {document.Name}\n\n| Line | What | Where | Errors | First error |\n|---:|---|---|---:|---|\n").AppendJoin("", rows);
        }

        summary.Append(CultureInfo.InvariantCulture, $"| **all** | {all} | {broken} |\n");
        return $"{Head.ReplaceLineEndings("\n")}\n{summary}{details}";
    }

    private static string? Row(PublishedDocument document, PublishedExample example)
    {
        byte[] value = example.Value.ToJson();
        SchemaDirection[] ways = example.Direction == SchemaDirection.Any ? [SchemaDirection.Request, SchemaDirection.Response] : [example.Direction];
        IReadOnlyList<SchemaError>? errors = null;
        foreach (SchemaDirection way in ways)
        {
            CompiledSchema schema = document.Compile(example.Schema, way).Schema ?? throw new InvalidOperationException($"{document.Name}#{example.Schema} does not compile.");
            ValidationResult result = schema.Validate(value, maxErrors: 100);
            if (result.IsValid)
                return null;
            errors ??= result.Input is { } input ? [new SchemaError("", "", "", input.Message, null)] : result.Errors;
        }

        SchemaError first = errors![0];
        string place = first.InstancePointer.Length == 0 ? "" : $"`{first.InstancePointer}`: ";
        string message = $"{place}{first.Message}".Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {example.Value.Span.Line} | {example.Kind} | `{example.Pointer}` | {errors.Count} | {message} |\n");
    }
}
