using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Structure;

public sealed class ResponseTests
{
    [Theory]
    [InlineData("{'200': {description: a}, '404': {description: b}}", "{'200': {description: a}}", "I:response-non-success-status-removed", "I:response-non-success-status-added")]
    [InlineData("{'200': {description: a}, '202': {description: b}}", "{'200': {description: a}}", "E:response-success-status-removed", "I:response-success-status-added")]
    [InlineData("{'200': {description: a}}", "{'201': {description: a}}", "E:response-success-status-removed I:response-success-status-added", "E:response-success-status-removed I:response-success-status-added")]
    [InlineData("{'404': {description: a}}", "{4XX: {description: a}}", "I:response-non-success-status-added", "I:response-non-success-status-removed")]
    [InlineData("{4XX: {description: a}}", "{4XX: {description: a}, '404': {description: a}}", "", "")]
    [InlineData("{2XX: {description: a}}", "{2XX: {description: a}, '200': {description: a}}", "", "")]
    [InlineData("{'200': {description: a}}", "{default: {description: a}}", "I:response-non-success-status-added", "I:response-non-success-status-removed I:response-success-status-added")]
    [InlineData("{2XX: {description: a}}", "{'200': {description: a}}", "I:response-success-status-range-narrowed", "I:response-success-status-added")]
    [InlineData("{'200': {description: a}, 2XX: {description: b}}", "{'200': {description: a}}", "I:response-success-status-range-narrowed", "I:response-success-status-added")]
    [InlineData("{2XX: {description: a}}", "{4XX: {description: a}}", "E:response-success-status-removed I:response-non-success-status-added", "I:response-non-success-status-removed I:response-success-status-added")]
    [InlineData("{default: {description: a}}", "{'404': {description: a}}", "E:response-success-status-removed I:response-non-success-status-added", "I:response-non-success-status-added")]
    [InlineData("{'200': {description: a}, '202': {description: b}}", "{'200': {description: a}, default: {description: e}}", "E:response-success-status-removed I:response-non-success-status-added", "I:response-non-success-status-removed I:response-success-status-added")]
    [InlineData("{'404': {description: a}}", "{default: {description: a}}", "I:response-non-success-status-added", "E:response-success-status-removed I:response-non-success-status-added")]
    [InlineData("{'200': {description: a}, default: {description: e}}", "{default: {description: e}}", "", "I:response-success-status-added")]
    [InlineData("{'200': {description: a}, '404': {description: b}}", "{'404': {description: c}, '200': {description: d}}", "", "")]
    public void A_status_that_comes_or_goes_has_its_id(string before, string after, string forward, string backward) => Both(before, after, forward, backward);

    [Theory]
    [InlineData("a/b: {}, c/d: {}", "a/b: {}", "E:response-media-type-removed", "I:response-media-type-added")]
    [InlineData("a/b: {}, c/d: {}", "c/d: {}, a/b: {}", "", "")]
    [InlineData("application/json: {}", "application/*: {}", "E:response-media-type-name-generalized", "I:response-media-type-name-specialized")]
    [InlineData("application/json: {}", "application/json; charset=utf-8: {}", "I:response-media-type-name-changed", "I:response-media-type-name-changed")]
    [InlineData("application/json: {}", "application/json;profile=x: {}", "I:response-media-type-name-specialized", "E:response-media-type-name-generalized")]
    [InlineData("application/json: {}", "application/problem+json: {}", "E:response-media-type-removed I:response-media-type-added", "E:response-media-type-removed I:response-media-type-added")]
    [InlineData("application/json: {}", "application/json: {schema: {}}", "I:response-body-media-type-schema-added", "I:response-body-media-type-schema-removed")]
    [InlineData("application/pdf: {schema: {type: string, format: binary}}", "application/pdf: {}", "", "")]
    public void A_media_type_of_an_answer(string before, string after, string forward, string backward) =>
        Both($"{{'200': {{description: a, content: {{{before}}}}}}}", $"{{'200': {{description: a, content: {{{after}}}}}}}", forward, backward);

