using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Events;

/// <summary>Documents that cannot be compared with each other, with a place and a remedy.</summary>
internal static class DocumentRefusals
{
    private const string Known = "Compare OpenAPI (`openapi: 3.1.0`, `swagger: \"2.0\"`), AsyncAPI (`asyncapi: 3.0.0`) or JSON Schema (`$schema`) documents.";

    public static IReadOnlyList<Finding> Of(DocumentBundle before, DocumentKind old, DocumentBundle after, DocumentKind now)
    {
        List<Finding> refusals = [];
        Unknown(before, old, "base", refusals);
        Unknown(after, now, "revision", refusals);
        if (refusals.Count == 0 && old != now)
        {
            refusals.Add(Refusal(
                after, $"The base ({before.Root.Path}) is {Words(old)} and the revision ({after.Root.Path}) is {Words(now)}: these two cannot be compared.",
                $"Give two documents of one kind. {Known}"));
        }

        return refusals;
    }

    private static void Unknown(DocumentBundle bundle, DocumentKind kind, string side, List<Finding> refusals)
    {
        if (kind != DocumentKind.Unknown)
            return;
        // One that is no YAML and no JSON was told of, with its place.
        Finding[] unreadable = bundle.Root.IsReadable ? [] : [.. bundle.Findings.Where(finding => finding.Severity == Severity.Error)];
        if (unreadable.Length > 0)
            refusals.AddRange(unreadable);
        else
            refusals.Add(Refusal(bundle, $"The {side} ({bundle.Root.Path}) is no description of an API or an event: it {What(bundle.Root.Root)}.", Known));
    }

    private static string What(DocumentNode root) => root.IsObject ? "says neither `openapi`, `swagger`, `asyncapi` nor `$schema`, and has no words of a schema" : "is not an object";

    private static string Words(DocumentKind kind) => kind switch
    {
        DocumentKind.OpenApi => "an HTTP API (OpenAPI)",
        DocumentKind.AsyncApi => "an event contract (AsyncAPI)",
        _ => "a JSON Schema",
    };

    private static Finding Refusal(DocumentBundle bundle, string message, string fix) => new()
    {
        Kind = FindingKind.Document,
        RuleId = "documents-not-comparable",
        Severity = Severity.Error,
        Message = message,
        Fix = fix,
        Source = bundle.Root.Root.Span,
        HelpUri = "docs/reference/change-ids.md#documents-not-comparable",
    };
}
