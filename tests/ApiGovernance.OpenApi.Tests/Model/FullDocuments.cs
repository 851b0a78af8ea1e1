namespace ApiGovernance.OpenApi.Tests.Model;

/// <summary>Small documents that have every kind of object of their format.</summary>
internal static class FullDocuments
{
    public const string Swagger20 = """
        swagger: "2.0"
        info: {title: T, version: "1", contact: {email: a@b.c}, license: {name: MIT}}
        host: api.example.com
        basePath: /v1
        schemes: [https]
        consumes: [application/json]
        produces: [application/json]
        tags: [{name: a, externalDocs: {url: 'https://d'}}]
        security: [{key: []}]
        securityDefinitions:
          key: {type: apiKey, in: header, name: X}
          o: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {read: r}}
        parameters: {limit: {name: limit, in: query, type: integer, maximum: 10}}
        responses: {bad: {description: Bad, schema: {$ref: '#/definitions/A'}}}
        definitions: {A: {type: object, required: [b], properties: {b: {type: array, items: {type: string}}}, discriminator: b, additionalProperties: false, xml: {name: a}}}
        paths:
          /a/{x}:
            parameters: [{name: x, in: path, required: true, type: string}]
            post:
              tags: [a]
              operationId: p
              deprecated: true
              security: [{o: [read]}]
              consumes: [multipart/form-data]
              parameters: [{$ref: '#/parameters/limit'}, {name: f, in: formData, type: file}, {name: l, in: query, type: array, collectionFormat: multi, items: {type: string}}]
              responses: {200: {description: ok, schema: {$ref: '#/definitions/A'}, headers: {X-R: {type: integer}}}, default: {$ref: '#/responses/bad'}}
            put:
              parameters: [{name: b, in: body, required: true, schema: {$ref: '#/definitions/A'}}]
              responses: {204: {description: none}}
        """;

    public const string OpenApi3 = """
        info: {title: T, version: "1", contact: {email: a@b.c}, license: {name: MIT}}
        servers: [{url: 'https://{e}.example.com/v1', variables: {e: {default: live, enum: [live, test]}}}]
        tags: [{name: a, externalDocs: {url: 'https://d'}}]
        security: [{key: []}, {o: [read]}]
        components:
          securitySchemes:
            key: {type: apiKey, in: header, name: X}
            o: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://t', scopes: {read: r}}}}
          parameters: {limit: {name: limit, in: query, explode: false, schema: {type: integer, maximum: 10}}}
          headers: {Rate: {required: true, schema: {type: integer}}}
          examples: {One: {summary: s, value: {b: [x]}}}
          requestBodies: {Body: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/A'}, examples: {one: {$ref: '#/components/examples/One'}}}}}}
          responses: {Bad: {description: Bad, headers: {X-R: {$ref: '#/components/headers/Rate'}}}}
          callbacks: {Done: {'{$request.body#/url}': {post: {responses: {'200': {description: ok}}}}}}
          links: {Next: {operationId: p, parameters: {x: $response.body#/id}}}
          schemas:
            A: {type: object, required: [b], properties: {b: {type: array, items: {type: string, minLength: 1}}}, additionalProperties: {$ref: '#/components/schemas/A'}}
            P: {oneOf: [{$ref: '#/components/schemas/A'}], discriminator: {propertyName: b, mapping: {a: '#/components/schemas/A'}}}
        paths:
          /a/{x}:
            summary: s
            servers: [{url: /files}]
            parameters: [{name: x, in: path, required: true, style: label, schema: {type: string}}]
            post:
              tags: [a]
              operationId: p
              deprecated: true
              externalDocs: {url: 'https://d'}
              security: [{o: [read]}]
              parameters: [{$ref: '#/components/parameters/limit'}, {name: c, in: cookie, content: {application/json: {schema: {type: object}}}}]
              requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {f: {type: string}}}, encoding: {f: {contentType: image/png, headers: {X-R: {$ref: '#/components/headers/Rate'}}}}}}}
              responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/P'}}}, links: {n: {$ref: '#/components/links/Next'}}}, default: {$ref: '#/components/responses/Bad'}}
              callbacks: {done: {$ref: '#/components/callbacks/Done'}}
            put: {requestBody: {$ref: '#/components/requestBodies/Body'}, responses: {2XX: {description: none}}}
          /b/{x}: {$ref: '#/paths/~1a~1{x}', parameters: [{name: x, in: query, schema: {type: string}}]}
        """;

