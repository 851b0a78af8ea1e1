using System.Text;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Protocol.Tests.Descriptors;

/// <summary>How versions are named and where their calls go, as people write it.</summary>
public sealed class VersioningDescriptorTests
{
    private const string Text = """
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
          versioning:
            mediaTypeParameter: v
            query: version
            precedence: [query, path, media-type]
            onConflict: first
          versions:
            - name: v1
              stage: deprecated
              contract: v1/openapi.yaml
              deprecatedOn: 2026-06-01
              sunset: 2027-06-30
              releasedOn: 2024-02-01
              brownOuts:
                - {from: 2027-06-01T09:00:00Z, to: 2027-06-01T10:00:00Z}
                - {from: 2027-06-08T09:00:00+02:00, to: 2027-06-08T13:00:00+02:00}
            - name: v2
              stage: active
              contract: v2/openapi.yaml
              releasedOn: 2026-01-10
              canary: {backend: erp, weight: 5, consumers: [storefront]}
              shadow: {backend: erp, sample: 0.25, compare: [status], unsafe: true, timeoutSeconds: 3}
        """;

    [Fact]
    public void Everything_is_read_and_written_back()
    {
        ApiSpec spec = Read(Text).Descriptor.ShouldBeOfType<ApiDescriptor>().Spec;

        spec.Versioning.Precedence.ShouldBe([VersionSource.Query, VersionSource.Path, VersionSource.MediaType]);
        (spec.Versioning.MediaTypeParameter, spec.Versioning.Query, spec.Versioning.OnConflict).ShouldBe(("v", "version", VersionConflictRule.First));
        spec.Versions[0].BrownOuts[1].From.ShouldBe(new DateTimeOffset(2027, 6, 8, 7, 0, 0, TimeSpan.Zero));
        spec.Versions[1].ReleasedOn.ShouldBe(new DateOnly(2026, 1, 10));
        VersionCanary canary = spec.Versions[1].Canary.ShouldNotBeNull();
        (canary.Backend, canary.Weight, canary.Consumers.Single()).ShouldBe(("erp", 5, "storefront"));
        VersionShadow shadow = spec.Versions[1].Shadow.ShouldNotBeNull();
        (shadow.Sample, shadow.Compare.Single(), shadow.Unsafe, shadow.TimeoutSeconds).ShouldBe((0.25, ShadowComparison.Status, true, 3));

        string json = DescriptorWriter.ToJson(Read(Text).Descriptor!);
        DescriptorWriter.ToJson(Read(json).Descriptor.ShouldNotBeNull()).ShouldBe(json);
        json.ShouldContain("\"precedence\":[\"query\",\"path\",\"media-type\"],\"onConflict\":\"first\"");
        json.ShouldContain("\"brownOuts\":[{\"from\":\"2027-06-01T09:00:00+00:00\"");
    }

    [Fact]
    public void The_published_schema_takes_it() => Validate(Text).Errors.ShouldBeEmpty();

