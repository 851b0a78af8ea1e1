using System.Net.Http.Json;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>What a descriptor says of versions, and what the history of a version proves, is published to gateways.</summary>
public sealed class VersionPublishingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder.Path, PoliciesDirectory = RepositoryPaths.At("policies") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_written_of_a_version_is_in_its_part()
    {
        await using CatalogWorld world = await WithOrdersAsync();
        string written = Texts.Api("orders", versions: """
            [{name: v1, stage: active, contract: openapi.yaml, releasedOn: 2026-01-10, canary: {backend: shop, weight: 5},
              shadow: {backend: shop, sample: 0.5, compare: [status]}}]
            """.ReplaceLineEndings(" ")).Replace(
            "basePath: /sales/orders,",
            "basePath: /sales/orders, versioning: {query: version, precedence: [path, query], onConflict: first},", StringComparison.Ordinal);
        await world.PutAsync("backends", "shop", Texts.Backend("shop", "sales").TrimEnd().TrimEnd('}') + ", environments: {test: {address: 'http://shop.test'}}}\n");
        await world.PutAsync("apis", "orders", written);

        ApiVersionPart part = (await world.PublishedAsync("orders", "v1")).ShouldNotBeNull();
        SnapshotVersioning versioning = part.Versioning.ShouldNotBeNull();
        (versioning.Query, versioning.MediaTypeParameter, versioning.OnConflict).ShouldBe(("version", null, VersionConflictRule.First));
        versioning.Precedence.ShouldBe([VersionSource.Path, VersionSource.Query]);
        part.ReleasedOn.ShouldBe(new DateOnly(2026, 1, 10));
        part.Canary.ShouldNotBeNull().Weight.ShouldBe(5);
        part.Shadow.ShouldNotBeNull().Sample.ShouldBe(0.5);
        part.EarlierContracts.ShouldBeEmpty();
        (await world.TrafficAsync()).Backends.Single(backend => backend.Name == "shop").Environments.ShouldBe(new Dictionary<string, string> { ["test"] = "http://shop.test" });
    }

    [Fact]
    public async Task Contracts_before_the_one_in_force_are_told_with_whether_it_stands_in_for_them()
    {
        await using CatalogWorld world = await WithOrdersAsync();
        await world.AcceptAsync("orders", "v1", Texts.Compatible);
        (await EarlierAsync(world)).ShouldBe([new EarlierContract("1.0.0", true)]);

        string breaking = Texts.Compatible.Replace("version: 1.1.0", "version: 1.2.0", StringComparison.Ordinal)
            .Replace("enum: [web, phone]", "enum: [web]", StringComparison.Ordinal);
        CatalogProblem problem = (await world.SubmitAsync("orders", "v1", breaking)).Problem.ShouldNotBeNull();
        string fingerprints = string.Join(", ", problem.Errors.Where(error => error.Severity == Severity.Error).Select(error => $"'{error.Fingerprint}'"));
        await world.PutAsync(
            "waivers", "phone",
            $"apiVersion: apigovernance/v1\nkind: Waiver\nmetadata: {{name: phone}}\nspec: {{fingerprints: [{fingerprints}], reason: Closed., owner: sales, expires: 2026-12-20}}\n");
        await world.AcceptAsync("orders", "v1", breaking);

        (await EarlierAsync(world)).ShouldBe([new EarlierContract("1.1.0", false), new EarlierContract("1.0.0", false)]);
    }

    [Fact]
    public void A_break_counts_for_all_contracts_before_it_and_a_number_that_stood_twice_holds_for_both()
    {
        StoredRevision Step(int revision, string version, params ChangeCompatibility[] changes) => new(
            "orders", "v1", revision, $"c{revision}", version, CatalogWorld.Start, "local", "minor",
            DescriptorJson.Write(changes.Select(change => new CatalogFinding
            {
                Kind = FindingKind.Change,
                RuleId = "r",
                Severity = Severity.Info,
                Message = "m",
                Fingerprint = "f",
                Compatibility = change,
            }).ToArray()));

        ContractHistory.Earlier(
        [
            Step(6, "1.4.0", ChangeCompatibility.Compatible),
            Step(5, "1.3.0", ChangeCompatibility.Compatible),
            Step(4, "1.2.0", ChangeCompatibility.Compatible, ChangeCompatibility.Undecided),
            Step(3, "1.2.0"),
            Step(2, "1.4.0"),
            Step(1, "1.0.0"),
        ]).ShouldBe([new("1.3.0", true), new("1.2.0", false), new("1.0.0", false)]);
    }

    [Fact]
    public async Task Unregistered_calls_that_gateways_report_are_read_and_filtered()
    {
        await using CatalogWorld world = await WithOrdersAsync();
        UnregisteredCalls stranger = new("GET", "/legacy/{id}", 3, CatalogWorld.Start.AddMinutes(-5), CatalogWorld.Start) { Network = "203.0.113.0/24" };
        UnregisteredCalls known = new("DELETE", "/sales/orders/v1/orders", 1, CatalogWorld.Start, CatalogWorld.Start) { Api = "orders", Consumer = "crawler" };
        UsageReport report = new("gw-1", CatalogWorld.Start.AddMinutes(-1), CatalogWorld.Start, []) { Unregistered = [stranger, known] };

        await new HttpUsageSink(world.Http).ReportAsync(report, Cancel);

        (await world.Client.UnregisteredCalls().AllAsync(Cancel)).Value.ShouldBe([stranger, known]);
        (await world.Client.UnregisteredCalls(new UsageFilter { Api = "orders" }).AllAsync(Cancel)).Value.ShouldBe([known]);
        (await world.Client.UnregisteredCalls(new UsageFilter { Consumer = "crawler", Days = 1 }).AllAsync(Cancel)).Value.ShouldBe([known]);
        (await world.Client.UnregisteredCalls(new UsageFilter { Consumer = "nobody" }).AllAsync(Cancel)).Value.ShouldBeEmpty();

        using HttpResponseMessage untrue = await world.Http.PostAsync(
            "api/v1/usage", JsonContent.Create(report with { Unregistered = [stranger with { Calls = -1 }] }, options: ProtocolJson.Options), Cancel);
        ((int)untrue.StatusCode).ShouldBe(400);
        (await untrue.Content.ReadAsStringAsync(Cancel)).ShouldContain("negative numbers");
    }

    private static async Task<IReadOnlyList<EarlierContract>> EarlierAsync(CatalogWorld world) =>
        (await world.PublishedAsync("orders", "v1")).ShouldNotBeNull().EarlierContracts;

    private async Task<CatalogWorld> WithOrdersAsync()
    {
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        return world;
    }
}
