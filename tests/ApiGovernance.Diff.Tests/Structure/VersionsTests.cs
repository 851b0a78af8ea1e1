using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Structure;

/// <summary>One API in every version of the standard: what is compared is what it means.</summary>
public sealed class VersionsTests
{
    private const string Swagger20 = """
        swagger: '2.0'
        info: {title: T, version: '1'}
        host: api.example.com
        basePath: /v1
        schemes: [https]
        consumes: [application/json]
        produces: [application/json]
        securityDefinitions:
          user: {type: basic}
          key: {type: apiKey, in: header, name: X-Key}
          app: {type: oauth2, flow: application, tokenUrl: 'https://x/token', scopes: {read: r}}
          code: {type: oauth2, flow: accessCode, authorizationUrl: 'https://x/a', tokenUrl: 'https://x/token', scopes: {read: r}}
        security: [{app: [read]}, {key: []}]
        definitions:
          Order: {type: object, required: [id], properties: {id: {type: string}, n: {type: integer, minimum: 0, exclusiveMinimum: true}}}
        paths:
          /orders/{id}:
            parameters: [{name: id, in: path, required: true, type: string}]
            get:
              operationId: get
              parameters:
                - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: multi}
                - {name: fields, in: query, type: array, items: {type: string}}
                - {name: pipes, in: query, type: array, items: {type: string}, collectionFormat: pipes}
                - {name: X-Trace, in: header, type: string}
              responses:
                '200': {description: ok, schema: {$ref: '#/definitions/Order'}, headers: {X-Left: {type: integer}}, examples: {application/json: {id: a}}}
                default: {description: error}
            put:
              operationId: put
              security: [{user: []}]
              parameters: [{name: body, in: body, required: true, schema: {$ref: '#/definitions/Order'}}]
              responses: {'204': {description: ok}}
          /login:
            post:
              operationId: login
              security: [{code: [read]}]
              consumes: [application/x-www-form-urlencoded]
              parameters:
                - {name: name, in: formData, type: string, required: true, maxLength: 9}
                - {name: roles, in: formData, type: array, items: {type: string}, collectionFormat: multi}
                - {name: ids, in: formData, type: array, items: {type: string}}
              responses: {'204': {description: ok}}
          /files:
            post:
              operationId: upload
              security: []
              consumes: [multipart/form-data]
              produces: [application/pdf]
              parameters:
                - {name: file, in: formData, type: file, required: true}
                - {name: note, in: formData, type: string}
              responses: {'200': {description: ok, schema: {type: file}}}
        """;

    private const string Later = """
        openapi: VERSION
        info: {title: T, version: '1'}
        servers: [{url: 'https://api.example.com/v1'}]
        security: [{app: [read]}, {key: []}]
        paths:
          /orders/{id}:
            get:
              operationId: get
              parameters:
                - {name: id, in: path, required: true, schema: {type: string}}
                - {name: tags, in: query, schema: {type: array, items: {type: string}}}
                - {name: fields, in: query, explode: false, schema: {type: array, items: {type: string}}}
                - {name: pipes, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}
                - {name: x-trace, in: header, schema: {type: string}}
              responses:
                '200':
                  description: ok
                  headers: {X-Left: {schema: {type: integer}}}
                  content: {application/json: {schema: {$ref: '#/components/schemas/Order'}, example: {id: a}}}
                default: {description: error}
            put:
              operationId: put
              security: [{user: []}]
              parameters: [{name: id, in: path, required: true, schema: {type: string}}]
              requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
              responses: {'204': {description: ok}}
          /login:
            post:
              operationId: login
              security: [{code: [read]}]
              requestBody:
                required: true
                content:
                  application/x-www-form-urlencoded:
                    schema:
                      type: object
                      required: [name]
                      properties: {name: {type: string, maxLength: 9}, roles: {type: array, items: {type: string}}, ids: {type: array, items: {type: string}}}
                    encoding: {ids: {style: form, explode: false}}
              responses: {'204': {description: ok}}
          /files:
            post:
              operationId: upload
              security: []
              requestBody:
                required: true
                content:
                  multipart/form-data:
                    schema: {type: object, required: [file], properties: {file: {type: string, format: binary}, note: {type: string}}}
              responses: {'200': {description: ok, content: {application/pdf: {PDF}}}}
        components:
          securitySchemes:
            user: {type: http, scheme: basic}
            key: {type: apiKey, in: header, name: X-Key}
            app: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://x/token', scopes: {read: r}}}}
            code: {type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://x/a', tokenUrl: 'https://x/token', scopes: {read: r}}}}
          schemas:
            Order: {type: object, required: [id], properties: {id: {type: string}, n: {type: integer, BOUND}}}
        """;

