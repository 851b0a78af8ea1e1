using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests;

/// <summary>A folder with contracts, policies and a small catalog; each test has its own.</summary>
internal sealed class World : IDisposable
{
    public const string Contract = """
        openapi: 3.1.0
        info:
          title: Orders
          version: 1.0.0
        paths:
          /orders:
            post:
              operationId: createOrder
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      additionalProperties: false
                      required: [channel]
                      properties:
                        channel: {type: string, enum: [web, fax]}
                        note: {type: string}
              responses:
                '201': {description: Taken.}
        """;

    public const string Ruleset = """
        rules:
          operation-id-kebab:
            description: Operation ids are camel case.
            message: "{{description}} Found `{{value}}`."
            severity: error
            given: $.paths[*][get,put,post,delete,patch]
            then: {field: operationId, function: casing, functionOptions: {type: camel}}
          contact:
            description: A contact is named.
            severity: warn
            given: $.info
            then: {field: contact, function: truthy}
        """;

    private readonly TempFolder _folder = new();

    public World()
    {
        Write("orders.yaml", Contract);
        Write("policies/lint/house.yaml", Ruleset);
    }

    public string Path => _folder.Path;

    public string this[string relativePath] => _folder[relativePath];

    public string Write(string relativePath, string content) => _folder.Write(relativePath, content);

    /// <summary>Writes the contract with one stretch of it written differently.</summary>
    public void WriteContract(string relativePath, string stretch, string instead)
    {
        Contract.ShouldContain(stretch);
        Write(relativePath, Contract.Replace(stretch, instead, StringComparison.Ordinal));
    }

    /// <summary>The same with the version that the change asks for, so that nothing else is to be said of it.</summary>
    public void WriteNext(string relativePath, string version, string stretch, string instead)
    {
        Contract.ShouldContain(stretch);
        Write(relativePath, Contract.Replace("version: 1.0.0", $"version: {version}", StringComparison.Ordinal).Replace(stretch, instead, StringComparison.Ordinal));
    }

    /// <summary>A catalog of one API in <c>catalog/</c>.</summary>
    public void WriteCatalog()
    {
        Write("catalog/teams/commerce.yaml", Descriptor("Team", "commerce", "contacts: [{type: email, value: commerce@example.com}]"));
        Write("catalog/backends/erp.yaml", Descriptor("Backend", "erp", "{owner: commerce, system: erp, address: http://127.0.0.1:7101}"));
        Write("catalog/plans/standard.yaml", Descriptor("Plan", "standard", "limits: [{name: burst, requests: 50, perSeconds: 1}]"));
        Write("catalog/canonical/order.yaml", Descriptor("CanonicalEntity", "order", "{owner: commerce, schema: order.schema.yaml}"));
        Write("catalog/canonical/order.schema.yaml", "type: object");
        Write("catalog/consumers/shop.yaml", Descriptor(
            "Consumer", "shop", "{owner: commerce, plan: standard, credentials: [{issuer: embedded, clientId: shop}], subscriptions: [{api: orders}]}"));
        Write("catalog/apis/orders/api.yaml", """
            apiVersion: apigovernance/v1
            kind: Api
            metadata: {name: orders}
            spec:
              owner: commerce
              domain: sales
              entity: order
              visibility: internal
              dataClassification: internal
              backend: erp
              basePath: /sales/orders
              versions:
                - name: v1
                  stage: active
                  contract: v1/openapi.yaml
            """);
        Write("catalog/apis/orders/v1/openapi.yaml", Contract);
    }

    public Task<Ran> RunAsync(params string[] arguments) => Apigov.RunAsync(Path, arguments);

    /// <summary>The same with variables of the environment.</summary>
    public Task<Ran> InAsync(Dictionary<string, string> environment, params string[] arguments) => Apigov.InAsync(Path, environment, arguments);

    /// <summary>Makes the folder a git repository with all that is in it committed.</summary>
    public async Task CommitAsync()
    {
        if (!Directory.Exists(this[".git"]))
            await Apigov.GitAsync(Path, "init", "--quiet", "--initial-branch=main");
        await Apigov.GitAsync(Path, "add", "--all");
        await Apigov.GitAsync(Path, "commit", "--quiet", "--message", "state");
    }

    public void Dispose() => _folder.Dispose();

    public static string Descriptor(string kind, string name, string spec) =>
        $$"""
        apiVersion: apigovernance/v1
        kind: {{kind}}
        metadata: {name: {{name}}}
        spec:
          {{spec}}
        """;
}