    [Theory]
    [InlineData("ETag: {required: true}", "", "E:required-response-header-removed", "I:response-header-added")]
    [InlineData("ETag: {schema: {type: string}}", "", "W:optional-response-header-removed", "I:response-header-added")]
    [InlineData("ETag: {required: true}", "etag: {}", "E:response-header-became-optional", "I:response-header-became-required")]
    [InlineData("ETag: {}", "ETag: {deprecated: true}", "I:response-header-deprecated", "I:response-header-reactivated")]
    [InlineData("L: {schema: {type: object}}", "L: {explode: true, schema: {type: object}}", "E:response-header-serialization-changed", "E:response-header-serialization-changed")]
    [InlineData("L: {schema: {type: array}}", "L: {explode: true, schema: {type: array}}", "", "")]
    [InlineData("L: {schema: {type: string}}", "L: {content: {application/json: {schema: {type: string}}}}", "E:response-header-serialization-changed", "E:response-header-serialization-changed")]
    [InlineData("Content-Type: {required: true}", "", "", "")]
    [InlineData("A: {}, B: {}", "B: {}, A: {}", "", "")]
    public void A_header_of_an_answer(string before, string after, string forward, string backward) =>
        Both($"{{'200': {{description: a, headers: {{{before}}}}}}}", $"{{'200': {{description: a, headers: {{{after}}}}}}}", forward, backward);

    [Theory]
    [InlineData("next: {operationId: a}", "", "W:response-link-removed", "I:response-link-added")]
    [InlineData("next: {operationId: a}", "next: {operationId: b}", "W:response-link-operation-changed", "W:response-link-operation-changed")]
    [InlineData("next: {operationId: a, parameters: {p: $response.body#/id}}", "next: {operationId: a, parameters: {p: $response.body#/no}}", "W:response-link-values-changed", "W:response-link-values-changed")]
    [InlineData("next: {operationId: a, parameters: {p: 1, q: 2}}", "next: {operationId: a, description: other, parameters: {q: 2, p: 1}}", "", "")]
    [InlineData("next: {operationRef: '#/paths/~1orders/get'}", "next: {operationId: list}", "", "")]
    public void A_link_of_an_answer(string before, string after, string forward, string backward) =>
        Both($"{{'200': {{description: a, links: {{{before}}}}}}}", $"{{'200': {{description: a, links: {{{after}}}}}}}", forward, backward);

    [Fact]
    public void Breaking_changes_show_an_answer_or_the_request_that_is_refused()
    {
        Finding removed = Only(Compare(Responses("{'200': {description: a}}"), Responses("{'201': {description: a}}")), "response-success-status-removed");
        removed.Witness.ShouldBe("GET /orders was answered with 200, which is not among its answers now (201)");
        removed.Exchange!.IsRequest.ShouldBeFalse();
        removed.Exchange.Status.ShouldBe("201");

        Finding type = Only(Compare(Responses("{'200': {description: a, content: {a/b: {}}}}"), Responses("{'200': {description: a, content: {c/d: {}}}}")), "response-media-type-removed");
        type.Witness.ShouldBe("GET /orders with Accept: a/b was fine and is refused now");
        type.Exchange!.Headers.ShouldBe([new("Accept", "a/b")]);

        Finding header = Only(Compare(Responses("{'200': {description: a, headers: {ETag: {required: true}}}}"), Responses("{'200': {description: a}}")), "required-response-header-removed");
        header.Witness.ShouldBe("GET /orders may be answered with 200 without the header ETag now, which was always there");
    }

    [Fact]
    public void What_the_default_said_of_an_error_still_counts_when_the_error_is_named()
    {
        const string Problem = "content: {application/json: {schema: {type: object, properties: {code: {type: integer}}}}}", Other = "content: {application/json: {schema: {type: object, properties: {code: {type: string}}}}}";
        DiffResult result = Compare(Responses($"{{default: {{description: a, {Problem}}}}}"), Responses($"{{'404': {{description: b, {Other}}}, default: {{description: a, {Problem}}}}}"));
        result.Verdict.IsBreaking().ShouldBeTrue();
        Only(result, "response-property-type-changed").Message.ShouldContain("404");
    }