    [Theory]
    [InlineData("mediaTypeParameter: v", "mediaTypeParameter: q", "descriptor-value", "13:", "other than q, charset and boundary", true)]
    [InlineData("query: version", "query: 'api version'", "descriptor-value", "14:", "`spec.versioning.query`", true)]
    [InlineData("    query: version\n", "", "descriptor-versioning", "14:", "lists `query`, and no `query` names the parameter", false)]
    [InlineData("[query, path, media-type]", "[path, media-type]", "descriptor-versioning", "14:", "`spec.versioning.query` has no effect", false)]
    [InlineData("[query, path, media-type]", "[query, url]", "descriptor-value", "15:", "is `url`", true)]
    [InlineData("[query, path, media-type]", "[]", "descriptor-range", "15:", "is empty", true)]
    [InlineData("onConflict: first", "onConflict: last", "descriptor-value", "16:", "`spec.versioning.onConflict` is `last`", true)]
    [InlineData("weight: 5", "weight: 101", "descriptor-range", "31:38", "from 0 to 100", true)]
    [InlineData("weight: 5, consumers: [storefront]", "", "descriptor-canary", "31:7", "no call would go to the canary", true)]
    [InlineData("sample: 0.25", "sample: 1.25", "descriptor-range", "32:38", "a number from 0 to 1", true)]
    [InlineData("compare: [status]", "compare: [body]", "descriptor-value", "32:54", "is `body`", true)]
    [InlineData("to: 2027-06-01T10:00:00Z", "to: 2027-06-01T09:00:00Z", "descriptor-brown-out", "25:", "is not after `from`", false)]
    [InlineData("to: 2027-06-01T10:00:00Z", "to: 2027-06-09T10:00:00Z", "descriptor-brown-out", "26:", "begins before the one before it has ended", false)]
    [InlineData("to: 2027-06-08T13:00:00+02:00", "to: 2027-07-01T13:00:00+02:00", "descriptor-brown-out", "26:", "is after the sunset", false)]
    [InlineData(", to: 2027-06-08T13:00:00+02:00", "", "descriptor-brown-out", "26:", "`spec.versions[0].brownOuts[1].to` is missing", true)]
    [InlineData("      releasedOn: 2026-01-10\n", "      brownOuts: [{from: 2027-06-01T09:00:00Z, to: 2027-06-01T10:00:00Z}]\n", "descriptor-brown-out", "30:18", "version `v2` is active", true)]
    public void A_mistake_is_named_with_its_place(string stretch, string instead, string rule, string place, string message, bool structural)
    {
        Text.ShouldContain(stretch);
        string broken = Text.Replace(stretch, instead, StringComparison.Ordinal);

        DescriptorReadResult result = Read(broken);

        Finding finding = result.Findings.FirstOrDefault(found => found.RuleId == rule && found.Message.Contains(message, StringComparison.Ordinal))
            .ShouldNotBeNull(string.Join('\n', result.Findings.Select(found => $"{found.RuleId} {found.Source} {found.Message}")));
        finding.Source.ShouldNotBeNull().ToString().ShouldContain($":{place}");
        if (structural)
            Validate(broken).IsValid.ShouldBeFalse("the schema sees it, too");
    }

    [Theory]
    [InlineData("sunset: 9999-12-31", "to: 2027-06-08T13:00:00+02:00")]
    [InlineData("sunset: 2027-06-30", "to: 2027-07-01T00:00:00Z")]
    public void A_brown_out_may_last_to_the_end_of_a_sunset_that_may_be_the_last_day_there_is(string sunset, string to) =>
        Read(Text.Replace("sunset: 2027-06-30", sunset, StringComparison.Ordinal).Replace("to: 2027-06-08T13:00:00+02:00", to, StringComparison.Ordinal))
            .Findings.Where(finding => finding.Severity == Severity.Error).ShouldBeEmpty();

    [Fact]
    public void Two_versions_of_one_day_and_names_that_nobody_has_are_found()
    {
        string text = Text.Replace("2026-01-10", "2024-02-01", StringComparison.Ordinal)
            .Replace("canary: {backend: erp", "canary: {backend: epr", StringComparison.Ordinal)
            .Replace("[storefront]", "[storefrnt]", StringComparison.Ordinal)
            .Replace("shadow: {backend: erp", "shadow: {backend: erq", StringComparison.Ordinal);
        LoadedDescriptor[] all =
        [
            Samples.Load(text, "apis/orders/api.yaml"), Samples.Load(Samples.Backend, "backends/erp.yaml"), Samples.Load(Samples.Consumer, "consumers/storefront.yaml"),
        ];

        string[] messages = [.. DescriptorRules.Check(all).Select(finding => finding.Message)];

        messages.ShouldContain("Version `v2` is released on the day of `v1`: a call that names this day would mean both.");
        messages.ShouldContain("There is no back end `epr`.");
        messages.ShouldContain("There is no back end `erq`.");
        messages.ShouldContain("There is no consumer `storefrnt`.");
    }

    private static DescriptorReadResult Read(string text) => DescriptorReader.Read(Samples.Document(text));

    private static ValidationResult Validate(string text)
    {
        const string uri = "urn:apigovernance:v1:api";
        var registry = new SchemaRegistry();
        registry.Add(uri, File.ReadAllBytes(RepositoryPaths.At("docs/reference/schemas/api.schema.json")), SchemaDialect.Draft202012);
        return CompiledSchema.Compile(registry, uri).Schema.ShouldNotBeNull().Validate(Samples.Document(text).ToJson());
    }
}
