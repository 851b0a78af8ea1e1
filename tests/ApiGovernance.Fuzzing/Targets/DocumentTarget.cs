using System.Text.Json;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Fuzzing.Targets;

internal static class DocumentTarget
{
    public static void Run(byte[] input)
    {
        SourceDocument document = DocumentReader.Read("fuzz.yaml", input);
        CheckFindings(document.Findings);
        FuzzFailure.Unless(document.IsReadable || document.Findings.Any(static finding => finding.Severity == Severity.Error), "It is refused without a reason.");
        bool isJson = input.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] && PlatformOracle.Accepts(input, maxDepth: 100);
        FuzzFailure.Unless(document.IsReadable || !isJson, $"JSON is refused: {Describe(document)}");
        if (!document.IsReadable)
            return;
        Walk(document.Root);
        byte[] json = document.ToJson();
        FuzzFailure.Unless(PlatformOracle.Accepts(json, maxDepth: 1000), "What is written is no JSON.");
        SourceDocument again = DocumentReader.Read("fuzz.json", json);
        if (document.Root.Kind is NodeKind.Object or NodeKind.Array)
        {
            FuzzFailure.Unless(again.IsReadable, $"What is written cannot be read: {Describe(again)}");
            FuzzFailure.Unless(again.ToJson().AsSpan().SequenceEqual(json), "What is written reads differently.");
        }

        if (isJson)
            FuzzFailure.Unless(SameJson(input, json), "JSON is read as something else.");
    }

    public static void CheckFindings(IReadOnlyList<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            FuzzFailure.Unless(finding.Message.Length > 0, "A finding says nothing.");
            FuzzFailure.Unless(finding.Source is null or { Line: > 0, Column: > 0 }, $"A finding is nowhere: {finding.RuleId} at {finding.Source}.");
        }
    }

    /// <summary>Places and texts are worked out when they are asked for.</summary>
    private static void Walk(DocumentNode root)
    {
        var waiting = new Stack<DocumentNode>([root]);
        int left = 20_000;
        while (waiting.TryPop(out DocumentNode? node) && left-- > 0)
        {
            SourceSpan span = node.Span;
            FuzzFailure.Unless(
                span.Line > 0 && span.Column > 0 && (span.EndLine > span.Line || (span.EndLine == span.Line && span.EndColumn >= span.Column)),
                $"A value is at {span} to {span.EndLine}:{span.EndColumn}.");
            FuzzFailure.Unless(node.Text is not null == node.Kind is not (NodeKind.Object or NodeKind.Array), "A scalar has no text.");
            foreach (DocumentMember member in node.Members)
            {
                FuzzFailure.Unless(member.NameSpan.Line > 0, "A key is nowhere.");
                waiting.Push(member.Value);
            }

            foreach (DocumentNode item in node.Items)
                waiting.Push(item);
        }
    }

    private static bool SameJson(byte[] left, byte[] right)
    {
        using JsonDocument one = JsonDocument.Parse(left, new JsonDocumentOptions { MaxDepth = 1000 });
        using JsonDocument other = JsonDocument.Parse(right, new JsonDocumentOptions { MaxDepth = 1000 });
        try
        {
            return JsonElement.DeepEquals(one.RootElement, other.RootElement);
        }
        catch (ArgumentOutOfRangeException)
        {
            return true; // the platform does not compare numbers with exponents beyond 32 bits
        }
    }

    private static string Describe(SourceDocument document) => string.Join("; ", document.Findings.Select(static f => $"{f.Source}: {f.Message}"));
}
