using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Testing;

namespace ApiGovernance.Protocol.Tests.Descriptors;

public sealed class MeasurePolicyTests
{
    [Theory]
    [InlineData("{event: order-placed, channel: 'header:X-Channel', channels: [web, edi], id: 'request:/poNumber'}", BusinessEvent.OrderPlaced)]
    [InlineData("{event: shipment-confirmed, channel: /meta/channel, channels: [web], id: 'path:orderId'}", BusinessEvent.ShipmentConfirmed)]
    [InlineData("{event: return-received, id: 'response:/id'}", BusinessEvent.ReturnReceived)]
    [InlineData("{event: credit-issued}", BusinessEvent.CreditIssued)]
    [InlineData("{event: none}", BusinessEvent.None)]
    public void All_of_it_is_read_and_written_and_passes_the_schema(string measure, BusinessEvent happened)
    {
        string text = With(measure);
        ApiDescriptor api = Read(text, out IReadOnlyList<Finding> findings).ShouldNotBeNull();

        findings.ShouldBeEmpty();
        MeasurePolicy policy = api.Spec.Operations.ShouldHaveSingleItem().Policy.Measure.ShouldNotBeNull();
        policy.Event.ShouldBe(happened);
        string json = DescriptorWriter.ToJson(api);
        DescriptorReadResult again = DescriptorReader.FromJson("stored", json);
        again.Findings.ShouldBeEmpty();
        DescriptorWriter.ToJson(again.Descriptor.ShouldNotBeNull()).ShouldBe(json);
        foreach (string? part in new[] { policy.Channel, policy.Id, BusinessEvents.WordOf(happened) }.Concat(policy.Channels))
            json.ShouldContain(part ?? "");
        Schema().Validate(Samples.Document(text).ToJson()).Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{event: order-lost}", "descriptor-value", "measure.event", "Use one of", true)]
    [InlineData("{id: 'path:orderId'}", "descriptor-field-missing", "measure.event` is missing", "Add `event`", true)]
    [InlineData("{event: order-placed, channel: 'header:X-Channel'}", "measure-channel", "channels` is missing", "channels: [web, edi]", false)]
    [InlineData("{event: order-placed, channels: [web]}", "measure-channel", "channel` is missing", "or neither", false)]
    [InlineData("{event: order-placed, channel: channel, channels: [web]}", "descriptor-value", "a JSON pointer", "header:X-Channel", true)]
    [InlineData("{event: order-placed, channel: /a, channels: [Web Shop]}", "descriptor-value", "lower-case letters", null, true)]
    [InlineData("{event: order-placed, id: /poNumber}", "descriptor-value", "`request:` or `response:`", "path:orderId", true)]
    [InlineData("{event: order-placed, id: 'request:/a~2'}", "descriptor-value", "a JSON pointer", "path:orderId", true)]
    [InlineData("{event: order-placed, id: 'header:X-Id'}", "descriptor-value", "`request:` or `response:`", "path:orderId", true)]
    [InlineData("{event: none, id: 'path:orderId'}", "measure-none", "nothing is counted", "name an event", false)]
    [InlineData("{event: order-placed, unit: EUR}", "descriptor-field-unknown", "measure.unit", "Fields here", true)]
    public void What_is_wrong_is_told_with_its_place_and_fix(string measure, string rule, string message, string? fix, bool structural)
    {
        Read(With(measure), out IReadOnlyList<Finding> findings);

        Finding finding = findings.First(found => found.RuleId == rule);
        finding.Message.ShouldContain(message);
        finding.Source!.Line.ShouldBe(13);
        finding.Pointer!.ShouldStartWith("/spec/operations/0/policy/measure");
        if (fix is not null)
            finding.Fix!.ShouldContain(fix);
        Schema().Validate(Samples.Document(With(measure)).ToJson()).IsValid.ShouldBe(!structural);
    }

    [Theory]
    [InlineData("GET /orders/{orderId}", "{event: order-placed}", "measure-method")]
    [InlineData("POST /orders", "{event: order-placed, id: 'path:orderId'}", "measure-id")]
    [InlineData("POST /orders/{orderIdentity}", "{event: order-placed, id: 'path:orderId'}", "measure-id")]
    public void It_must_fit_its_operation(string operation, string measure, string rule)
    {
        Read(With(measure, operation), out IReadOnlyList<Finding> findings);

        Finding finding = findings.ShouldHaveSingleItem();
        (finding.RuleId, finding.Source!.Line).ShouldBe((rule, 12));
    }

    [Fact]
    public void It_is_never_for_all_operations()
    {
        string text = With("{event: none}").Replace("  operations:", "  policy: {measure: {event: order-placed}}\n  operations:", StringComparison.Ordinal);

        Read(text, out IReadOnlyList<Finding> findings);

        Finding finding = findings.ShouldHaveSingleItem();
        (finding.RuleId, finding.Pointer).ShouldBe(("measure-scope", "/spec/policy/measure"));
    }

    [Fact]
    public void A_consumer_has_a_channel_of_its_own()
    {
        const string text = """
            apiVersion: apigovernance/v1
            kind: Consumer
            metadata: {name: northwind}
            spec: {partner: Northwind, channel: edi, plan: standard, credentials: [{issuer: entra, clientId: n}], subscriptions: []}
            """;
        DescriptorReadResult read = DescriptorReader.Read(Samples.Document(text));
        read.Findings.ShouldBeEmpty();
        ConsumerDescriptor consumer = read.Descriptor.ShouldBeOfType<ConsumerDescriptor>();
        consumer.Spec.Channel.ShouldBe("edi");
        string json = DescriptorWriter.ToJson(consumer);
        DescriptorReader.FromJson("stored", json).Descriptor.ShouldBeOfType<ConsumerDescriptor>().Spec.Channel.ShouldBe("edi");
        Schema("consumer").Validate(Samples.Document(text).ToJson()).Errors.ShouldBeEmpty();

        string wrong = text.Replace("channel: edi", "channel: 'EDI over VAN'", StringComparison.Ordinal);
        Finding finding = DescriptorReader.Read(Samples.Document(wrong)).Findings.ShouldHaveSingleItem();
        (finding.RuleId, finding.Pointer).ShouldBe(("descriptor-value", "/spec/channel"));
        Schema("consumer").Validate(Samples.Document(wrong).ToJson()).IsValid.ShouldBeFalse();
    }

    private static string With(string measure, string operation = "POST /orders/{orderId}") => $"""
        apiVersion: apigovernance/v1
        kind: Api
        metadata: {"{name: orders}"}
        spec:
          owner: commerce
          domain: sales
          entity: order
          visibility: partner
          dataClassification: confidential
          backend: erp
          operations:
            - operation: {operation}
              policy: {"{"}measure: {measure}{"}"}
          basePath: /sales/orders
          authentication: required
          versions:
            - name: v1
              stage: active
              contract: v1/openapi.yaml
        """;

    private static ApiDescriptor? Read(string text, out IReadOnlyList<Finding> findings)
    {
        DescriptorReadResult result = DescriptorReader.Read(Samples.Document(text));
        findings = result.Findings;
        return result.Descriptor as ApiDescriptor;
    }

    private static CompiledSchema Schema(string kind = "api")
    {
        SchemaRegistry registry = new();
        registry.Add("urn:api", File.ReadAllBytes(RepositoryPaths.At($"docs/reference/schemas/{kind}.schema.json")), SchemaDialect.Draft202012);
        return CompiledSchema.Compile(registry, "urn:api").Schema.ShouldNotBeNull();
    }
}
