namespace ApiGovernance.Gateway.Tests.World;

/// <summary>Contracts that several tests use.</summary>
public static class Contracts
{
    public const string Orders = """
        openapi: 3.1.0
        info: { title: Orders, version: 1.0.0 }
        security:
          - oauth2: [orders.read]
        paths:
          /orders:
            get:
              parameters:
                - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
                - { name: status, in: query, schema: { type: array, items: { enum: [open, shipped] } } }
              responses: { '200': { description: ok } }
            post:
              security:
                - oauth2: [orders.write]
              requestBody:
                required: true
                content:
                  application/json:
                    schema: { $ref: '#/components/schemas/Order' }
              responses: { '201': { description: ok } }
          /orders/{orderId}:
            get:
              parameters:
                - { name: orderId, in: path, required: true, schema: { type: string, pattern: '^ord-' } }
              responses: { '200': { description: ok } }
          /orders/mine:
            get: { responses: { '200': { description: ok } } }
          /orders/{orderId}/lines/{lineNo}:
            delete:
              parameters:
                - { name: orderId, in: path, required: true, schema: { type: string } }
                - { name: lineNo, in: path, required: true, schema: { type: integer } }
              responses: { '204': { description: ok } }
        components:
          securitySchemes:
            oauth2: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://example.com/token', scopes: { orders.read: r, orders.write: w } } } }
          schemas:
            Order:
              type: object
              required: [customer, lines]
              additionalProperties: false
              properties:
                customer: { type: string }
                lines:
                  type: array
                  minItems: 1
                  items:
                    type: object
                    required: [sku, quantity]
                    properties:
                      sku: { type: string }
                      quantity: { type: integer, minimum: 1 }
        """;

    /// <summary>A contract with one GET on the path, and what belongs under the operation beside its responses.</summary>
    public static string Get(string path, string operation = "") => $$"""
        openapi: 3.1.0
        info: { title: Small, version: 1.0.0 }
        paths:
          {{path}}:
            get:
              {{operation}}
              responses: { '200': { description: ok } }
        """;
}
