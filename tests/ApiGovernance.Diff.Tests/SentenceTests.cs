using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

/// <summary>What a change is called: who sends, of what it is, and where it is written.</summary>
public sealed class SentenceTests
{
    [Theory]
    [InlineData("{enum: [open]}", "{enum: [open, lost]}", "`POST placed` may send \"lost\" for webhook's body now.")]
    [InlineData("{type: object, required: [a], properties: {a: {type: string}}}", "{type: object}", "`POST placed` no longer sends `a` in its webhook's body.")]
    public void A_webhook_sends(string before, string after, string sentence) =>
        First(Webhook($"requestBody: {{content: {{application/json: {{schema: {before}}}}}}}, responses: {{'204': {{description: done}}}}"),
            Webhook($"requestBody: {{content: {{application/json: {{schema: {after}}}}}}}, responses: {{'204': {{description: done}}}}")).Message.ShouldBe(sentence);

    [Fact]
    public void A_property_of_an_answer_is_named_before_the_answer() =>
        First(Webhook("responses: {'200': {description: ok, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}}"),
            Webhook("responses: {'200': {description: ok, content: {application/json: {schema: {type: object, required: [a], properties: {a: {type: string}}}}}}}"))
            .Message.ShouldBe("`POST placed` requires the property `a` in the answer 200 to its webhook.");

    [Fact]
    public void A_callback_in_a_callback_is_told_with_the_way_to_it()
    {
        Finding finding = First(Nested("{type: string}"), Nested("{type: integer}"));
        finding.Message.ShouldBe("`POST /orders` (in the callback `arrived` of its callback `shipped`) has another type of request: integer instead of string.");
        finding.Exchange.ShouldNotBeNull().RequestLine.ShouldBe("POST {$response.body#/url}");
    }

    [Fact]
    public void A_field_of_a_form_has_its_own_name_and_stands_where_it_is_written()
    {
        const string Form = """
            swagger: '2.0'
            info: {title: T, version: '1'}
            consumes: [application/x-www-form-urlencoded]
            paths: {/orders: {post: {parameters: [{name: other, in: formData, type: string}, FIELD], responses: {'204': {description: done}}}}}
            """;
        static ApiContract With(string field) => Read(Form.Replace("FIELD", field, StringComparison.Ordinal));

        First(With("{name: a, in: formData, type: string}"), With("{name: a, in: formData, type: string, maxLength: 2}")).Pointer.ShouldBe("/paths/~1orders/post/parameters/1");
        First(With("{name: a, in: formData, type: array, collectionFormat: multi, items: {type: string}}"), With("{name: a, in: formData, type: array, collectionFormat: csv, items: {type: string}}"))
            .Message.ShouldBe("`POST /orders` spells the field `a` of its request as `a=a,b` and no longer as `a=a&a=b`.");
    }

    [Theory]
    [InlineData("[{}, {key: []}]", "[{key: []}]", "asks for the header x-key now; before callers without credentials were let in, too.")]
    [InlineData("[]", "[{key: []}]", "asks for the header x-key now; before it asked for nothing.")]
    [InlineData("[{key: []}]", "[{key: [admin]}]", "asks for the role `admin` of the header x-key too; before the header x-key was enough.")]
    public void A_requirement_says_what_was_enough(string before, string after, string sentence) => First(Security(before), Security(after)).Message.ShouldEndWith(sentence);

    [Fact]
    public void Each_name_of_a_discriminator_is_shown_by_a_value_of_its_own()
    {
        DiffResult result = Compare(Animals("c: '#/components/schemas/Cat', d: '#/components/schemas/Dog'"), Animals("d: '#/components/schemas/Cat', c: '#/components/schemas/Dog'"));

        result.Findings.Single(finding => finding.Message.Contains("maps `c`", StringComparison.Ordinal)).Exchange.ShouldNotBeNull().Body.ShouldNotBeNull().ShouldContain("\"k\":\"c\"");
        // Whatever a Dog is, a Cat may be.
        result.Findings.Single(finding => finding.Message.Contains("maps `d`", StringComparison.Ordinal)).Compatibility.ShouldBe(ChangeCompatibility.Compatible);
    }

    [Fact]
    public void A_body_of_parts_is_written_out()
    {
        static ApiContract Upload(string note) => Read("""
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths: {/files: {post: {requestBody: {content: {multipart/form-data: {schema: {type: object, required: [meta, file], properties: {meta: {type: object}, file: {type: string, format: binary}, note: NOTE}}}}}, responses: {'204': {description: done}}}}}
            """.Replace("NOTE", note, StringComparison.Ordinal));
        WitnessExchange exchange = First(Upload("{type: string}"), Upload("{type: string, maxLength: 2}")).Exchange.ShouldNotBeNull();

        exchange.Headers.ShouldBe([new("Content-Type", "multipart/form-data; boundary=part")]);
        exchange.Body.ShouldNotBeNull().ReplaceLineEndings("\n").ShouldBe("""
            --part
            Content-Disposition: form-data; name="file"; filename="file"
            Content-Type: application/octet-stream

            x
            --part
            Content-Disposition: form-data; name="meta"
            Content-Type: application/json

            {}
            --part
            Content-Disposition: form-data; name="note"

            xxx
            --part--

            """.ReplaceLineEndings("\n"));
    }

    private static Finding First(ApiContract before, ApiContract after) => Compare(before, after).Findings[0];

    private static ApiContract Webhook(string operation) => Read("""
        openapi: 3.1.0
        info: {title: T, version: '1'}
        webhooks: {placed: {post: {MEMBERS}}}
        """.Replace("MEMBERS", operation, StringComparison.Ordinal));

    private static ApiContract Nested(string schema) => Read("""
        openapi: 3.1.0
        info: {title: T, version: '1'}
        paths:
          /orders:
            post:
              responses: {'204': {description: done}}
              callbacks:
                shipped:
                  '{$request.body#/url}':
                    post:
                      responses: {'204': {description: done}}
                      callbacks:
                        arrived:
                          '{$response.body#/url}': {post: {requestBody: {content: {application/json: {schema: SCHEMA}}}, responses: {'204': {description: done}}}}
        """.Replace("SCHEMA", schema, StringComparison.Ordinal));

    private static ApiContract Security(string requirements) => Read("""
        openapi: 3.1.0
        info: {title: T, version: '1'}
        security: REQUIREMENTS
        components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
        paths: {/orders: {get: {responses: {'204': {description: done}}}}}
        """.Replace("REQUIREMENTS", requirements, StringComparison.Ordinal));

    private static ApiContract Animals(string mapping) => Read("""
        openapi: 3.1.0
        info: {title: T, version: '1'}
        paths: {/animals: {post: {requestBody: {content: {application/json: {schema: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: k, mapping: {MAPPING}}}}}}, responses: {'204': {description: done}}}}}
        components:
          schemas:
            Cat: {type: object, required: [k], properties: {k: {type: string}}}
            Dog: {type: object, required: [k, b], properties: {k: {type: string}, b: {type: boolean}}}
        """.Replace("MAPPING", mapping, StringComparison.Ordinal));
}
