using System.Text;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>Every kind of descriptor, with every field that people can write, comes back from the store as it was.</summary>
internal static class DescriptorScenarios
{
    private static readonly string[] Written =
    [
        """
        {apiVersion: apigovernance/v1, kind: Team, metadata: {name: sales, title: Sales, labels: {country: nl}}, spec: {contacts: [{type: chat, value: sales}],
        onCall: sales-oncall, supportUrl: 'https://example.com', escalation: [{afterMinutes: 15, contact: {type: phone, value: '1'}}, {afterMinutes: 60, team: erp}]}}
        """,
        """
        {apiVersion: apigovernance/v1, kind: Backend, metadata: {name: erp}, spec: {owner: sales, system: erp, address: 'http://127.0.0.1:7101', maxConcurrency: 8,
        environments: {test: {address: 'http://127.0.0.1:7102'}}, limits: {requestsPerMinute: 10, transactionsPerDay: 20}, calendar: [
        {name: night, days: [sun, sat], from: '22:30', to: '24:00', timeZone: Europe/Amsterdam, effect: {maxConcurrency: 2}},
        {name: year-end, dates: [2026-12-30], from: '00:00', to: '06:15', timeZone: UTC, effect: {closed: true}}]}}
        """,
        """
        {apiVersion: apigovernance/v1, kind: Consumer, metadata: {name: northwind}, spec: {partner: Northwind, plan: partner, subscriptions: [{api: orders}],
        credentials: [{issuer: embedded, clientId: nw}, {issuer: entra, claims: {tid: 72f9, roles: edi}}]}}
        """,
        """
        {apiVersion: apigovernance/v1, kind: Subscription, metadata: {name: northwind--orders}, spec: {consumer: northwind, api: orders, reason: Batches,
        granted: {versions: [v1], scopes: [orders.read]}, requested: {}, requestedBy: a, requestedAt: '2026-11-02T08:00:00.1234567Z', decidedBy: b,
        decidedAt: '2026-11-03T09:30:00+05:30', decision: rejected}}
        """,
        """
        {apiVersion: apigovernance/v1, kind: EventContract, metadata: {name: order-created}, spec: {owner: sales, type: order.created.v1, entity: order,
        schema: 'orders.asyncapi.yaml#/components/schemas/Order', orderingKey: data.order.id, source: /systems/erp, stage: deprecated, visibility: partner,
        producers: [erp], consumers: [northwind], deprecatedOn: 2026-06-01, sunset: 2027-06-30, successor: order.created.v2}}
        """,
        """
        {apiVersion: apigovernance/v1, kind: Waiver, metadata: {name: old-date}, spec: {fingerprints: [0123456789abcdef], reason: Until spring, owner: sales,
        expires: 2027-03-31, ticket: GOV-118, api: orders}}
        """,
        """
        {apiVersion: apigovernance/v1, kind: OverlapDecision, metadata: {name: orders-and-archive}, spec: {apis: [orders, archive], entity: order,
        decision: consolidate, into: orders, ownerOfRecord: sales, reason: One place, decidedBy: a, expires: 2027-12-31}}
        """,
    ];

    public static async Task Every_kind_comes_back_with_every_field(StoreWorld world)
    {
        Descriptor[] given = [.. Written.Select(Read).OrderBy(descriptor => descriptor.Kind, StringComparer.Ordinal)];
        await world.Store.ApplyAsync(new CatalogChange { Descriptors = [.. given.Select(descriptor => new StoredDescriptor(descriptor, null))] }, StoreWorld.Cancel);

        IReadOnlyList<StoredDescriptor> read = (await world.Store.ReadStateAsync(StoreWorld.Cancel)).Descriptors;
        read.Select(stored => DescriptorWriter.ToJson(stored.Descriptor)).ShouldBe(given.Select(DescriptorWriter.ToJson));
        read.Select(stored => stored.ETag).ShouldBe(given.Select(DescriptorJson.Hash));
    }

    private static Descriptor Read(string yaml)
    {
        DescriptorReadResult result = DescriptorReader.Read(DocumentReader.Read("given.yaml", Encoding.UTF8.GetBytes(yaml)));
        result.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        return result.Descriptor.ShouldNotBeNull();
    }
}
