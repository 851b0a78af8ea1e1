using System.Text.Json;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Protocol.Tests.CatalogApi;

public sealed class CatalogFindingTests
{
    private static readonly Finding Change = new()
    {
        Kind = FindingKind.Change,
        RuleId = "request-property-enum-value-removed",
        Severity = Severity.Warning,
        Message = "`POST /orders` no longer accepts `channel: fax`.",
        Fix = "Keep accepting it.",
        Source = new SourceSpan("orders.yaml", 12, 5, 14, 9),
        BaseSource = new SourceSpan("orders.yaml", 11, 4, 13, 8),
        Pointer = "/components/schemas/Order/properties/channel",
        Operations = ["POST /orders", "PUT /orders/{id}"],
        Api = "orders",
        Before = "web, fax",
        After = "web",
        Compatibility = ChangeCompatibility.BreakingProven,
        Witness = "POST /orders with channel fax is refused",
        Exchange = new WitnessExchange
        {
            IsRequest = true,
            RequestLine = "POST /orders",
            Headers = [KeyValuePair.Create("Content-Type", "application/json"), KeyValuePair.Create("X", "")],
            Body = """{"channel":"fax"}""",
            Pointer = "/channel",
            Reason = "The value must be \"web\".",
        },
        Identity = "schema:Order/channel",
        HelpUri = "docs/reference/change-ids.md#x",
        Suppression = new Suppression("Nobody sends it", "team-orders", new DateOnly(2027, 1, 31)),
    };

    [Fact]
    public void A_finding_that_crossed_the_wire_is_told_as_it_was_found()
    {
        string sent = JsonSerializer.Serialize(CatalogFinding.From(Change), ProtocolJson.Options);
        Finding received = JsonSerializer.Deserialize<CatalogFinding>(sent, ProtocolJson.Options)!.ToFinding();

        sent.ShouldContain("\"compatibility\":\"breakingProven\"");
        sent.ShouldContain("{\"name\":\"Content-Type\",\"value\":\"application/json\"}");
        // A waiver names the fingerprint: it must be the same on both ends.
        received.Fingerprint.ShouldBe(Change.Fingerprint);
        Told(received).ShouldBe(Told(Change));
    }

    [Fact]
    public void What_a_finding_does_not_have_is_not_sent()
    {
        Finding lint = new() { Kind = FindingKind.Lint, RuleId = "r", Severity = Severity.Hint, Message = "m", Operation = "GET /a" };
        string sent = JsonSerializer.Serialize(CatalogFinding.From(lint), ProtocolJson.Options);

        JsonDocument.Parse(sent).RootElement.EnumerateObject().Select(member => member.Name)
            .ShouldBe(["kind", "ruleId", "severity", "message", "pointer", "operation", "fingerprint"]);
        Told(JsonSerializer.Deserialize<CatalogFinding>(sent, ProtocolJson.Options)!.ToFinding()).ShouldBe(Told(lint));
    }

    private static string Told(Finding finding)
    {
        using StringWriter writer = new();
        JsonReport.Write(new Report { Title = "t", Inputs = [], Findings = [finding], ToolVersion = "1" }, writer);
        return writer.ToString();
    }
}
