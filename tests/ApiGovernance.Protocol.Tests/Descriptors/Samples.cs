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
          escalation:
            - {afterMinutes: 15, contact: {type: phone, value: +31 13 555 0100}}
            - {afterMinutes: 60, team: finance}
        """;

    public const string OtherTeam = "{apiVersion: apigovernance/v1, kind: Team, metadata: {name: finance}, spec: {contacts: [{type: chat, value: finance}]}}";

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
          environments:
            test: {address: https://erp-test.example.com}
          limits: {requestsPerMinute: 1200, transactionsPerDay: 50000}
          calendar:
            - name: nightly-batch
              days: [mon, tue]
              from: 22:30
              to: 02:00
              timeZone: Europe/Amsterdam
              effect: {maxConcurrency: 8}
            - name: year-end
              dates: [2026-12-31]
              from: 00:00
              to: 24:00
              timeZone: Europe/Amsterdam
              effect: {closed: true}
          identity: none
          credentials:
            clientCredentials:
              tokenUrl: https://login.example.com/token
              clientId: gateway
              secret: env:APIGOV_SECRET_ERP
              scope: orders.write stock.read
              audience: erp
          queue: {maxWaitMilliseconds: 500, maxLength: 200}
          adaptiveConcurrency: {min: 4, max: 48}
        """;

    public const string Plan = """
        apiVersion: apigovernance/v1
        kind: Plan
        metadata: {name: standard}
        spec:
          limits:
            - {name: burst, requests: 50, perSeconds: 1}
            - {name: sustained, requests: 2000, perSeconds: 60, window: sliding}
            - {name: daily, requests: 50000, perSeconds: 86400, window: fixed, per: api, apis: [orders]}
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
          uses:
            - api: orders
              operation: GET /orders/{orderId}
              responseFields: [status, 'lines[].sku']
          certificates:
            - sha256: 9F:86:D0:81:88:4C:7D:65:9A:2F:EA:A0:C5:5A:D0:15:A3:BF:4F:1B:2B:0B:82:2C:D1:5D:6C:15:B0:F0:0A:08
            - subject: CN=edi.contoso.example,O=Contoso
              authority: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
          signatureKeys:
            - keyId: contoso-1
              algorithm: ed25519
              publicKey: MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
            - keyId: contoso-2
              algorithm: hmac-sha256
              secret: file:contoso/webhook
        """;

    public const string PartnerConsumer = """
        apiVersion: apigovernance/v1
        kind: Consumer
        metadata: {name: northwind}
        spec:
          partner: Northwind Wholesale
          plan: standard
          credentials:
            - issuer: entra
              claims: {tid: 72f9, roles: edi}
          subscriptions: []
        """;

    public const string Subscription = """
        apiVersion: apigovernance/v1
        kind: Subscription
        metadata: {name: storefront--orders}
        spec:
          consumer: storefront
          api: orders
          granted: {versions: [v2], scopes: [orders.read]}
          requested: {versions: [v1, v2], scopes: [orders.read, orders.write]}
          reason: The checkout sends orders.
          requestedBy: anouk@example.com
          requestedAt: 2026-11-02T08:00:00Z
          decidedBy: commerce
          decidedAt: 2026-11-03T09:30:00+01:00
          decision: approved
        """;

    public const string EventContract = """
        apiVersion: apigovernance/v1
        kind: EventContract
        metadata: {name: order-created}
        spec:
          owner: commerce
          type: order.created.v1
          entity: order
          schema: order-created.schema.yaml
          orderingKey: data.order.id
          source: /systems/commerce
          stage: deprecated
          visibility: partner
          producers: [erp]
          consumers: [storefront]
          deprecatedOn: 2026-06-01
          sunset: 2027-06-30
          successor: order.created.v2
        """;

    public const string NextEventContract = """
        apiVersion: apigovernance/v1
        kind: EventContract
        metadata: {name: order-created-v2}
        spec:
          owner: commerce
          type: order.created.v2
          entity: order
          schema: orders.asyncapi.yaml#/components/schemas/OrderCreated
          orderingKey: subject
          stage: active
        """;

    public const string Waiver = """
        apiVersion: apigovernance/v1
        kind: Waiver
        metadata: {name: orders-old-date}
        spec:
          fingerprints: [0123456789abcdef, fedcba9876543210]
          reason: Two partners send the old date until spring.
          owner: commerce
          expires: 2027-03-31
          ticket: GOV-118
          api: orders
        """;

    public const string OverlapDecision = """
        apiVersion: apigovernance/v1
        kind: OverlapDecision
        metadata: {name: orders-and-archive}
        spec:
          apis: [orders, archive]
          entity: order
          decision: consolidate
          into: orders
          ownerOfRecord: commerce
          reason: One place for orders.
          decidedBy: anouk@example.com
          expires: 2027-12-31
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
          system: commerce
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
              changelog: https://docs.example.com/orders/changes
            - name: v2
              stage: active
              contract: v2/openapi.yaml
              validation: {request: report}
              backend: erp
          policy: {cost: 2, validation: {request: enforce, response: report, sampleRate: 0.05, unknownQueryParameters: refuse, unknownProperties: report, canonical: enforce, maxDepth: 32, contentEncodings: [gzip, br], maxDecompressedBytes: 1048576, maxResponseBytes: 262144}}
          operations:
            - operation: GET /orders
              versions: [v2]
              policy: {cost: 5, priority: report}
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
              preset: entra
              keepKeysHours: 48
              revokedTokens: [5f2c]
              introspection:
                url: https://login.example.com/introspect
                clientId: gateway
                secret: env:APIGOV_SECRET_IDP
                cacheSeconds: 30
                requireAudience: false
                tokenPrefix: ptk_
              dpop: required
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [nameof(Team)] = Team,
        [nameof(Backend)] = Backend,
        [nameof(Plan)] = Plan,
        [nameof(Consumer)] = Consumer,
        [nameof(Subscription)] = Subscription,
        [nameof(CanonicalEntity)] = CanonicalEntity,
        [nameof(EventContract)] = EventContract,
        [nameof(Waiver)] = Waiver,
        [nameof(OverlapDecision)] = OverlapDecision,
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
