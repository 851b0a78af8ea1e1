using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.Tests.Descriptors;

/// <summary>One good descriptor of every kind; tests break one line at a time.</summary>
internal static class Samples
{
    public const string Team = """
        apiVersion: apigovernance/v1
        kind: Team
        metadata:
          name: commerce
          title: Commerce
          labels: {country: nl}
        spec:
          contacts:
            - type: email
              value: commerce@example.com
          onCall: weekdays 8 to 18
          supportUrl: https://support.example.com/commerce
        """;

    public const string Backend = """
        apiVersion: apigovernance/v1
        kind: Backend
        metadata: {name: erp}
        spec:
          owner: commerce
          system: erp
          address: https://erp.example.com:8443/api
          timeoutSeconds: 30
          maxConcurrency: 64
        """;

    public const string Plan = """
        apiVersion: apigovernance/v1
        kind: Plan
        metadata: {name: standard}
        spec:
          limits:
            - {name: burst, requests: 50, perSeconds: 1}
            - {name: sustained, requests: 2000, perSeconds: 60}
        """;

    public const string Consumer = """
        apiVersion: apigovernance/v1
        kind: Consumer
        metadata: {name: storefront}
        spec:
          owner: commerce
          plan: standard
          credentials:
            - issuer: embedded
              clientId: storefront
          subscriptions:
            - api: orders
              versions: [v1, v2]
              scopes: [orders.read]
        """;

    public const string CanonicalEntity = """
        apiVersion: apigovernance/v1
        kind: CanonicalEntity
        metadata: {name: order}
        spec:
          owner: commerce
          schema: order.schema.yaml
          states:
            status:
              open: [shipped, cancelled]
              shipped: []
              cancelled: []
          version: 2
          names: [salesOrder, purchase-order]
          identifiers: [id, number]
          core: [id, lines.sku]
          assigned: [id, createdAt]
          fields:
            lines.quantity: [qty, orderedQuantity]
          values:
            status:
              cancelled: [canceled, voided]
              shipped: [sent]
        """;

    public const string Api = """
        apiVersion: apigovernance/v1
        kind: Api
        metadata: {name: orders}
        spec:
          owner: commerce
          domain: sales
          entity: order
          visibility: partner
          dataClassification: confidential
          backend: erp
          basePath: /sales/orders
          versioning: {header: Api-Version, default: v2}
          limits: {maxBodyBytes: 65536}
          authentication: required
          versions:
            - name: v1
              stage: deprecated
              contract: v1/openapi.yaml
              upstreamPath: /v1
              deprecatedOn: 2026-06-01
              sunset: 2027-06-30
              successor: v2
              documentation: https://docs.example.com/orders
            - name: v2
              stage: active
              contract: v2/openapi.yaml
              validation: {request: report}
              backend: erp
        """;

    public const string Issuers = """
        apiVersion: apigovernance/v1
        kind: Issuers
        metadata: {name: issuers}
        spec:
          issuers:
            - name: entra
              issuer: https://login.example.com/tenant/v2.0
              audiences: [api://gateway]
              algorithms: [RS256]
              tokenTypes: [any]
              clientClaim: azp
              scopeClaim: roles
              clockSkewSeconds: 60
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [nameof(Team)] = Team,
        [nameof(Backend)] = Backend,
        [nameof(Plan)] = Plan,
        [nameof(Consumer)] = Consumer,
        [nameof(CanonicalEntity)] = CanonicalEntity,
        [nameof(Api)] = Api,
        [nameof(Issuers)] = Issuers,
    };

    public static SourceDocument Document(string text, string path = "x.yaml") => DocumentReader.Read(path, Encoding.UTF8.GetBytes(text));

    /// <summary>The sample of a kind with one stretch of it written differently.</summary>
    public static string With(string kind, string stretch, string instead)
    {
        All[kind].ShouldContain(stretch);
        return All[kind].Replace(stretch, instead, StringComparison.Ordinal);
    }

    public static LoadedDescriptor Load(string text, string path)
    {
        SourceDocument document = Document(text, path);
        DescriptorReadResult result = DescriptorReader.Read(document, allowNoVersions: true);
        result.Findings.ShouldBeEmpty();
        return new LoadedDescriptor(result.Descriptor.ShouldNotBeNull(), document, path);
    }

    public static string At(Finding finding) => finding.Source.ShouldNotBeNull().ToString();
}