    public const string Webhooks = """
        webhooks: {changed: {post: {requestBody: {$ref: '#/components/requestBodies/Body'}, responses: {'200': {description: ok}}}}}
        jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
        """;

    public const string OpenApi32 = """
        $self: https://example.com/api.yaml
        x-32: {}
        """;

    public const string AsyncApi2 = """
        asyncapi: 2.6.0
        id: urn:a
        info: {title: T, version: '1'}
        defaultContentType: application/json
        tags: [{name: a}]
        servers: {main: {url: 'broker:{port}', protocol: kafka, variables: {port: {default: '9092', enum: ['9092']}}, security: [{sasl: []}]}}
        channels:
          orders/{id}:
            description: d
            servers: [main]
            parameters: {id: {description: i, schema: {type: string}, location: $message.payload#/id}}
            publish: {operationId: take, summary: s, tags: [{name: t}], message: {oneOf: [{$ref: '#/components/messages/Order'}, {name: other, payload: {type: string}}]}}
            subscribe: {operationId: give, traits: [{$ref: '#/components/operationTraits/T'}], message: {$ref: '#/components/messages/Order'}}
        components:
          messages:
            Order:
              messageId: order
              name: Order
              title: t
              contentType: application/json
              headers: {type: object, properties: {a: {type: string}}}
              payload: {$ref: '#/components/schemas/Order'}
              correlationId: {location: $message.header#/cid}
              tags: [{name: m}]
              traits: [{$ref: '#/components/messageTraits/M'}]
              examples: [{payload: {id: x}, headers: {}}]
          messageTraits: {M: {headers: {type: object, properties: {b: {type: string}}}, title: trait}}
          operationTraits: {T: {summary: from trait, description: d}}
          schemas: {Order: {type: object, properties: {id: {type: string}}}}
          securitySchemes: {sasl: {type: scramSha256}}
        """;

    public const string AsyncApi3 = """
        asyncapi: 3.0.0
        info: {title: T, version: '1', tags: [{name: a}]}
        servers: {main: {host: 'broker:9092', pathname: /v, protocol: kafka, security: [{$ref: '#/components/securitySchemes/sasl'}]}}
        channels:
          orders:
            address: orders.{id}
            servers: [{$ref: '#/servers/main'}]
            parameters: {id: {enum: [a, b], default: a, description: i, location: $message.payload#/id}}
            messages:
              order: {$ref: '#/components/messages/Order'}
              raw: {payload: {schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: {type: record, name: R, fields: []}}}
          replies: {address: null, messages: {done: {payload: {type: string}}}}
        operations:
          take:
            action: receive
            channel: {$ref: '#/channels/orders'}
            messages: [{$ref: '#/channels/orders/messages/order'}]
            traits: [{$ref: '#/components/operationTraits/T'}]
            reply: {channel: {$ref: '#/channels/replies'}, address: {location: $message.header#/replyTo}, messages: [{$ref: '#/channels/replies/messages/done'}]}
          give: {action: send, summary: own, traits: [{$ref: '#/components/operationTraits/T'}], channel: {$ref: '#/channels/orders'}}
        components:
          messages:
            Order:
              title: own
              headers: {type: object}
              payload: {$ref: '#/components/schemas/Order'}
              correlationId: {location: $message.header#/cid}
              traits: [{title: trait, summary: trait, headers: {type: object, required: [x]}}]
              examples: [{payload: {id: x}}]
          operationTraits: {T: {summary: from trait, description: d}}
          schemas: {Order: {type: object, properties: {id: {type: string}}}}
          securitySchemes: {sasl: {type: scramSha256}}
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["2.0"] = Swagger20,
        ["3.0"] = $"openapi: 3.0.4\n{OpenApi3}",
        ["3.1"] = $"openapi: 3.1.1\n{OpenApi3}\n{Webhooks}",
        ["3.2"] = $"openapi: 3.2.0\n{OpenApi3}\n{Webhooks}\n{OpenApi32}",
        ["asyncapi 2"] = AsyncApi2,
        ["asyncapi 3"] = AsyncApi3,
    };
}
