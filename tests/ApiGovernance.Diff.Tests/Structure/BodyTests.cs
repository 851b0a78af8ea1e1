using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Structure;

public sealed class BodyTests
{
    [Theory]
    [InlineData("tags: [x]", "tags: [x]\nrequestBody: {required: true, content: {a/b: {}}}", "E:request-body-added-required", "E:request-body-removed")]
    [InlineData("tags: [x]", "tags: [x]\nrequestBody: {content: {a/b: {}}}", "I:request-body-added-optional", "E:request-body-removed")]
    [InlineData("requestBody: {content: {a/b: {}}}", "requestBody: {required: true, content: {a/b: {}}}", "E:request-body-became-required", "I:request-body-became-optional")]
    [InlineData("requestBody: {content: {a/b: {}}}", "requestBody: {content: {a/b: {}, c/d: {}}}", "I:request-body-media-type-added", "E:request-body-media-type-removed")]
    [InlineData("requestBody: {content: {a/b: {}, c/d: {}}}", "requestBody: {content: {c/d: {}, a/b: {}}}", "", "")]
    [InlineData("requestBody: {content: {application/json: {}}}", "requestBody: {content: {'application/json; charset=utf-8': {}}}", "", "")]
    [InlineData("requestBody: {content: {application/json: {}}}", "requestBody: {content: {application/*: {}}}", "I:request-body-media-type-added", "E:request-body-media-type-removed")]
    [InlineData("requestBody: {content: {application/vnd.x+json: {}}}", "requestBody: {content: {application/*+json: {}}}", "I:request-body-media-type-added", "E:request-body-media-type-removed")]
    [InlineData("requestBody: {content: {application/json: {}}}", "requestBody: {content: {application/*+json: {}}}", "E:request-body-media-type-removed I:request-body-media-type-added", "E:request-body-media-type-removed I:request-body-media-type-added")]
    [InlineData("requestBody: {content: {application/*: {}}}", "requestBody: {content: {application/*: {}, application/json: {}}}", "", "")]
    [InlineData("requestBody: {content: {application/json;profile=a: {}}}", "requestBody: {content: {application/json;profile=b: {}}}", "E:request-body-media-type-removed I:request-body-media-type-added", "E:request-body-media-type-removed I:request-body-media-type-added")]
    [InlineData("requestBody: {content: {application/json;version=1: {}}}", "requestBody: {content: {application/json: {}}}", "I:request-body-media-type-added", "E:request-body-media-type-removed")]
    [InlineData("requestBody: {content: {application/octet-stream: {schema: {type: string, format: binary}}}}", "requestBody: {content: {application/octet-stream: {}}}", "", "")]
    public void A_body_and_its_media_types(string before, string after, string forward, string backward)
    {
        Expect.Changes(Operation(before), Operation(after), forward, backward);
        Expect.Proven(Compare(Operation(before), Operation(after)));
        Expect.Proven(Compare(Operation(after), Operation(before)));
    }

    [Fact]
    public void A_schema_that_comes_is_no_break_by_itself_and_what_it_refuses_is()
    {
        ApiContract none = Operation("requestBody: {content: {application/json: {}}}"), any = Operation("requestBody: {content: {application/json: {schema: {}}}}");
        Expect.Changes(none, any, "I:request-body-media-type-schema-added", "I:request-body-media-type-schema-removed");
        ApiContract narrow = Operation("requestBody: {content: {application/json: {schema: {type: object}}}}");
        DiffResult result = Compare(none, narrow);
        result.Verdict.IsBreaking().ShouldBeTrue();
        Ids(result).ShouldContain("I:request-body-media-type-schema-added");
    }

