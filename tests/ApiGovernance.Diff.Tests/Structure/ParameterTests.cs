using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Structure;

public sealed class ParameterTests
{
    private const string Array = "schema: {type: array, items: {type: string}}", Record = "schema: {type: object, properties: {k: {type: string}}}", Text = "schema: {type: string}";

    [Theory]
    [InlineData("", "{name: q, in: query, required: true, schema: {type: string}}", "E:new-required-request-parameter", "E:request-parameter-removed")]
    [InlineData("", "{name: q, in: query, required: true, schema: {type: string, default: a}}", "E:new-required-request-parameter", "E:request-parameter-removed")]
    [InlineData("", "{name: q, in: query, schema: {type: string}}", "I:new-optional-request-parameter", "E:request-parameter-removed")]
    [InlineData("", "{name: X-Q, in: header, required: true, schema: {type: string}}", "E:new-required-request-parameter", "E:request-parameter-removed")]
    [InlineData("", "{name: q, in: cookie, required: true, schema: {type: string}}", "E:new-required-request-parameter", "E:request-parameter-removed")]
    [InlineData("{name: q, in: query}", "{name: q, in: query, required: true}", "E:request-parameter-became-required", "I:request-parameter-became-optional")]
    [InlineData("{name: q, in: query}", "{name: q, in: query, deprecated: true}", "I:request-parameter-deprecated", "I:request-parameter-reactivated")]
    [InlineData("{name: q, in: query}", "{name: q, in: query, allowEmptyValue: true}", "I:request-parameter-empty-value-allowed", "E:request-parameter-empty-value-refused")]
    [InlineData($"{{name: q, in: query, {Text}}}", $"{{name: q, in: query, allowReserved: true, {Text}}}", "I:request-parameter-reserved-allowed", "E:request-parameter-reserved-refused")]
    [InlineData("{name: q, in: query, schema: {type: integer}}", "{name: q, in: query, allowReserved: true, schema: {type: integer}}", "", "")]
    [InlineData("{name: q, in: query, schema: {type: string}}", "{name: q, in: header, schema: {type: string}}", "E:request-parameter-location-changed", "E:request-parameter-location-changed")]
    [InlineData("{name: Q, in: header, schema: {type: string}}", "{name: q, in: cookie, schema: {type: string}}", "E:request-parameter-location-changed", "E:request-parameter-location-changed")]
    [InlineData("{name: q, in: query}", "{name: r, in: query}", "E:request-parameter-removed I:new-optional-request-parameter", "E:request-parameter-removed I:new-optional-request-parameter")]
    [InlineData("{name: X-Q, in: header, schema: {type: string}}", "{name: x-q, in: header, schema: {type: string}}", "", "")]
    [InlineData("", "{name: Accept, in: header, required: true, schema: {type: string}}, {name: content-type, in: header}, {name: Authorization, in: header}", "", "")]
    [InlineData("{name: a, in: query}, {name: b, in: query}", "{name: b, in: query}, {name: a, in: query}", "", "")]
    public void A_parameter_that_comes_goes_or_moves_has_its_id(string before, string after, string forward, string backward)
    {
        Expect.Changes(With(before), With(after), forward, backward);
        Expect.Proven(Compare(With(before), With(after)));
        Expect.Proven(Compare(With(after), With(before)));
    }

    [Theory]
    // A single value looks the same in every usual style.
    [InlineData($"in: query, {Text}", $"in: query, explode: false, {Text}", false)]
    [InlineData($"in: query, {Text}", $"in: query, style: spaceDelimited, {Text}", false)]
    [InlineData($"in: query, {Array}", $"in: query, explode: false, {Array}", true)]
    [InlineData($"in: query, explode: false, {Array}", $"in: query, style: pipeDelimited, explode: false, {Array}", true)]
    [InlineData($"in: query, explode: false, {Array}", $"in: query, style: spaceDelimited, explode: false, {Array}", true)]
    [InlineData($"in: query, {Array}", $"in: query, style: pipeDelimited, explode: true, {Array}", false)]
    [InlineData($"in: query, {Record}", $"in: query, style: deepObject, explode: true, {Record}", true)]
    [InlineData($"in: query, {Record}", $"in: query, explode: false, {Record}", true)]
    [InlineData($"in: header, {Array}", $"in: header, explode: true, {Array}", false)]
    [InlineData($"in: header, {Record}", $"in: header, explode: true, {Record}", true)]
    [InlineData($"in: cookie, {Text}", $"in: cookie, explode: false, {Text}", false)]
    [InlineData($"in: query, {Text}", "in: query, content: {text/plain: {schema: {type: string}}}", false)]
    [InlineData($"in: query, {Text}", "in: query, content: {application/json: {schema: {type: string}}}", true)]
    [InlineData("in: query, schema: {type: integer}", "in: query, content: {application/json: {schema: {type: integer}}}", false)]
    [InlineData($"in: query, {Array}", "in: query, content: {application/json: {schema: {type: array, items: {type: string}}}}", true)]
    [InlineData("in: query, content: {application/json: {schema: {type: object}}}", "in: query, content: {application/xml: {schema: {type: object}}}", true)]
    [InlineData("in: query, content: {application/json: {schema: {type: object}}}", "in: query, content: {application/json; charset=utf-8: {schema: {type: object}}}", false)]
    public void Another_spelling_counts_where_a_value_looks_otherwise(string before, string after, bool breaks)
    {
        string ids = breaks ? "E:request-parameter-serialization-changed" : "";
        Expect.Changes(With($"{{name: q, {before}}}"), With($"{{name: q, {after}}}"), ids, ids);
        Expect.Proven(Compare(With($"{{name: q, {before}}}"), With($"{{name: q, {after}}}")));
    }

