namespace ApiGovernance.Fuzzing;

/// <summary>Small inputs of every kind; mutations and a corpus do the rest.</summary>
internal static class FuzzSeeds
{
    public static IReadOnlyList<string> Json { get; } =
    [
        "{}", "[]", "null", "\"\"", "-0.5e+10",
        """{"a": [1, 2.50, -3e2, true, false, null], "b\u00e9": "x\ud83d\ude00\n", "c": {"d": [[], {}]}}""",
        """["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 123456789012345678901234567890, "é日本😀"]""",
    ];

    public static IReadOnlyList<string> Documents { get; } =
    [
        .. Json,
        "a: 1\nb:\n  - x\n  - 'y''z'\n  - \"q\\n\\u00e9\"\nc: &anchor {d: [e, f]}\ng: *anchor\n",
        "%YAML 1.2\n---\n# comment\ntext: |\n  line one\n    line two\nfolded: >-\n  some\n  words\n? complex key\n: value\n...\n",
        "list:\n- ~\n- null\n- 0x1F\n- 0o17\n- 1_000\n- .5\n- 1e3\n- .inf\n- yes\n- 2026-01-31\n- !!str 12\n- <<: {a: b}\n",
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "key: \"first\n  second\"\nother: plain\n  continued\n\ttab: x\n",
    ];

    public static IReadOnlyList<string> Contracts { get; } =
    [
        """
        openapi: 3.1.0
        info: {title: Orders, version: "1"}
        servers: [{url: 'https://{host}/v1', variables: {host: {default: a.example}}}]
        paths:
          /orders/{id}:
            parameters: [{name: id, in: path, required: true, schema: {type: string}}]
            get:
              operationId: getOrder
              parameters: [{$ref: '#/components/parameters/page'}, {name: filter, in: query, style: deepObject, explode: true, schema: {type: object}}]
              responses:
                '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}, links: {next: {operationId: getOrder}}}
                default: {$ref: '#/components/responses/Error'}
            put:
              requestBody: {content: {multipart/form-data: {schema: {type: object}, encoding: {file: {contentType: image/png}}}}}
              responses: {2XX: {description: ok}}
              callbacks: {done: {'{$request.body#/url}': {post: {responses: {'200': {description: ok}}}}}}
              security: [{key: []}]
        webhooks: {changed: {post: {responses: {'200': {description: ok}}}}}
        components:
          parameters: {page: {name: page, in: query, schema: {type: integer}}}
          responses: {Error: {description: no}}
          securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
          schemas: {Order: {$id: order, properties: {next: {$ref: '#'}, lines: {$dynamicRef: '#line'}}, $defs: {line: {$dynamicAnchor: line}}}}
        """,
        """
        {"swagger": "2.0", "info": {"title": "Items", "version": "v0"}, "host": "a.example", "basePath": "/items", "schemes": ["https"], "consumes": ["application/json"],
         "paths": {"/items/{id}": {"get": {"parameters": [{"name": "id", "in": "path", "required": true, "type": "string"},
          {"name": "marks", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "csv"}, {"$ref": "#/parameters/body"}],
          "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Item"}, "headers": {"X-Rate": {"type": "number"}}, "examples": {"application/json": {}}}}}}},
         "parameters": {"body": {"name": "body", "in": "body", "schema": {"type": "object"}}}, "definitions": {"Item": {"allOf": [{"$ref": "#/definitions/Item"}]}},
         "securityDefinitions": {"o": {"type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://a", "tokenUrl": "https://b", "scopes": {"r": "read"}}}}
        """,
    ];

    public static IReadOnlyList<string> Schemas { get; } =
    [
        """
        {"type": "object", "required": ["a"], "properties": {"a": {"type": ["array", "null"], "items": {"$ref": "#/$defs/n"}, "uniqueItems": true, "contains": {"const": 1}},
         "b": {"enum": ["x", 1.0, null, {"k": [1]}], "pattern": "^[a-z]+$"}}, "additionalProperties": false, "$defs": {"n": {"minimum": 0, "multipleOf": 0.01}}}
        ---
        {"a": [1, 2.5], "b": "x"}
        """,
        """
        {"oneOf": [{"properties": {"t": {"const": "a"}}, "required": ["t"]}, {"properties": {"t": {"const": "b"}, "u": {"type": "integer"}}, "required": ["t"]}],
         "unevaluatedProperties": false, "if": {"required": ["u"]}, "then": {"minProperties": 2}, "dependentRequired": {"u": ["t"]}, "propertyNames": {"maxLength": 3}}
        ---
        {"t": "b", "u": 3}
        """,
        """
        {"$id": "http://x/root", "$dynamicAnchor": "n", "anyOf": [{"type": "string", "format": "date-time"}, {"prefixItems": [{"$dynamicRef": "#n"}], "unevaluatedItems": false}],
         "not": {"patternProperties": {"^x(?=y)|\\p{L}": false}}}
        ---
        [["2026-01-31T12:00:00Z"]]
        """,
        """
        {"type": "object", "nullable": true, "discriminator": {"propertyName": "kind"}, "exclusiveMinimum": true, "minimum": 1, "properties": {"id": {"type": "string", "readOnly": true}}}
        ---
        {"kind": "x", "id": "1"}
        """,
    ];
}
