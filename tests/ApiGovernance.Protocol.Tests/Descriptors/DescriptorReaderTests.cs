using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Protocol.Tests.Descriptors;

public sealed class DescriptorReaderTests
{
    public static TheoryData<string> Kinds => [.. Samples.All.Keys];

    public static TheoryData<int> Mistakes => [.. Enumerable.Range(0, Mistake.All.Count)];

    [Fact]
    public void An_api_is_read_with_everything_that_was_written()
    {
        var api = Samples.Load(Samples.Api, "api.yaml").Descriptor.ShouldBeOfType<ApiDescriptor>();

        api.Name.ShouldBe("orders");
        api.Spec.Owner.ShouldBe("commerce");
        api.Spec.Visibility.ShouldBe(Visibility.Partner);
        api.Spec.DataClassification.ShouldBe(DataClassification.Confidential);
        api.Spec.BasePath.ShouldBe("/sales/orders");
        api.Spec.Versioning.Default.ShouldBe("v2");
        api.Spec.Limits.MaxBodyBytes.ShouldBe(65536);
        api.Spec.AuthenticationRequired.ShouldBeTrue();
        api.Spec.Versions.Count.ShouldBe(2);
        ApiVersionSpec v1 = api.Spec.Versions[0];
        (v1.Stage, v1.UpstreamPath, v1.Successor).ShouldBe((ApiStage.Deprecated, "/v1", "v2"));
        (v1.DeprecatedOn, v1.Sunset).ShouldBe((new DateOnly(2026, 6, 1), new DateOnly(2027, 6, 30)));
        v1.RequestValidation.ShouldBe(ValidationMode.Enforce);
        api.Spec.Versions[1].RequestValidation.ShouldBe(ValidationMode.Report);
        api.Spec.Versions[1].UpstreamPath.ShouldBe("");
    }

    [Fact]
    public void A_validation_policy_is_read_whole_and_a_version_says_something_of_answers()
    {
        ApiSpec spec = Samples.Load(Samples.With("Api", "{request: report}", "{request: report, response: sample}"), "api.yaml").Descriptor.ShouldBeOfType<ApiDescriptor>().Spec;

        (spec.Versions[0].ResponseValidation, spec.Versions[1].ResponseValidation).ShouldBe((ValidationMode.Off, ValidationMode.Sample));
        ValidationPolicy policy = spec.Policy!.Validation!;
        (policy.Request, policy.Response, policy.Canonical).ShouldBe((ValidationMode.Enforce, ValidationMode.Report, ValidationMode.Enforce));
        (policy.UnknownQueryParameters, policy.UnknownProperties).ShouldBe((UnknownNames.Refuse, UnknownNames.Report));
        (policy.SampleRate, policy.MaxDepth, policy.MaxDecompressedBytes, policy.MaxResponseBytes).ShouldBe((0.05, 32, 1048576, 262144));
        policy.ContentEncodings.ShouldBe(["gzip", "br"]);
        spec.Operations[0].Policy.Over(spec.Policy).Validation.ShouldBe(policy);
    }

