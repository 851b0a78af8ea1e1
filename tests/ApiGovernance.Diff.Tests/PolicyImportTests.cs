using System.Text;
using ApiGovernance.Diff.Policies.Import;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

/// <summary>oasdiff's configuration files as a policy of ours; no line is lost in silence.</summary>
public sealed class PolicyImportTests
{
    [Fact]
    public void The_policy_can_be_read_and_every_other_line_is_told()
    {
        OasdiffImportResult result = OasdiffImport.Convert(
        [
            new OasdiffFile(OasdiffFileKind.SeverityLevels, "levels.txt", """
                # ours
                api-tag-removed  none
                request-parameter-removed err   # callers asked for it
                api-operation-id-removed: INFO
                response-mediatype-enum-value-removed warn

                response-body-enum-value-removed err
                request-body-all-of-added err
                request-property-remooved err
                api-tag-added
                api-tag-added loud
                """),
            new OasdiffFile(OasdiffFileKind.ErrIgnore, "err.md", """
                ## Known breaks
                GET /api/{domain}/badges removed the success response with the status '200'
                - 12.01.2026 In get /api/{domain}/badges we removed the success response with the status '201'
                error at new.yaml, in API POST /orders the request property 'note' became required [request-property-became-required]. Said "so".
                POST /orders we did something
                removed the schema 'rules' from components
                /orders api removed without deprecation
                """),
            new OasdiffFile(OasdiffFileKind.WarnIgnore, "warn.txt", "DELETE /orders/{id} deleted the 'query' request parameter 'force'"),
        ]);
        Golden.Match(result.Yaml + "---\n" + string.Join("\n", result.Findings.Select(finding => $"{finding.Source} {finding.Severity} {finding.Message} | {finding.Fix}")), "oasdiff-import");
        CompatibilityPolicyReadResult read = Read(result.Yaml);
        read.Findings.Select(finding => $"{finding.Source} {finding.Message}").ShouldBeEmpty();
        read.Policy.Severities["api-tag-removed"].ShouldBeNull();
        read.Policy.Severities["response-body-enum-value-removed"].ShouldBe(Severity.Error);
    }

    [Theory]
    [InlineData("deleted the 'query' request parameter 'q'", "request-parameter-removed")]
    [InlineData("removed the request property 'required'", "request-property-removed")]
    [InlineData("removed the enum value 'a' of the request property 'b'", "request-property-enum-value-removed")]
    [InlineData("added the new 'c' enum value to the 'b' response property for the response status '200'", "response-property-enum-value-added")]
    [InlineData("removed the optional property 'x' from the response with the '200' status (media type: application/json)", "response-optional-property-removed")]
    [InlineData("the response property 'x' became optional for the status '200'", "response-property-became-optional")]
    [InlineData("the 'a' request property's maxLength was decreased to '5'", "request-property-max-length-decreased")]
    [InlineData("for the 'query' request parameter 'q', the max was decreased from '9' to '5'", "request-parameter-max-decreased")]
    [InlineData("for the 'query' request parameter 'q', the type/format was changed from 'string'/'' to 'integer'/''", "request-parameter-type-changed")]
    [InlineData("the request property 'a' type was widened from 'integer' to 'number'", "request-property-type-generalized")]
    [InlineData("the request's body became not nullable", "request-body-became-not-nullable")]
    [InlineData("request body was restricted to a list of enum values", "request-body-became-enum")]
    [InlineData("removed '#/components/schemas/Cat' from the 'pet' request property 'oneOf' list", "request-property-one-of-removed")]
    [InlineData("added the new required 'query' request parameter 'q'", "new-required-request-parameter")]
    [InlineData("added required request body", "request-body-added-required")]
    [InlineData("added the non-success response with the status '500'", "response-non-success-status-added")]
    [InlineData("removed the request property 'oneOf[#/components/schemas/Cat]/petType'", "request-property-removed")]
    [InlineData("the mandatory response header 'X-Limit' removed for the status '200'", "required-response-header-removed")]
    [InlineData("removed the x-extensible-enum value 'a' of the request property 'b'", "request-property-x-extensible-enum-value-removed")]
    [InlineData("deleted the 'query' request parameter 'id' before the sunset date '2027-01-01'", "request-parameter-removed-before-sunset")]
    [InlineData("removed 'contains' constraint from the request property 'tags'", "request-property-contains-removed")]
    [InlineData("the 'a' request header's property 'b' became required", "request-header-property-became-required")]
    [InlineData("for the 'query' request parameter 'q', the type/format of property 'a' was changed from 'string'/'' to 'integer'/''", "request-parameter-property-type-changed")]
    [InlineData("the response required property 'a' became write-only", "response-required-property-became-write-only")]
    [InlineData("the response write-only property 'a' became required", "response-write-only-property-became-required")]
    [InlineData("request property 'a' deprecated with invalid sunset date: 'soon'", "request-property-deprecated-sunset-invalid")]
    [InlineData("endpoint stability level decreased from 'stable' to 'draft'", "api-stability-decreased")]
    [InlineData("removed 'cat' mapping keys from the request discriminator", "request-body-discriminator-mapping-deleted")]
    [InlineData("request discriminator property name changed for 'oneOf[#/components/schemas/Dog]/breed' request property from 'a' to 'b'", "request-property-discriminator-property-name-changed")]
    [InlineData("request discriminator property name changed from 'a' to 'b'", "request-body-discriminator-property-name-changed")]
    [InlineData("API TAG 'pets' REMOVED", "api-tag-removed")]
    public void A_sentence_is_understood_by_its_words(string sentence, string id)
    {
        OasdiffImportResult result = Ignore($"GET /pets/{{id}} {sentence}");
        result.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        result.Yaml.ShouldContain($"- id: {id}\n      match: {{method: get, path: \"/pets/{{id}}\"}}\n");
    }

