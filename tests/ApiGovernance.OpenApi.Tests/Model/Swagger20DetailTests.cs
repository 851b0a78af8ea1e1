using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.OpenApi.Tests.Model;

public sealed class Swagger20DetailTests
{
    private static readonly ApiContract Contract = ContractTexts.Clean("""
        swagger: "2.0"
        info: {title: T, version: "1"}
        host: api.example.com:8443
        basePath: /v1
        schemes: [https, http]
        consumes: [application/json]
        produces: [application/json]
        securityDefinitions:
          basic: {type: basic}
          code: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {read: r, x-s: no}}
        definitions:
          Pet: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}, tag: {type: string, x-nullable: true}}}
        paths:
          /a:
            x-item: 1
            post:
              schemes: [wss]
              consumes: [multipart/form-data]
              produces: []
              parameters:
              - {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: multi}
              - {name: file, in: formData, type: file, required: true}
              - {name: tabs, in: query, type: array, items: {type: string}, collectionFormat: tsv, allowEmptyValue: true}
              - {name: spaces, in: query, type: array, items: {type: array, collectionFormat: pipes, items: {type: string}}, collectionFormat: ssv}
              responses:
                200: {description: ok, schema: {$ref: '#/definitions/Pet'}, examples: {application/json: {kind: cat}}, headers: {X-Ids: {type: array, items: {type: string}, collectionFormat: pipes, description: h}}}
                204: {description: none}
            get: {responses: {200: {description: ok, schema: {type: file}}}}
        """);

    private static ApiOperation Post => Contract.Operations[0];

    [Fact]
    public void Hosts_base_path_and_schemes_make_servers()
    {
        Contract.Servers.Select(s => s.ResolvedUrl).ShouldBe(["https://api.example.com:8443/v1", "http://api.example.com:8443/v1"]);
        Contract.BasePaths.ShouldBe(["/v1"]);
        Post.Servers.Select(s => s.Url).ShouldBe(["wss://api.example.com:8443/v1"]);
        Post.EffectivePaths.ShouldBe(["/v1/a"]);
    }

    [Theory]
    [InlineData("", "/", "", true)]
    [InlineData("basePath: /b\n", "/b", "/b", false)]
    [InlineData("host: h\n", "//h", "", false)]
    [InlineData("host: h\nbasePath: /b/\n", "//h/b/", "/b", false)]
    public void What_is_missing_is_what_served_the_document(string lines, string url, string basePath, bool implied)
    {
        ApiServer server = ContractTexts.Clean($"swagger: '2.0'\ninfo: {{title: T, version: '1'}}\n{lines}paths: {{/a: {{get: {{responses: {{200: {{description: d}}}}}}}}}}")
            .Servers.ShouldHaveSingleItem();

        (server.Url, server.BasePath, server.IsImplied).ShouldBe((url, basePath, implied));
    }

    [Fact]
    public void Media_types_are_inherited_unless_replaced()
    {
        (string.Join(',', Post.Consumes), string.Join(',', Post.Produces)).ShouldBe(("multipart/form-data", ""));
        (string.Join(',', Contract.Operations[1].Consumes), string.Join(',', Contract.Operations[1].Produces)).ShouldBe(("application/json", "application/json"));
    }

    [Fact]
    public void Forms_and_lists_have_their_styles()
    {
        Post.Parameters.Select(p => $"{p.Name} {p.In} {p.Style} {p.Explode} {p.IsFile} {p.AllowEmptyValue}").ShouldBe(
        [
            "tags Form Form True False False",
            "file Form Simple False True False".Replace("Simple", "Form"),
            "tabs Query TabDelimited False False True",
            "spaces Query SpaceDelimited False False False",
        ]);
        Post.Parameters[3].Schema!.Node["items"]!["collectionFormat"]!.Text.ShouldBe("pipes");
    }

    [Fact]
    public void Responses_have_bodies_examples_and_headers()
    {
        ApiMediaType json = Post.Responses[0].Content.ShouldHaveSingleItem();
        json.Examples.ShouldHaveSingleItem().Value!["kind"]!.Text.ShouldBe("cat");
        Post.Responses[1].Content.ShouldBeEmpty();
        ApiHeader ids = Post.Responses[0].Headers.ShouldHaveSingleItem();
        (ids.Style, ids.Description, ids.Schema!.Pointer).ShouldBe((ParameterStyle.PipeDelimited, "h", ids.Pointer));
    }

    [Fact]
    public void Flows_have_the_names_of_today()
    {
        ApiOAuthFlow flow = Contract.SecurityDefinitions[1].Flows.ShouldHaveSingleItem();
        (flow.Kind, flow.AuthorizationUrl, string.Join(',', flow.Scopes.Keys)).ShouldBe(("authorizationCode", "https://a", "read"));
        Contract.SecurityDefinitions[0].HttpScheme.ShouldBe("basic");
        Contract.Schemas.ShouldHaveSingleItem().Value.Node["properties"]!["tag"]!["x-nullable"]!.AsBoolean.ShouldBe(true);
    }

    [Fact]
    public void Forms_that_cannot_be_are_told()
    {
        ContractReadResult read = ContractTexts.Read("""
            swagger: "2.0"
            info: {title: T, version: "1"}
            paths:
              /a:
                post:
                  parameters:
                  - {name: b, in: body, schema: {}}
                  - {name: f, in: formData, type: file}
                  - {name: b2, in: body, schema: {}}
                  - {name: q, in: query, type: file}
                  - {name: h, in: header, type: array, items: {type: string}, collectionFormat: multi}
                  - {name: l, in: query, type: array}
                  - {name: n, in: query}
                  responses: {200: {description: ok}}
            """);

        read.Findings.Select(f => $"{f.Severity} {f.RuleId} {f.Source!.Line}").ShouldBe(
        [
            "Warning contract-duplicate-parameter 9",
            "Warning contract-form 10",
            "Warning contract-parameter-style 11",
            "Warning contract-parameter-schema 12",
            "Warning contract-parameter-schema 13",
            "Warning contract-form 7",
            "Warning contract-form 8",
        ]);
        read.Findings.ShouldAllBe(f => f.Severity == Severity.Warning);
        read.Contract!.Operations[0].RequestBody!.Pointer.ShouldBe("/paths/~1a/post/parameters/0");
    }
}