    [Theory]
    [InlineData("requestBody: {content: {a/b: {}, c/d: {}}}", "requestBody: {content: {a/b: {}}}", "GET /orders with Content-Type: c/d was accepted and is answered with 415 now", "c/d", "`GET /orders` no longer accepts `c/d`.")]
    [InlineData("requestBody: {content: {image/*: {}}}", "requestBody: {content: {image/png: {}}}", "GET /orders with Content-Type: image/x-other was accepted and is answered with 415 now", "image/x-other", "`GET /orders` no longer accepts every `image/*`, only `image/png`.")]
    public void A_media_type_that_is_gone_shows_the_request_with_it(string before, string after, string witness, string type, string message)
    {
        Finding finding = Only(Compare(Operation(before), Operation(after)), "request-body-media-type-removed");
        finding.Witness.ShouldBe(witness);
        finding.Message.ShouldBe(message);
        finding.Exchange!.Headers.ShouldBe([new("Content-Type", type)]);
    }

    private const string Array = "f: {type: array, items: {type: string}}", Record = "f: {type: object}", Single = "f: {type: string}";

    [Theory]
    // Request ids when the first encoding becomes the second, then the other way round.
    [InlineData("application/x-www-form-urlencoded", Array, "", "{f: {explode: false}}", "E:changed", "E:changed")]
    [InlineData("application/x-www-form-urlencoded", Array, "", "{f: {style: form, explode: true}}", "", "")]
    [InlineData("application/x-www-form-urlencoded", Array, "{f: {style: pipeDelimited, explode: false}}", "{f: {style: form, explode: false}}", "E:changed", "E:changed")]
    [InlineData("application/x-www-form-urlencoded", Single, "", "{f: {explode: false}}", "", "")]
    [InlineData("application/x-www-form-urlencoded", Record, "", "{f: {style: deepObject, explode: true}}", "E:changed", "E:changed")]
    [InlineData("multipart/form-data", Record, "", "{f: {contentType: application/json}}", "", "")]
    [InlineData("multipart/form-data", Record, "", "{f: {contentType: application/xml}}", "E:changed", "E:changed")]
    [InlineData("multipart/form-data", Single, "{f: {contentType: image/png}}", "{f: {contentType: 'image/png, image/jpeg'}}", "I:widened", "E:changed")]
    [InlineData("multipart/form-data", Single, "{f: {contentType: image/png}}", "{f: {contentType: image/*}}", "I:widened", "E:changed")]
    [InlineData("multipart/form-data", Single, "{f: {contentType: 'image/png, image/jpeg'}}", "{f: {contentType: 'image/jpeg,image/png'}}", "", "")]
    [InlineData("multipart/form-data", Single, "", "{f: {headers: {X-A: {required: true, schema: {type: string}}}}}", "E:header-required", "")]
    [InlineData("multipart/form-data", Single, "", "{f: {headers: {X-A: {schema: {type: string}}}}}", "", "")]
    public void The_encoding_of_a_field_counts_where_it_is_written_otherwise(string type, string field, string before, string after, string forward, string backward)
    {
        ApiContract Body(string encoding) => Operation($"requestBody: {{content: {{{type}: {{schema: {{type: object, properties: {{{field}}}}}, encoding: {(encoding.Length == 0 ? "{}" : encoding)}}}}}}}");
        string Id(string aspect) => aspect.Length == 0 ? "" : aspect.Insert(2, "request-body-encoding-");
        Expect.Changes(Body(before), Body(after), Id(forward), Id(backward));
    }

    [Fact]
    public void The_encoding_of_an_answer_is_judged_the_other_way()
    {
        ApiContract Answer(string encoding) => Read($$$$$$$"""
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /orders:
                get:
                  responses:
                    '200': {description: ok, content: {multipart/mixed: {schema: {type: object, properties: {f: {type: string}}}, encoding: {f: {{{{{{{encoding}}}}}}}}}}}
            """);
        Expect.Changes(Answer("{contentType: image/png}"), Answer("{contentType: image/*}"), "E:response-body-encoding-changed", "I:response-body-encoding-narrowed");
        Expect.Changes(Answer("{headers: {X-A: {required: true}}}"), Answer("{}"), "E:response-body-encoding-header-removed", "");
    }
}