    [Theory]
    [InlineData("changed something", "not understood")]
    [InlineData("the discriminator scope of the request property 'a' was removed", "not understood")]
    [InlineData("removed 'subschema #1' from the request body 'allOf' list", "not understood")]
    [InlineData("removed: both the property and the body of the request", "`request-body-removed` or `request-property-removed`")]
    [InlineData("the pattern of the request property 'a' was removed and the format of the request property 'a' was removed", "not understood")]
    public void A_sentence_that_could_be_taken_for_another_change_is_not_taken(string sentence, string message)
    {
        OasdiffImportResult result = Ignore($"GET /pets {sentence}");
        Finding finding = result.Findings.ShouldHaveSingleItem();
        (finding.Source!.Line, finding.Severity).ShouldBe((1, Severity.Warning));
        finding.Message.ShouldContain(message, Case.Sensitive);
        Read(result.Yaml).Policy.Overrides.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_ignored_there_is_ignored_here_and_the_rest_is_not()
    {
        OpenApi.Model.ApiContract before = Operation("parameters: [{name: a, in: query, schema: {type: string}}, {name: b, in: query, schema: {type: string}}]");
        OpenApi.Model.ApiContract after = Operation("parameters: [{name: b, in: query, schema: {type: integer}}]");
        CompatibilityPolicy policy = Read(Ignore("GET /orders deleted the 'query' request parameter 'a'").Yaml).Policy;
        ContractDiff.Compare(before, after, CompatibilityPolicy.Default).Findings.Select(finding => finding.RuleId).ShouldContain("request-parameter-removed");
        ContractDiff.Compare(before, after, policy).Findings.Select(finding => finding.RuleId).ShouldBe(["request-parameter-type-changed", "api-version-not-bumped"], ignoreOrder: true);
    }

    [Fact]
    public void Nothing_gives_a_policy_that_says_nothing() => Read(OasdiffImport.Convert([]).Yaml).Findings.ShouldBeEmpty();

    private static OasdiffImportResult Ignore(string text) => OasdiffImport.Convert([new OasdiffFile(OasdiffFileKind.ErrIgnore, "err.txt", text)]);

    private static CompatibilityPolicyReadResult Read(string yaml) => CompatibilityPolicy.Read(DocumentReader.Read("p.yaml", Encoding.UTF8.GetBytes(yaml)));
}
