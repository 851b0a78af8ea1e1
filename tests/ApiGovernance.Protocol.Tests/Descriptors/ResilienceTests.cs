using System.Text;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Testing;

namespace ApiGovernance.Protocol.Tests.Descriptors;

/// <summary>What operations and back ends say about calls that fail or take long.</summary>
public sealed class ResilienceTests
{
    private const string Api = """
        apiVersion: apigovernance/v1
        kind: Api
        metadata: {name: orders}
        spec:
          owner: commerce
          domain: sales
          entity: order
          visibility: partner
          dataClassification: confidential
          backend: erp
          basePath: /sales/orders
          versions:
            - {name: v1, stage: active, contract: v1/openapi.yaml}
          policy:
            timeout: {totalMilliseconds: 5000, perTryMilliseconds: 2000}
            retry: {attempts: 3, on: [connect, 503, 429], budgetPercent: 10, backoffMilliseconds: 100}
            hedge: {afterMilliseconds: 300, maxPercent: 3}
            cache: {staleSeconds: 3600, maxBytes: 65536, vary: [Accept-Language]}
            fallback: {status: 203, contentType: application/json; charset=utf-8, body: '[]'}
          operations:
            - operation: GET /orders
              policy: {cache: {staleSeconds: 60}, retry: {}, hedge: {afterMilliseconds: 5}, fallback: {body: ''}, timeout: {}}
        """;

    private const string Backend = """
        apiVersion: apigovernance/v1
        kind: Backend
        metadata: {name: erp}
        spec:
          owner: commerce
          system: erp
          address: https://erp.example.com
          destinations: [https://erp-2.example.com]
          breaker: {failurePercent: 30, minimumCalls: 5, windowSeconds: 20, openSeconds: 15, halfOpenCalls: 1}
          health: {path: /alive, intervalSeconds: 5, timeoutSeconds: 1, unhealthyAfter: 2, healthyAfter: 3}
          honoursIdempotencyKey: true
        """;

    [Fact]
    public void A_policy_is_read_with_everything_that_was_written_and_defaults_for_the_rest()
    {
        ApiSpec spec = Read(Api).Descriptor.ShouldBeOfType<ApiDescriptor>().Spec;

        OperationPolicy policy = spec.Policy.ShouldNotBeNull();
        policy.Timeout.ShouldBe(new TimeoutPolicy { TotalMilliseconds = 5000, PerTryMilliseconds = 2000 });
        policy.Retry!.On.ShouldBe(["connect", "503", "429"]);
        (policy.Retry.Attempts, policy.Retry.BudgetPercent, policy.Retry.BackoffMilliseconds).ShouldBe((3, 10, 100));
        policy.Hedge.ShouldBe(new HedgePolicy { AfterMilliseconds = 300, MaxPercent = 3 });
        (policy.Cache!.StaleSeconds, policy.Cache.MaxBytes).ShouldBe((3600, 65536));
        policy.Cache.Vary.ShouldBe(["Accept-Language"]);
        policy.Fallback.ShouldBe(new FallbackPolicy { Status = 203, ContentType = "application/json; charset=utf-8", Body = "[]" });
        OperationPolicy shortest = spec.Operations[0].Policy;
        shortest.Retry!.On.ShouldBe(["connect", "reset", "timeout", "502", "503", "504"]);
        (shortest.Retry.Attempts, shortest.Retry.BudgetPercent, shortest.Cache!.MaxBytes, shortest.Hedge!.MaxPercent).ShouldBe((2, 20, 1048576, 5));
        shortest.Fallback.ShouldBe(new FallbackPolicy { Body = "" });
    }

