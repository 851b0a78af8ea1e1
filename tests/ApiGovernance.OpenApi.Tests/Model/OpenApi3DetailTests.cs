using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.OpenApi.Tests.Model;

/// <summary>Bodies with encodings, headers, links, callbacks, servers, tags, security schemes and extensions of 3.x.</summary>
public sealed class OpenApi3DetailTests
{
    private static readonly ApiContract Contract = ContractTexts.Clean("""
        openapi: 3.1.1
        info: {title: T, version: '1', summary: S, contact: {email: a@b.c}, license: {name: MIT, identifier: MIT}}
        jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
        servers: [{url: 'https://{env}.example.com:{port}/v1', description: main, variables: {env: {default: live, enum: [live, test]}, port: {default: 443}}}]
        tags: [{name: orders, description: d, externalDocs: {url: 'https://docs'}}, {name: other}]
        x-owner: {team: a}
        security: [{oauth: [read]}, {key: [admin]}]
        components:
          securitySchemes:
            oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://t', scopes: {read: r, write: w}, x-f: 1}, authorizationCode: {authorizationUrl: 'https://a', tokenUrl: 'https://t', refreshUrl: 'https://r', scopes: {read: r}}}}
            key: {type: apiKey, in: cookie, name: sid, description: k}
            bearer: {type: http, scheme: Bearer, bearerFormat: JWT}
            oidc: {type: openIdConnect, openIdConnectUrl: 'https://o'}
            cert: {type: mutualTLS}
          parameters:
            Id: {name: id, in: path, required: true, description: own, schema: {type: string}, example: a1}
          headers:
            Rate: {description: own, deprecated: true, schema: {type: array}, explode: true}
          examples:
            One: {summary: own, value: {a: 1}}
          callbacks:
            Changed:
              '{$request.body#/url}?id={$request.query.id}':
                post: {operationId: changed, responses: {'200': {description: ok}}, callbacks: {again: {$ref: '#/components/callbacks/Changed'}}}
          schemas: {A: {type: object}, B: true}
        paths:
          /upload/{id}:
            servers: [{url: /files/}]
            summary: shared
            parameters: [{$ref: '#/components/parameters/Id', description: beside}]
            put:
              x-cost: 3
              externalDocs: {url: 'https://op', description: e}
              servers: [{url: 'https://up.example.com/u'}]
              requestBody:
                description: form
                content:
                  multipart/form-data:
                    schema: {type: object, properties: {file: {}, meta: {}, tags: {type: array}}}
                    encoding:
                      file: {contentType: 'image/png, image/jpeg', headers: {X-Rate: {$ref: '#/components/headers/Rate', description: beside}}}
                      tags: {style: pipeDelimited, explode: false, allowReserved: true, x-e: 1}
                    examples: {one: {$ref: '#/components/examples/One', summary: beside}, two: {externalValue: 'https://x'}}
              responses:
                '201':
                  description: ok
                  links:
                    next: {operationId: get, parameters: {path.id: $response.body#/id, plain: 3}, requestBody: $request.body, server: {url: /l}, description: l}
                    far: {operationRef: '#/paths/~1upload~1%7Bid%7D/get'}
              callbacks: {Changed: {$ref: '#/components/callbacks/Changed'}}
            get: {operationId: get, responses: {default: {description: d, content: {application/json: {example: 5}}}}}
        """, "contract-circular 23:7");

    private static ApiOperation Put => Contract.Operations[0];

    [Fact]
    public void Info_tags_and_extensions_are_there()
    {
        (Contract.Info!.Summary, Contract.Info.ContactEmail, Contract.Info.LicenseIdentifier).ShouldBe(("S", "a@b.c", "MIT"));
        Contract.JsonSchemaDialect.ShouldBe("https://spec.openapis.org/oas/3.1/dialect/base");
        Contract.Tags.Select(t => $"{t.Name} {t.Description} {t.ExternalDocs?.Url} {t.Node.Span.Line}").ShouldBe(["orders d https://docs 5", "other   5"]);
        Contract.Extensions.ShouldHaveSingleItem().Value["team"]!.Text.ShouldBe("a");
        Put.Extensions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(x => x.Name.ShouldBe("x-cost"), x => x.NameSpan.Line.ShouldBe(32));
        Put.ExternalDocs!.Description.ShouldBe("e");
        Contract.Schemas.Select(s => $"{s.Key} {s.Value.Pointer}").ShouldBe(["A /components/schemas/A", "B /components/schemas/B"]);
    }

    [Fact]
    public void Servers_have_variables_and_the_innermost_count()
    {
        ApiServer server = Contract.Servers.ShouldHaveSingleItem();
        (server.ResolvedUrl, server.BasePath, server.Description).ShouldBe(("https://live.example.com:443/v1", "/v1", "main"));
        server.Variables.Select(v => $"{v.Name} {v.Default} {string.Join(',', v.Enum)} {v.Pointer}").ShouldBe(
            ["env live live,test /servers/0/variables/env", "port 443  /servers/0/variables/port"]);
        Put.EffectivePaths.ShouldBe(["/u/upload/{id}"]);
        Contract.Operations[1].EffectivePaths.ShouldBe(["/files/upload/{id}"]);
        Put.Callbacks[0].Requests[0].Operations[0].Servers[0].Url.ShouldBe(server.Url);
        Contract.BasePaths.ShouldBe(["/v1"]);
    }