    [Theory]
    [InlineData("'404': {BODY}, default: {BODY}", "default: {WIDER}", "GET /orders may answer 404 {} now")]
    [InlineData("'200': {BODY}", "2XX: {WIDER}", "GET /orders may answer 200 {} now")]
    [InlineData("'404': {BODY}", "4XX: {WIDER}", "GET /orders may answer 404 {} now")]
    [InlineData("'200': {BODY}", "default: {WIDER}", "GET /orders may answer 200 {} now")]
    [InlineData("default: {BODY}", "'200': {WIDER}", "GET /orders may answer 200 {} now")]
    [InlineData("default: {BODY}", "2XX: {WIDER}", "GET /orders may answer 200 {} now")]
    [InlineData("default: {BODY}", "default: {BODY}, '200': {WIDER}", "GET /orders may answer 200 {} now")]
    [InlineData("'200': {OK}, default: {BODY}", "'200': {OK}, default: {WIDER}", "GET /orders may answer 500 {} now")]
    [InlineData("'200': {OK}, '404': {BODY}, default: {BODY}", "'200': {OK}, default: {WIDER}, '500': {BODY}", "GET /orders may answer 404 {} now")]
    public void A_witness_has_a_status_and_no_pattern_of_one(string before, string after, string witness)
    {
        static string Filled(string responses) => "{" + responses
            .Replace("BODY", "description: a, content: {application/json: {schema: {type: object, required: [a], properties: {a: {type: string}}}}}", StringComparison.Ordinal)
            .Replace("WIDER", "description: a, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}", StringComparison.Ordinal)
            .Replace("OK", "description: a", StringComparison.Ordinal) + "}";
        DiffResult result = Compare(Responses(Filled(before)), Responses(Filled(after)));
        result.Findings.Where(finding => finding.RuleId == "response-property-became-optional").ShouldContain(finding => finding.Witness!.StartsWith(witness, StringComparison.Ordinal));
        result.Findings.ShouldAllBe(finding => finding.Exchange == null || finding.Exchange.Status!.Length == 3 && char.IsAsciiDigit(finding.Exchange.Status[2]));
    }

    [Fact]
    public void What_stands_beside_a_success_is_no_success()
    {
        const string Error = "default: {description: e, content: {application/json: {schema: {type: object, required: [code]}}}}";
        Expect.Change(Responses($"{{'200': {{description: a}}, {Error}}}"), Responses($"{{'200': {{description: a}}, '201': {{description: b}}, {Error}}}"), "I:response-success-status-added");
    }

    [Theory]
    [InlineData("application/xml: {}", "GET /orders may be answered with 404 and Content-Type: application/xml now, which was application/json before")]
    [InlineData("", "GET /orders may be answered with 404 without a body now, which was application/json before")]
    public void An_error_is_not_negotiated_away(string content, string witness)
    {
        const string Error = "'200': {description: a}, default: {description: e, content: {application/json: {}}}";
        DiffResult result = Compare(Responses($"{{{Error}}}"), Responses($"{{{Error}, '404': {{description: n, content: {{{content}}}}}}}"));
        Finding finding = Only(result, "response-media-type-removed");
        finding.Witness.ShouldBe(witness);
        finding.Exchange!.Status.ShouldBe("404");
    }

    private static void Both(string before, string after, string forward, string backward)
    {
        Expect.Changes(Responses(before), Responses(after), forward, backward);
        Expect.Proven(Compare(Responses(before), Responses(after)));
        Expect.Proven(Compare(Responses(after), Responses(before)));
    }

    private static ApiContract Responses(string responses) =>
        Read($"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /orders:\n    get:\n      operationId: list\n      responses: {responses}\n");
}