    [Fact]
    public void A_back_end_is_read_with_its_breaker_and_its_health()
    {
        BackendSpec spec = Read(Backend).Descriptor.ShouldBeOfType<BackendDescriptor>().Spec;

        spec.Destinations.ShouldBe(["https://erp-2.example.com"]);
        spec.Breaker.ShouldBe(new BackendBreaker { FailurePercent = 30, MinimumCalls = 5, WindowSeconds = 20, OpenSeconds = 15, HalfOpenCalls = 1 });
        spec.Health.ShouldBe(new BackendHealth { Path = "/alive", IntervalSeconds = 5, TimeoutSeconds = 1, UnhealthyAfter = 2, HealthyAfter = 3 });
        spec.HonoursIdempotencyKey.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Api", Api)]
    [InlineData("Backend", Backend)]
    public void What_is_written_is_read_back_and_is_what_the_schema_says(string kind, string yaml)
    {
        string json = DescriptorWriter.ToJson(Read(yaml).Descriptor!);

        DescriptorReadResult again = DescriptorReader.FromJson("x.json", json);

        again.Findings.ShouldBeEmpty();
        DescriptorWriter.ToJson(again.Descriptor!).ShouldBe(json);
        IsValid(kind, yaml).ShouldBeTrue();
        IsValid(kind, json).ShouldBeTrue();
    }

    [Theory]
    [InlineData("attempts: 3", "attempts: 1", "descriptor-range", "16:23", "from 2 to 5", true)]
    [InlineData("[connect, 503, 429]", "[connect, 404]", "descriptor-value", "16:40", "is `404`, which is not one of the words", true)]
    [InlineData("[connect, 503, 429]", "[conect]", "descriptor-value", "16:31", "is `conect`", true)]
    [InlineData("[connect, 503, 429]", "[503, 503]", "descriptor-duplicate", "16:36", "repeats `503`", true)]
    [InlineData("[connect, 503, 429]", "[]", "descriptor-range", "16:30", "is empty", true)]
    [InlineData("[connect, 503, 429]", "[{}]", "descriptor-type", "16:31", "a word or a number", true)]
    [InlineData("budgetPercent: 10", "budgetPercent: 0", "descriptor-range", "16:66", "from 1 to 100", true)]
    [InlineData("perTryMilliseconds: 2000", "perTryMilliseconds: 6000", "policy-timeout-order", "15:60", "longer than all tries together (5000)", false)]
    [InlineData("totalMilliseconds", "totalMs", "descriptor-field-unknown", "15:15", "`spec.policy.timeout.totalMs` is not a field", true)]
    [InlineData("{afterMilliseconds: 300, maxPercent: 3}", "{maxPercent: 3}", "descriptor-field-missing", "17:5", "`spec.policy.hedge.afterMilliseconds` is missing", true)]
    [InlineData("staleSeconds: 3600", "staleSeconds: 604801", "descriptor-range", "18:27", "from 1 to 604800", true)]
    [InlineData("[Accept-Language]", "['Accept Language']", "descriptor-value", "18:57", "RFC 9110", true)]
    [InlineData("application/json; charset=utf-8", "json", "descriptor-value", "19:42", "Write it like application/json.", true)]
    [InlineData("status: 203", "status: 100", "descriptor-range", "19:24", "from 200 to 599", true)]
    public void A_policy_that_is_wrong_is_refused_at_its_place(string stretch, string instead, string rule, string place, string message, bool structural)
    {
        string broken = Api.Replace(stretch, instead, StringComparison.Ordinal);

        Finding finding = Read(broken).Findings.ShouldHaveSingleItem();

        finding.RuleId.ShouldBe(rule);
        $"{finding.Source!.Line}:{finding.Source.Column}".ShouldBe(place);
        $"{finding.Message} {finding.Fix}".ShouldContain(message);
        IsValid("Api", broken).ShouldBe(!structural);
    }

    [Theory]
    [InlineData("failurePercent: 30", "failurePercent: 101", "descriptor-range")]
    [InlineData("openSeconds: 15", "openSeconds: 0", "descriptor-range")]
    [InlineData("path: /alive", "path: alive", "descriptor-value")]
    [InlineData("[https://erp-2.example.com]", "[erp-2]", "descriptor-value")]
    [InlineData("honoursIdempotencyKey: true", "honoursIdempotencyKey: often", "descriptor-type")]
    public void A_back_end_that_is_wrong_is_refused(string stretch, string instead, string rule)
    {
        string broken = Backend.Replace(stretch, instead, StringComparison.Ordinal);

        Read(broken).Findings.ShouldHaveSingleItem().RuleId.ShouldBe(rule);

        IsValid("Backend", broken).ShouldBeFalse();
    }

    [Fact]
    public void The_examples_of_the_documentation_are_read()
    {
        string[] blocks = [.. File.ReadAllText(RepositoryPaths.At("docs/gateway-resilience.md")).Split("```yaml\n").Skip(1).Select(rest => rest.Split("```")[0])];
        blocks.Length.ShouldBe(2);
        const string Envelope = "apiVersion: apigovernance/v1\nmetadata: {name: any}\nkind: ";
        const string ApiRest = "  owner: a\n  domain: a\n  entity: a\n  visibility: internal\n  dataClassification: internal\n  backend: a\n  basePath: /a\n  versions: [{name: v1, stage: active, contract: a.yaml}]\n";

        var api = Read(Envelope + "Api\n" + blocks[0] + ApiRest).Descriptor.ShouldBeOfType<ApiDescriptor>();
        var backend = Read(Envelope + "Backend\n" + blocks[1] + "  owner: a\n  system: a\n").Descriptor.ShouldBeOfType<BackendDescriptor>();

        api.Spec.Operations.ShouldHaveSingleItem().Policy.Hedge!.AfterMilliseconds.ShouldBe(400);
        backend.Spec.Breaker.ShouldBe(new BackendBreaker());
        backend.Spec.Health.ShouldBe(new BackendHealth { Path = "/alive" });
    }

    private static DescriptorReadResult Read(string yaml) => DescriptorReader.Read(Document(yaml));

    private static SourceDocument Document(string text) => DocumentReader.Read("x.yaml", Encoding.UTF8.GetBytes(text));

    private static bool IsValid(string kind, string text)
    {
        string uri = $"urn:apigovernance:v1:{kind.ToLowerInvariant()}";
        SchemaRegistry registry = new();
        registry.Add(uri, File.ReadAllBytes(RepositoryPaths.At($"docs/reference/schemas/{kind.ToLowerInvariant()}.schema.json")), SchemaDialect.Draft202012);
        return CompiledSchema.Compile(registry, uri).Schema.ShouldNotBeNull().Validate(Document(text).ToJson()).IsValid;
    }
}
