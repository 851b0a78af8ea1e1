using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Testing;

namespace ApiGovernance.Protocol.Tests.Descriptors;

public sealed class IdempotencyPolicyTests
{
    private const string Natural =
        "{mode: natural, key: /orderNumber, retentionHours: 48, maxResponseBytes: 1000, responseHeaders: [X-Order-Id], serverErrors: final, "
        + "reconcile: {operation: 'GET /orders/{orderNumber}', afterSeconds: 30}}";

    [Fact]
    public void All_of_it_is_read_and_written_and_passes_the_schema()
    {
        string text = With(Natural);
        ApiDescriptor api = Read(text, out IReadOnlyList<Finding> findings).ShouldNotBeNull();

        findings.ShouldBeEmpty();
        IdempotencyPolicy policy = api.Spec.Operations.ShouldHaveSingleItem().Policy.Idempotency.ShouldNotBeNull();
        (policy.Mode, policy.Key, policy.RetentionHours, policy.MaxResponseBytes, policy.ServerErrors)
            .ShouldBe((IdempotencyMode.Natural, "/orderNumber", 48, 1000, ServerErrorMeaning.Final));
        policy.ResponseHeaders.ShouldBe(["X-Order-Id"]);
        policy.Reconcile.ShouldBe(new ReconcilePolicy("GET /orders/{orderNumber}") { AfterSeconds = 30 });
        string json = DescriptorWriter.ToJson(api);
        DescriptorReadResult again = DescriptorReader.FromJson("stored", json);
        again.Findings.ShouldBeEmpty();
        DescriptorWriter.ToJson(again.Descriptor.ShouldNotBeNull()).ShouldBe(json);
        Schema().Validate(Samples.Document(text).ToJson()).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void The_operations_policy_is_taken_instead_of_the_apis()
    {
        OperationPolicy general = new() { Idempotency = new IdempotencyPolicy { Mode = IdempotencyMode.Required } };
        OperationPolicy single = new() { Idempotency = new IdempotencyPolicy { Mode = IdempotencyMode.Off } };

        single.Over(general).Idempotency!.Mode.ShouldBe(IdempotencyMode.Off);
        OperationPolicy.None.Over(general).Idempotency!.Mode.ShouldBe(IdempotencyMode.Required);
    }

    [Theory]
    [InlineData("{mode: maybe}", "descriptor-value", "idempotency.mode", "Use one of", true)]
    [InlineData("{key: /a}", "descriptor-field-missing", "`spec.operations[0].policy.idempotency.mode` is missing", "Add `mode`", true)]
    [InlineData("{mode: natural}", "idempotency-key", "key` is missing", "key: /orderNumber", false)]
    [InlineData("{mode: required, key: /orderNumber}", "idempotency-key", "natural keys only", "mode: natural", false)]
    [InlineData("{mode: required, reconcile: {operation: 'GET /orders/{id}'}}", "idempotency-key", "no back end finds an order", "mode: natural", false)]
    [InlineData("{mode: natural, key: orderNumber}", "descriptor-value", "a JSON pointer", "/orderNumber", true)]
    [InlineData("{mode: natural, key: /a~2}", "descriptor-value", "a JSON pointer", "/orderNumber", true)]
    [InlineData("{mode: natural, key: 'header:a b'}", "descriptor-value", "a JSON pointer", "/orderNumber", true)]
    [InlineData("{mode: required, retentionHours: 0}", "descriptor-range", "from 1 to 8784", null, true)]
    [InlineData("{mode: required, maxResponseBytes: 99999999}", "descriptor-range", "maxResponseBytes", null, true)]
    [InlineData("{mode: natural, key: /a, reconcile: {operation: 'POST /orders/{id}'}}", "descriptor-value", "a GET with one parameter", "GET /orders", true)]
    [InlineData("{mode: natural, key: /a, reconcile: {operation: 'GET /orders'}}", "descriptor-value", "a GET with one parameter", "GET /orders", true)]
    [InlineData("{mode: natural, key: /a, reconcile: {operation: 'GET /a/{b}/{c}'}}", "descriptor-value", "a GET with one parameter", "GET /orders", true)]
    [InlineData("{mode: required, ttl: 3}", "descriptor-field-unknown", "idempotency.ttl", "Fields here", true)]
    public void What_is_wrong_is_told_with_its_place_and_fix(string policy, string rule, string message, string? fix, bool structural)
    {
        Read(With(policy), out IReadOnlyList<Finding> findings);

        Finding finding = findings.First(found => found.RuleId == rule);
        finding.Message.ShouldContain(message);
        finding.Source!.Line.ShouldBe(13);
        finding.Pointer!.ShouldStartWith("/spec/operations/0/policy/idempotency");
        if (fix is not null)
            finding.Fix!.ShouldContain(fix);
        Schema().Validate(Samples.Document(With(policy)).ToJson()).IsValid.ShouldBe(!structural);
    }

    [Fact]
    public void A_key_on_a_get_is_a_misunderstanding()
    {
        Read(With("{mode: required}").Replace("POST /orders", "GET /orders", StringComparison.Ordinal), out IReadOnlyList<Finding> findings);

        Finding finding = findings.ShouldHaveSingleItem();
        (finding.RuleId, finding.Source!.Line).ShouldBe(("idempotency-method", 12));
    }

    [Fact]
    public void Keys_are_kept_by_consumer_so_there_must_be_one()
    {
        string text = With("{mode: required}").Replace("authentication: required", "authentication: none", StringComparison.Ordinal);

        Read(text, out IReadOnlyList<Finding> findings);

        findings.ShouldHaveSingleItem().RuleId.ShouldBe("idempotency-callers");
        Read(With("{mode: 'off'}").Replace("authentication: required", "authentication: none", StringComparison.Ordinal), out findings);
        findings.ShouldBeEmpty();
    }

    private static string With(string policy) => $"""
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
            - operation: POST /orders
              policy: {"{"}idempotency: {policy}{"}"}
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

    private static CompiledSchema Schema()
    {
        SchemaRegistry registry = new();
        registry.Add("urn:api", File.ReadAllBytes(RepositoryPaths.At("docs/reference/schemas/api.schema.json")), SchemaDialect.Draft202012);
        return CompiledSchema.Compile(registry, "urn:api").Schema.ShouldNotBeNull();
    }
}
