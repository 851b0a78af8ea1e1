using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.OpenApi.Tests.Model;

public sealed class OpenApi32Tests
{
    private static readonly ApiContract Contract = ContractTexts.Clean("""
        openapi: 3.2.0
        $self: https://example.com/api.yaml
        info: {title: T, version: '1'}
        servers: [{name: main, url: 'https://e.com/v'}]
        tags:
        - {name: a, summary: A, kind: nav}
        - {name: b, parent: a}
        components:
          mediaTypes:
            Events: {itemSchema: {type: object}, x-m: 1}
          securitySchemes:
            device: {type: oauth2, deprecated: true, oauth2MetadataUrl: 'https://m', flows: {deviceAuthorization: {deviceAuthorizationUrl: 'https://d', tokenUrl: 'https://t', scopes: {s: x}}}}
        security: [{'#/components/securitySchemes/device': [s]}]
        paths:
          /search:
            query:
              parameters:
              - {name: sid, in: cookie, style: cookie, schema: {type: array}}
              requestBody: {content: {application/json: {schema: {}}}}
              responses:
                '200':
                  summary: found
                  description: d
                  content:
                    text/event-stream: {$ref: '#/components/mediaTypes/Events'}
                    multipart/mixed: {prefixEncoding: [{contentType: text/plain}, {}], itemEncoding: {contentType: image/png, encoding: {x: {contentType: a/b}}}}
                    application/json: {examples: {e: {dataValue: {a: 1}, serializedValue: '{"a":1}'}}}
            get:
              parameters: [{name: all, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object}}}}]
              responses: {'200': {description: ok}}
            additionalOperations:
              Purge: {responses: {'204': {description: done}}}
        """);

    private static ApiOperation Query => Contract.Operations[0];

    [Fact]
    public void Methods_and_query_strings_are_new()
    {
        Contract.Operations.Select(o => o.ToString()).ShouldBe(["QUERY /search", "GET /search", "Purge /search"]);
        ApiParameter all = Contract.Operations[1].Parameters.ShouldHaveSingleItem();
        (all.In, all.ContentType, all.Content!.Schema!.Node["type"]!.Text).ShouldBe((ParameterLocation.QueryString, "application/x-www-form-urlencoded", "object"));
        ApiParameter cookie = Query.Parameters.ShouldHaveSingleItem();
        (cookie.Style, cookie.Explode).ShouldBe((ParameterStyle.Cookie, true));
    }

    [Fact]
    public void Media_types_stream_and_are_components()
    {
        ApiMediaType[] types = [.. Query.Responses[0].Content];
        (types[0].Name, types[0].Pointer, types[0].ItemSchema!.Pointer).ShouldBe(
            ("text/event-stream", "/components/mediaTypes/Events", "/components/mediaTypes/Events/itemSchema"));
        types[0].Extensions.ShouldHaveSingleItem().Name.ShouldBe("x-m");
        types[1].PrefixEncoding.Select(e => string.Join(',', e.ContentTypes)).ShouldBe(["text/plain", ""]);
        types[1].ItemEncoding!.Encoding.ShouldHaveSingleItem().Name.ShouldBe("x");
        types[2].Examples.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Value!.IsObject.ShouldBeTrue(), e => e.SerializedValue.ShouldBe("{\"a\":1}"));
        Query.Responses[0].Summary.ShouldBe("found");
    }

    [Fact]
    public void Documents_servers_tags_and_schemes_say_more()
    {
        Contract.Self.ShouldBe("https://example.com/api.yaml");
        Contract.Servers[0].Name.ShouldBe("main");
        Contract.Tags.Select(t => $"{t.Name} {t.Summary} {t.Kind} {t.Parent}").ShouldBe(["a A nav ", "b   a"]);
        ApiSecurityDefinition device = Contract.Security[0].Schemes[0].Definition!;
        (device.Deprecated, device.OAuth2MetadataUrl, device.Flows[0].Kind, device.Flows[0].DeviceAuthorizationUrl).ShouldBe(
            (true, "https://m", "deviceAuthorization", "https://d"));
    }

    [Fact]
    public void What_is_new_in_3_2_means_nothing_before()
    {
        ContractReadResult read = ContractTexts.Read("""
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /a:
                get:
                  parameters: [{name: q, in: querystring, content: {a/b: {}}}, {name: c, in: cookie, style: cookie, schema: {}}]
                  responses: {'200': {description: d, content: {a/b: {itemSchema: {}}}}}
            """);

        read.Findings.Where(f => f.RuleId.StartsWith("contract-param", StringComparison.Ordinal)).Select(f => $"{f.RuleId} {f.Source!.Line}:{f.Source.Column}")
            .ShouldBe(["contract-parameter 6:20", "contract-parameter-style 6:97"]);
        read.Contract!.Operations[0].Responses[0].Content[0].ItemSchema.ShouldBeNull();
    }
}
