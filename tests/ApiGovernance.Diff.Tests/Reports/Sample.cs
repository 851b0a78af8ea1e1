using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Tests.Reports;

/// <summary>A comparison made by hand: every standing, a shared part, messages of both directions and text that tries to act.</summary>
internal static class Sample
{
    public static Finding Proven { get; } = Change("request-property-enum-value-removed", ChangeCompatibility.BreakingProven, Severity.Error) with
    {
        Message = "`POST /orders` no longer accepts `channel: fax`.",
        Fix = "Keep accepting what was accepted, or make the change in a new version of the API.",
        Operation = "POST /orders",
        Before = "web, fax",
        After = "web",
        Source = new SourceSpan("apis/orders.yaml", 18, 41, 18, 50),
        BaseSource = new SourceSpan("apis/orders.yaml", 17, 41, 17, 55),
        Witness = "POST /orders with {\"channel\": \"fax\"} was accepted and is refused now",
        Exchange = new WitnessExchange
        {
            IsRequest = true,
            RequestLine = "POST /orders",
            Headers = [KeyValuePair.Create("Content-Type", "application/json")],
            Body = """{"channel":"fax","lines":[{"article":"A-1","quantity":1,"price":12.50}],"note":"<b>a</b> ``` @octo"}""",
            Pointer = "/channel",
            Reason = "The value must be one of \"web\".",
        },
    };

    public static Finding Shared { get; } = Change("response-property-became-optional", ChangeCompatibility.BreakingProven, Severity.Error) with
    {
        Message = "The property `total` of `Order` may be missing from answers.",
        Fix = "Keep returning it.",
        Operations = ["GET /orders", "POST /orders", "PUT /orders/{id}", "GET /orders/{id}", "GET /customers/{id}/orders"],
        Pointer = "/components/schemas/Order/required",
        Before = "always there",
        After = "may be missing",
        Source = new SourceSpan("apis/orders.yaml", 80, 7, 80, 20),
        Exchange = new WitnessExchange { IsRequest = false, RequestLine = "GET /orders/1", Status = "200", Headers = [KeyValuePair.Create("Content-Type", "application/json")], Body = "{}", Pointer = "", Reason = "The property 'total' is missing." },
    };

    public static Finding ByRule { get; } = Change("api-security-narrowed", ChangeCompatibility.BreakingByRule, Severity.Error) with
    {
        Message = "`GET /orders` asks for the scope `orders.read` as well, which tokens that were enough until now need not have, so their bearers are turned away.",
        Fix = "Let the scopes of before be enough.",
        Operation = "GET /orders",
        Source = new SourceSpan("apis/orders.yaml", 40, 5, 40, 20),
    };

    public static Finding Accepted { get; } = Change("response-property-enum-value-added", ChangeCompatibility.BreakingProven, Severity.Warning) with
    {
        Message = "`GET /orders` may answer with `status: draft`.",
        Operation = "GET /orders",
        Before = string.Join(", ", Enumerable.Range(0, 200).Select(i => $"value{i:d3}")),
        Witness = "GET /orders may answer {\"status\":\"draft\"}",
        Source = new SourceSpan("apis/orders.yaml", 50, 5, 50, 20),
    };

    public static Finding Hostile { get; } = Change("new-optional-request-property", ChangeCompatibility.Compatible, Severity.Info) with
    {
        Message = "`POST /orders` takes `</code><script>alert(1)</script>|\u001b[31m@octo\n::error::x ##vso[task.complete]`.",
        Operation = "POST /orders",
        Source = new SourceSpan("apis/orders.yaml", 30, 5, 30, 20),
    };

    private static Finding Doubtful { get; } = Change("request-parameter-removed", ChangeCompatibility.Compatible, Severity.Warning) with
    {
        Message = "`DELETE /orders/{id}` no longer has the parameter `force`.",
        Operation = "DELETE /orders/{id}",
        Source = new SourceSpan("apis/orders.yaml", 60, 5, 60, 20),
    };

    private static Finding Deprecated { get; } = Change("endpoint-deprecated", ChangeCompatibility.Compatible, Severity.Info) with
    {
        Message = "`DELETE /orders/{id}` is deprecated.",
        Operation = "DELETE /orders/{id}",
        Source = new SourceSpan("apis/orders.yaml", 58, 5, 58, 20),
    };

    private static Finding Waived { get; } = Change("api-removed-without-deprecation", ChangeCompatibility.BreakingProven, Severity.Error) with
    {
        Message = "`GET /ping` is no longer there.",
        Operation = "GET /ping",
        Source = new SourceSpan("apis/orders.yaml", 5, 1, 90, 1),
        BaseSource = new SourceSpan("apis/orders.yaml", 8, 3, 12, 1),
        Suppression = new Suppression("Nobody calls it", "team-orders", new DateOnly(2027, 1, 31)),
    };

    private static Finding Undecided { get; } = Change("schema-not-compared", ChangeCompatibility.Undecided, Severity.Error) with
    {
        Message = "`POST /orders` has callbacks that differ; callbacks are not compared.",
        Operation = "POST /orders",
        Pointer = "/paths/~1orders/post/callbacks",
        Source = new SourceSpan("apis/orders.yaml", 70, 9, 75, 1),
    };

    public static DiffReport Report { get; } = Of([Proven, Shared, ByRule, Accepted, Hostile, Doubtful, Deprecated, Waived], [Undecided], DiffVerdict.BreakingProven, VersionBump.Major);

    public static DiffReport Clean { get; } = Of([], [], DiffVerdict.Compatible, VersionBump.Patch);

    public static DiffReport Of(IReadOnlyList<Finding> changes, IReadOnlyList<Finding> notCompared, DiffVerdict verdict, VersionBump bump) => new()
    {
        Title = "diff",
        Base = "HEAD~1:apis/orders.yaml",
        Revision = "apis/orders.yaml",
        ToolVersion = "1.2.3",
        Contracts =
        [
            new ComparedContract
            {
                Name = "Orders",
                VersionBefore = "1.4.0",
                VersionAfter = "1.5.0",
                Result = new DiffResult { Findings = changes, NotCompared = notCompared, Verdict = verdict, RequiredBump = bump },
            },
        ],
        Notes = changes.Count == 0 ? [] : ["apis/README.md is no API document."],
    };

    private static Finding Change(string id, ChangeCompatibility compatibility, Severity severity) => new()
    {
        Kind = FindingKind.Change,
        RuleId = id,
        Severity = severity,
        Message = "",
        Compatibility = compatibility,
    };
}
