namespace ApiGovernance.Catalog.Tests;

/// <summary>Small descriptors and contracts, valid unless a test breaks them.</summary>
internal static class Texts
{
    public static string Team(string name) => Envelope("Team", name, $"contacts: [{{type: email, value: {name}@example.com}}]");

    public static string Backend(string name, string owner) =>
        Envelope("Backend", name, $"{{owner: {owner}, system: commerce, address: 'http://{name}.internal:8000'}}");

    public static string Plan(string name) => Envelope("Plan", name, "limits: [{name: burst, requests: 100, perSeconds: 10}]");

    public static string Entity(string name, string owner) => Envelope("CanonicalEntity", name, $"{{owner: {owner}, schema: {name}.schema.yaml}}");

    public static string Consumer(string name, string api, string clientId) => Envelope(
        "Consumer", name,
        $"{{owner: sales, plan: standard, credentials: [{{issuer: embedded, clientId: {clientId}}}], subscriptions: [{{api: {api}, scopes: [orders.read]}}]}}");

    public static string Api(string name, string basePath = "/sales/orders", string owner = "sales", string versions = "[]", string visibility = "internal") =>
        Envelope(
            "Api", name,
            $"{{owner: {owner}, domain: sales, entity: order, visibility: {visibility}, dataClassification: internal, backend: shop, basePath: {basePath}, versions: {versions}}}");

    /// <summary>A contract that the repository's own ruleset passes.</summary>
    public const string Contract = """
        openapi: 3.1.0
        info:
          title: Orders
          version: 1.0.0
          description: Orders of the shop.
          contact: {name: sales, email: sales@example.com}
        servers:
          - url: https://api.example.com/sales/orders
        tags:
          - name: orders
            description: Orders.
        security:
          - oauth: [orders.read]
        paths:
          /orders:
            get:
              operationId: listOrders
              summary: List orders
              description: Newest first.
              tags: [orders]
              security:
                - oauth: [orders.read]
              parameters:
                - name: limit
                  in: query
                  schema: {type: integer, minimum: 1, maximum: 100}
              responses:
                '200':
                  description: The orders.
                  content:
                    application/json:
                      schema: {type: object, properties: {items: {type: array, maxItems: 100, items: {$ref: '#/components/schemas/Order'}}}}
                default: {$ref: '#/components/responses/Problem'}
            post:
              operationId: createOrder
              summary: Create an order
              description: Takes an order in.
              tags: [orders]
              security:
                - oauth: [orders.write]
              parameters:
                - name: Idempotency-Key
                  in: header
                  schema: {type: string, maxLength: 64}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Order'}
              responses:
                '201':
                  description: Created.
                  headers:
                    Location: {schema: {type: string}}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Order'}
                default: {$ref: '#/components/responses/Problem'}
        components:
          securitySchemes:
            oauth:
              type: oauth2
              flows:
                clientCredentials:
                  tokenUrl: https://login.example.com/token
                  scopes: {orders.read: Read., orders.write: Write.}
          responses:
            Problem:
              description: What went wrong.
              content:
                application/problem+json:
                  schema: {type: object}
          schemas:
            Order:
              type: object
              required: [number]
              properties:
                number: {type: string}
                channel: {type: string, enum: [web, phone]}
        """;

    /// <summary>Callers that send <c>channel: phone</c> are refused from now on.</summary>
    public static string Breaking { get; } = Contract.Replace("enum: [web, phone]", "enum: [web]", StringComparison.Ordinal);

    /// <summary>One more optional query parameter.</summary>
    public static string Compatible { get; } = Contract.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal).Replace(
        "      parameters:\n        - name: limit",
        "      parameters:\n        - name: cursor\n          in: query\n          schema: {type: string}\n        - name: limit",
        StringComparison.Ordinal);

    private static string Envelope(string kind, string name, string spec) =>
        $"apiVersion: apigovernance/v1\nkind: {kind}\nmetadata: {{name: {name}}}\nspec:\n  {spec}\n";
}