    [Theory]
    [InlineData("simple", "label", "GET /orders/abc/.a")]
    [InlineData("simple", "matrix", "GET /orders/abc/;id=a")]
    public void A_path_parameter_of_another_style_is_another_url(string before, string after, string line)
    {
        ApiContract Contract(string style) => OnPath("/orders/{no}/{id}", $"{{name: no, in: path, required: true, schema: {{type: string}}}}, {{name: id, in: path, required: true, style: {style}, schema: {{type: string}}}}");
        DiffResult result = Expect.Change(Contract(after), Contract(before), "E:request-parameter-serialization-changed");
        result.Findings[0].Exchange!.RequestLine.ShouldBe(line);
        Expect.Change(Contract(before), Contract(after), "E:request-parameter-serialization-changed");
    }

    [Theory]
    [InlineData("{name: q, in: query}", "", "GET /orders?q=abc was understood, and its `q` is not heard now", "GET /orders?q=abc")]
    [InlineData("{name: q, in: query, schema: {enum: [open, closed]}}", "{name: q, in: header, schema: {enum: [open, closed]}}", "GET /orders?q=open was understood, and its `q` is not heard now", "GET /orders?q=open")]
    [InlineData("", "{name: q, in: query, required: true}", "GET /orders without the query parameter `q` was fine and is refused now", "GET /orders")]
    [InlineData("{name: q, in: query, schema: {type: array, items: {type: string}}}", "{name: q, in: query, explode: false, schema: {type: array, items: {type: string}}}", "GET /orders?q=a&q=b was understood, and is read otherwise now", "GET /orders?q=a&q=b")]
    [InlineData("{name: q, in: query, allowEmptyValue: true}", "{name: q, in: query}", "GET /orders?q= was fine and is refused now", "GET /orders?q=")]
    public void A_breaking_change_shows_the_request(string before, string after, string witness, string line)
    {
        Finding finding = Compare(With(before), With(after)).Findings.Where(finding => finding.Severity == Severity.Error).ShouldHaveSingleItem();
        finding.Witness.ShouldBe(witness);
        finding.Exchange!.RequestLine.ShouldBe(line);
        finding.Exchange.IsRequest.ShouldBeTrue();
    }

    [Fact]
    public void A_parameter_of_the_path_is_one_of_each_operation()
    {
        const string Own = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /orders:
                get:
                  parameters: [{name: q, in: query, schema: {type: string}}]
                  responses: {'204': {description: ok}}
                post:
                  parameters: [{name: q, in: query, schema: {type: string}}]
                  responses: {'204': {description: ok}}
            """;
        const string Shared = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /orders:
                parameters: [{name: q, in: query, schema: {type: string}}]
                get: {responses: {'204': {description: ok}}}
                post: {responses: {'204': {description: ok}}}
            """;
        Expect.Changes(Read(Own), Read(Shared), "", "");
    }

    [Theory]
    [InlineData("true", "E:new-required-request-default-parameter-to-existing-path")]
    [InlineData("false", "I:new-optional-request-default-parameter-to-existing-path")]
    public void A_new_parameter_of_the_path_is_one_change_with_all_its_operations(string required, string id)
    {
        const string Text = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /orders:
                parameters: [PARAMETER]
                get: {responses: {'204': {description: ok}}}
                post: {responses: {'204': {description: ok}}}
                put: {responses: {'204': {description: ok}}}
            """;
        DiffResult result = Expect.Change(
            Read(Text.Replace("PARAMETER", "", StringComparison.Ordinal)),
            Read(Text.Replace("PARAMETER", $"{{name: q, in: query, required: {required}}}", StringComparison.Ordinal)), id);
        Finding finding = result.Findings.ShouldHaveSingleItem();
        finding.Operation.ShouldBeNull();
        finding.Operations.ShouldBe(["GET /orders", "POST /orders", "PUT /orders"]);
        finding.Message.ShouldStartWith("`GET /orders` (and 2 more operations) has the new ");
    }

    [Fact]
    public void A_path_parameter_that_the_path_has_no_place_for_breaks_and_one_that_is_only_described_now_does_not()
    {
        Expect.Change(OnPath("/orders", ""), OnPath("/orders", "{name: id, in: path, required: true, schema: {type: string}}"), "E:new-request-path-parameter");
        ApiContract described = OnPath("/orders/{id}", "{name: id, in: path, required: true, schema: {type: string}}"), undescribed = OnPath("/orders/{id}", "");
        Compare(described, undescribed).Verdict.ShouldBe(DiffVerdict.Compatible);
    }

    private static ApiContract With(string parameters) => Operation($"parameters: [{parameters}]", version: "3.0.3");

    private static ApiContract OnPath(string path, string parameters) => Read($$$"""
        openapi: 3.0.3
        info: {title: T, version: '1'}
        paths:
          {{{path}}}:
            get:
              parameters: [{{{parameters}}}]
              responses: {'204': {description: ok}}
        """);
}
