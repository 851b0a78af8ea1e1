using ApiGovernance.OpenApi.Findings;

using static ApiGovernance.Diff.Tests.Events.EventContracts;

namespace ApiGovernance.Diff.Tests.Events;

public sealed class DocumentDiffTests
{
    private const string Http = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: ok}}}}}\n";
    private const string Schema = "$schema: https://json-schema.org/draft/2020-12/schema\ntype: object\nrequired: [a]\n";

    [Fact]
    public void Each_kind_of_document_is_compared_by_its_own_rules()
    {
        Ran(Http, With(Http, "/a:", "/b:")).ShouldContain("api-path-removed-without-deprecation");
        Ran(Orders, With(Orders, "address: orders/cancel\n", "address: orders/stop\n")).ShouldContain("event-channel-address-changed");
        Ran(Schema, With(Schema, "required: [a]\n", "")).ShouldContain("response-required-property-removed");
        Ran(With(Schema, "required: [a]\n", ""), Schema, new DiffOptions { EventView = EventView.Producers }).ShouldContain("new-required-request-property");
    }

    [Theory]
    [InlineData("type: object\nproperties: {a: {type: string}}\n", DocumentKind.JsonSchema)]
    [InlineData("$defs: {A: {type: string}}\n", DocumentKind.JsonSchema)]
    [InlineData("swagger: '2.0'\n", DocumentKind.OpenApi)]
    [InlineData("asyncapi: 2.0.0\n", DocumentKind.AsyncApi)]
    [InlineData("type: shop\nname: x\n", DocumentKind.Unknown)]
    [InlineData("- a\n", DocumentKind.Unknown)]
    public void A_document_is_known_by_what_it_says(string text, DocumentKind kind) => DocumentDiff.KindOf(Bundle(text, "a.yaml")).ShouldBe(kind);

    [Fact]
    public void Documents_of_two_kinds_are_refused_with_both_names()
    {
        DocumentDiffResult result = DocumentDiff.Compare(Bundle(Http, "api.yaml"), Bundle(Orders, "events.yaml"), CompatibilityPolicy.Default);
        result.Result.ShouldBeNull();
        Finding refusal = result.Refusals.ShouldHaveSingleItem();
        refusal.Message.ShouldBe("The base (api.yaml) is an HTTP API (OpenAPI) and the revision (events.yaml) is an event contract (AsyncAPI): these two cannot be compared.");
        refusal.Source.ShouldNotBeNull().File.ShouldBe("events.yaml");
        refusal.Fix.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("kind: Something\n", "is no description of an API or an event")]
    [InlineData("- a\n", "is not an object")]
    [InlineData("a: [1, 2\nb: {\n", "")]
    [InlineData("", "")]
    [InlineData("asyncapi: 9.0.0\ninfo: {title: T, version: '1'}\n", "9.0.0")]
    public void What_cannot_be_compared_is_refused_with_its_place(string text, string said)
    {
        string other = text.StartsWith("asyncapi", StringComparison.Ordinal) ? Orders : Http;
        DocumentDiffResult result = DocumentDiff.Compare(Bundle(text, "odd.yaml"), Bundle(other, "other.yaml"), CompatibilityPolicy.Default);
        result.Result.ShouldBeNull();
        result.Refusals.ShouldNotBeEmpty();
        result.Refusals.ShouldAllBe(refusal => refusal.Source != null && refusal.Source.File == "odd.yaml" && refusal.Fix != null);
        string.Join("\n", result.Refusals.Select(refusal => refusal.Message)).ShouldContain(said);
    }

    private static string[] Ran(string before, string after, DiffOptions? options = null)
    {
        DocumentDiffResult result = DocumentDiff.Compare(Bundle(before, "a.yaml"), Bundle(after, "b.yaml"), CompatibilityPolicy.Default, options);
        result.Refusals.ShouldBeEmpty();
        return [.. result.Result.ShouldNotBeNull().Findings.Select(finding => finding.RuleId)];
    }
}