    [Fact]
    public void A_canonical_entity_is_read_with_its_words()
    {
        CanonicalEntitySpec spec = Samples.Load(Samples.CanonicalEntity, "order.yaml").Descriptor.ShouldBeOfType<CanonicalEntityDescriptor>().Spec;

        spec.Version.ShouldBe(2);
        spec.Names.ShouldBe(["salesOrder", "purchase-order"]);
        spec.Identifiers.ShouldBe(["id", "number"]);
        spec.Core.ShouldBe(["id", "lines.sku"]);
        spec.Assigned.ShouldBe(["id", "createdAt"]);
        spec.Fields["lines.quantity"].ShouldBe(["qty", "orderedQuantity"]);
        spec.Values["status"]["cancelled"].ShouldBe(["canceled", "voided"]);
        spec.States["status"]["open"].ShouldBe(["shipped", "cancelled"]);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        string shortest = Samples.With("Api", "  versioning: {header: Api-Version, default: v2}\n  limits: {maxBodyBytes: 65536}\n  authentication: required\n", "");
        ApiSpec spec = Samples.Load(shortest, "api.yaml").Descriptor.ShouldBeOfType<ApiDescriptor>().Spec;

        (spec.Versioning.Header, spec.Versioning.Default).ShouldBe(("Api-Version", null));
        spec.Limits.MaxBodyBytes.ShouldBe(1048576);
        spec.AuthenticationRequired.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Mistakes))]
    public void Each_mistake_is_named_with_its_place_and_its_remedy(int index)
    {
        Mistake mistake = Mistake.All[index];
        DescriptorReadResult result = DescriptorReader.Read(Samples.Document(Samples.With(mistake.Kind, mistake.Stretch, mistake.Instead)));

        result.Descriptor.ShouldBeNull();
        Finding finding = result.Findings.FirstOrDefault(f => f.RuleId == mistake.Rule)
            .ShouldNotBeNull(string.Join('\n', result.Findings.Select(f => $"{f.RuleId} {f.Message}")));
        finding.Kind.ShouldBe(FindingKind.Catalog);
        Samples.At(finding).ShouldStartWith($"x.yaml:{mistake.Place}");
        finding.Message.ShouldContain(mistake.Message);
        if (mistake.Fix is not null)
            finding.Fix.ShouldNotBeNull().ShouldContain(mistake.Fix);
    }

    [Fact]
    public void All_mistakes_are_named_in_one_reading()
    {
        const string text = """
            apiVersion: v2
            kind: Backend
            metadata: {name: ERP, colour: blue}
            spec:
              system: erp
              address: nowhere
              timeoutSeconds: 0
            """;
        DescriptorReader.Read(Samples.Document(text)).Findings.Select(f => $"{f.Source!.Line} {f.RuleId}").ShouldBe(
        [
            "1 descriptor-apiversion", "3 descriptor-value", "3 descriptor-field-unknown", "4 descriptor-field-missing",
            "6 descriptor-value", "7 descriptor-range",
        ]);
    }

    [Fact]
    public void Broken_yaml_gives_the_readers_finding_and_no_descriptor()
    {
        DescriptorReadResult result = DescriptorReader.Read(Samples.Document("apiVersion: [unfinished\nkind: Team"));

        result.Descriptor.ShouldBeNull();
        result.Findings.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.Document);
    }

    [Theory]
    [InlineData("- a list")]
    [InlineData("text")]
    public void A_text_that_is_no_object_is_told_how_to_begin(string text) =>
        DescriptorReader.Read(Samples.Document(text)).Findings.ShouldHaveSingleItem().Fix!.ShouldContain("apiVersion: apigovernance/v1");

    [Theory, MemberData(nameof(Kinds))]
    public void What_is_written_as_json_reads_back_the_same(string kind)
    {
        Descriptor descriptor = Samples.Load(Samples.All[kind], "x.yaml").Descriptor;
        string json = DescriptorWriter.ToJson(descriptor);

        DescriptorReadResult again = DescriptorReader.FromJson("stored", json);

        again.Findings.ShouldBeEmpty();
        again.Descriptor.ShouldNotBeNull().Kind.ShouldBe(kind);
        DescriptorWriter.ToJson(again.Descriptor).ShouldBe(json);
        foreach (string line in Samples.All[kind].Split('\n'))
            json.ShouldContain(line.Split(':')[0].Trim(' ', '-', '{'));
    }

    [Fact]
    public void An_api_may_be_without_versions_only_where_that_is_allowed()
    {
        string text = Samples.Api[..Samples.Api.IndexOf("  versions:", StringComparison.Ordinal)].Replace(", default: v2", "", StringComparison.Ordinal);

        DescriptorReader.Read(Samples.Document(text)).Findings.ShouldHaveSingleItem().Message.ShouldBe("`spec.versions` is missing.");
        DescriptorReadResult result = DescriptorReader.Read(Samples.Document(text), allowNoVersions: true);
        result.Findings.ShouldBeEmpty();
        DescriptorReader.FromJson("stored", DescriptorWriter.ToJson(result.Descriptor!)).Findings.ShouldBeEmpty();
    }
}