    private static readonly (string Version, string Text)[] All =
    [
        ("2.0", Swagger20), ("3.0.3", In("3.0.3")), ("3.1.0", In("3.1.0")), ("3.2.0", In("3.2.0")),
    ];

    [Fact]
    public void One_api_in_every_version_is_the_same_api()
    {
        foreach ((string oldVersion, string before) in All)
        {
            foreach ((string newVersion, string after) in All)
            {
                DiffResult result = Compare(Read(before), Read(after));
                result.Findings.Select(finding => $"{oldVersion} -> {newVersion}: {finding.RuleId}: {finding.Message}").ShouldBeEmpty();
                result.NotCompared.Select(finding => $"{oldVersion} -> {newVersion}: {finding.Message}").ShouldBeEmpty();
                result.Verdict.ShouldBe(DiffVerdict.Compatible);
            }
        }
    }

    /// <summary>A change of the 2.0 text, the same of the later ones, and what it is in every mix.</summary>
    [Theory]
    [InlineData("{name: X-Trace, in: header, type: string}", "{name: X-Trace, in: header, type: string, required: true}", "{name: x-trace, in: header, schema: {type: string}}", "{name: x-trace, in: header, required: true, schema: {type: string}}", "E:request-parameter-became-required")]
    [InlineData(", collectionFormat: pipes", "", ", style: pipeDelimited", "", "E:request-parameter-serialization-changed")]
    [InlineData("consumes: [application/json]", "consumes: [application/xml]", "{required: true, content: {application/json:", "{required: true, content: {application/xml:", "E:request-body-media-type-removed I:request-body-media-type-added")]
    [InlineData("name: note, in: formData, type: string", "name: note, in: formData, required: true, type: string", "required: [file]", "required: [file, note]", "E:request-property-became-required")]
    [InlineData("ids, in: formData, type: array, items: {type: string}}", "ids, in: formData, type: array, items: {type: string}, collectionFormat: multi}", "encoding: {ids: {style: form, explode: false}}", "encoding: {}", "E:request-body-encoding-changed")]
    [InlineData("user: {type: basic}", "user: {type: apiKey, in: query, name: k}", "user: {type: http, scheme: basic}", "user: {type: apiKey, in: query, name: k}", "E:api-security-component-type-changed")]
    [InlineData("basePath: /v1", "basePath: /v2", "example.com/v1", "example.com/v2", "E:api-base-path-changed I:api-server-url-changed")]
    public void A_change_is_the_same_change_in_every_mix(string old20, string new20, string oldLater, string newLater, string ids)
    {
        foreach ((string version, string before) in All)
        {
            foreach ((string newVersion, string after) in All)
            {
                string changed = newVersion == "2.0" ? after.Replace(old20, new20, StringComparison.Ordinal) : after.Replace(oldLater, newLater, StringComparison.Ordinal);
                changed.ShouldNotBe(after);
                DiffResult result = Compare(Read(before), Read(changed));
                Ids(result).Order(StringComparer.Ordinal).ShouldBe(ids.Split(' ').Order(StringComparer.Ordinal), $"{version} -> {newVersion}: " + string.Join("\n", result.Findings.Select(finding => finding.Message)));
            }
        }
    }

    private static string In(string version) => Later.Replace("VERSION", version, StringComparison.Ordinal)
        .Replace("BOUND", version == "3.0.3" ? "minimum: 0, exclusiveMinimum: true" : "exclusiveMinimum: 0", StringComparison.Ordinal)
        .Replace("{PDF}", version == "3.0.3" ? "{schema: {type: string, format: binary}}" : "{}", StringComparison.Ordinal);
}