    [Fact]
    public void Security_schemes_are_whole()
    {
        Contract.SecurityDefinitions.Select(s => $"{s.Name} {s.Type} {s.KeyIn} {s.KeyName} {s.HttpScheme} {s.BearerFormat} {s.OpenIdConnectUrl} {s.Description}").ShouldBe(
            ["oauth oauth2      ", "key apiKey cookie sid    k", "bearer http   bearer JWT  ", "oidc openIdConnect     https://o ", "cert mutualTLS      "]);
        ApiOAuthFlow[] flows = [.. Contract.SecurityDefinitions[0].Flows];
        flows.Select(f => $"{f.Kind} {f.AuthorizationUrl} {f.TokenUrl} {f.RefreshUrl} {string.Join(',', f.Scopes.Keys)}").ShouldBe(
            ["clientCredentials  https://t  read,write", "authorizationCode https://a https://t https://r read"]);
        flows[0].Extensions.ShouldHaveSingleItem().Name.ShouldBe("x-f");
        Contract.Security.SelectMany(r => r.Schemes).Select(s => $"{s.Name} {s.Scopes[0]} {s.Definition!.Pointer}").ShouldBe(
            ["oauth read /components/securitySchemes/oauth", "key admin /components/securitySchemes/key"]);
    }

    [Fact]
    public void Encodings_have_types_headers_and_styles()
    {
        ApiMediaType form = Put.RequestBody!.Content.ShouldHaveSingleItem();
        form.Encoding.Select(e => $"{e.Name} [{string.Join('|', e.ContentTypes)}] {e.Style} {e.Explode} {e.AllowReserved} {e.IsStyled}").ShouldBe(
            ["file [image/png|image/jpeg] Form True False False", "tags [] PipeDelimited False True True"]);
        ApiHeader rate = form.Encoding[0].Headers.ShouldHaveSingleItem();
        (rate.Name, rate.Description, rate.Deprecated, rate.Explode, rate.Style, rate.Pointer).ShouldBe(
            ("X-Rate", "beside", true, true, ParameterStyle.Simple, "/components/headers/Rate"));
        form.Examples.Select(e => $"{e.Name} {e.Summary} {e.Value?.Kind} {e.ExternalValue} {e.Pointer}").ShouldBe(
            ["one beside Object  /components/examples/One", "two   https://x /paths/~1upload~1{id}/put/requestBody/content/multipart~1form-data/examples/two"]);
        Contract.Operations[1].Responses[0].Content[0].Examples.ShouldHaveSingleItem().Value!.Text.ShouldBe("5");
    }

    [Fact]
    public void What_stands_beside_a_reference_wins_for_texts()
    {
        ApiParameter id = Put.Parameters.ShouldHaveSingleItem();
        (id.Description, id.Pointer, id.Examples[0].Value!.Text).ShouldBe(("beside", "/components/parameters/Id", "a1"));
        Put.Summary.ShouldBe("shared");
        Put.RequestBody!.Description.ShouldBe("form");
    }

    [Fact]
    public void Links_name_their_operation()
    {
        ApiLink[] links = [.. Put.Responses[0].Links];
        links.Select(l => $"{l.Name} {l.OperationId} {l.OperationRef} {l.Target?.Pointer} {l.RequestBody?.Text} {l.Server?.Url} {l.Description}").ShouldBe(
            ["next get   $request.body /l l", "far  #/paths/~1upload~1%7Bid%7D/get /paths/~1upload~1{id}/get   "]);
        links[0].Parameters.Select(p => $"{p.Name}={p.Value.Text}").ShouldBe(["path.id=$response.body#/id", "plain=3"]);
    }

    [Fact]
    public void Callbacks_have_operations_and_may_refer_to_themselves()
    {
        ApiCallback callback = Put.Callbacks.ShouldHaveSingleItem();
        ApiCallbackRequest request = callback.Requests.ShouldHaveSingleItem();
        request.Expression.ShouldBe("{$request.body#/url}?id={$request.query.id}");
        RuntimeExpression.In(request.Expression).Select(e => e.Expression).ShouldBe([new("request", "body", "/url"), new("request", "query", "id")]);
        ApiOperation post = request.Operations.ShouldHaveSingleItem();
        (post.OperationId, post.Pointer, post.Callbacks.Count).ShouldBe(
            ("changed", "/components/callbacks/Changed/{$request.body#~1url}?id={$request.query.id}/post", 0));
    }

    [Theory]
    [InlineData("200", 200, 2)]
    [InlineData("2XX", 200, 1)]
    [InlineData("default", 200, 0)]
    [InlineData("4XX", 200, -1)]
    [InlineData("201", 200, -1)]
    public void Responses_match_codes(string status, int code, int rank) =>
        Put.Responses[0].ShouldSatisfyAllConditions(r => (r with { Status = status }).Match(code).ShouldBe(rank));

    [Theory]
    [InlineData("$url", "url  ")]
    [InlineData("$statusCode", "statusCode  ")]
    [InlineData("$request.header.X-Id", "request header X-Id")]
    [InlineData("$response.body", "response body ")]
    [InlineData("$response.body#/a~1b", "response body /a~1b")]
    [InlineData("$response.body#a", null)]
    [InlineData("$request.cookie.x", null)]
    [InlineData("$request.query.", null)]
    [InlineData("$nothing", null)]
    [InlineData("url", null)]
    public void Runtime_expressions_are_read(string text, string? expected)
    {
        RuntimeExpression? read = RuntimeExpression.Parse(text);
        (read is null ? null : $"{read.Source} {read.Part} {read.Name}").ShouldBe(expected);
    }
}
