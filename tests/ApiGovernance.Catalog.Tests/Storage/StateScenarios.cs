using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>What is registered: written, read back, ordered, removed.</summary>
internal static class StateScenarios
{
    private static CancellationToken Cancel => StoreWorld.Cancel;

    public static async Task A_new_store_is_empty(StoreWorld world)
    {
        CatalogState state = await world.Store.ReadStateAsync(Cancel);

        Describe(state).ShouldBe(Describe(CatalogState.Empty with { Number = 1 }));
        (await world.Store.ReadNumberAsync(Cancel)).ShouldBe(1);
    }

    public static async Task Whatever_is_written_is_read_back_as_it_was(StoreWorld world)
    {
        StoredContract contract = Given.Contract("{\"title\": \"" + Given.Nasty + "\"}", Given.Nasty);
        StoredSecret key = Given.Secret("key-1") with { Expires = Given.At.AddDays(1), Revoked = Given.At.AddTicks(1) };
        CatalogChange change = new()
        {
            Descriptors = [Given.Team("sales", Given.Nasty, "seed") with { DocumentHash = contract.Hash }, Given.Consumer("storefront")],
            Apis = [Given.Api("orders", Given.Nasty, "seed"), Given.Api("invoices")],
            Versions =
            [
                Given.Version("orders", "v2", contract, 7) with
                {
                    Spec = new ApiVersionSpec
                    {
                        Name = "v2",
                        Stage = ApiStage.Deprecated,
                        Contract = "v2/openapi.yaml",
                        DeprecatedOn = new DateOnly(2026, 1, 1),
                        Sunset = new DateOnly(9999, 12, 31),
                        Documentation = "https://example.com/" + new string('x', 1900),
                    },
                },
                Given.Version("orders", "v1") with { Seeds = VersionSeeds.None },
            ],
            Contracts = [contract],
            Secrets = [key, Given.Secret("key-0") with { Salt = [], Label = "" }],
        };

        await world.Store.ApplyAsync(change, Cancel);

        CatalogState read = await world.Store.ReadStateAsync(Cancel);
        Describe(read).ShouldBe(Describe((CatalogState.Empty with { Number = 1 }).After(change)));
        read.Find("Team", "sales")!.Descriptor.Metadata.Title.ShouldBe(Given.Nasty);
        read.FindApi("orders")!.Find("v2")!.ContractVersion.ShouldBe(Given.Nasty);
        read.Secrets.Select(secret => (secret.Id, secret.Expires, secret.Revoked)).ShouldBe([("key-0", null, null), ("key-1", key.Expires, key.Revoked)]);
    }

    public static async Task Records_come_in_ordinal_order_and_versions_in_that_of_their_addition(StoreWorld world)
    {
        await world.Store.ApplyAsync(
            new CatalogChange
            {
                Descriptors = [Given.Team("b"), Given.Team("a-z"), Given.Consumer("c"), Given.Team("ab"), Given.Team("a")],
                Apis = [Given.Api("b"), Given.Api("a0"), Given.Api("a-b"), Given.Api("aa")],
                Versions = [Given.Version("b", "v10"), Given.Version("b", "v9"), Given.Version("aa", "v1")],
                Secrets = [Given.Secret("b"), Given.Secret("B"), Given.Secret("a_"), Given.Secret("a-")],
            },
            Cancel);
        await world.Store.ApplyAsync(new CatalogChange { Versions = [Given.Version("b", "v8"), Given.Version("b", "v10", null, 3)] }, Cancel);

        CatalogState state = await world.Store.ReadStateAsync(Cancel);
        state.Descriptors.Select(stored => $"{stored.Descriptor.Kind}/{stored.Descriptor.Name}")
            .ShouldBe(["Consumer/c", "Team/a", "Team/a-z", "Team/ab", "Team/b"]);
        state.Apis.Select(api => api.Name).ShouldBe(["a-b", "a0", "aa", "b"]);
        state.FindApi("b")!.Versions.Select(version => (version.Name, version.Revision)).ShouldBe([("v10", 3), ("v9", 0), ("v8", 0)]);
        state.Secrets.Select(secret => secret.Id).ShouldBe(["B", "a-", "a_", "b"]);
    }

    public static async Task Ids_that_differ_in_case_or_accents_only_are_different_ones(StoreWorld world)
    {
        string[] ids = ["KEY", "Key", "key", "ké", "ke\u0301", "ke", "kß", "kss", "k\u00adey"];
        await world.Store.ApplyAsync(new CatalogChange { Secrets = [.. ids.Select(id => Given.Secret(id))] }, Cancel);

        (await world.Store.ReadStateAsync(Cancel)).Secrets.Select(secret => secret.Id).ShouldBe(ids, ignoreOrder: true);
    }

    public static async Task A_record_that_is_written_again_is_replaced(StoreWorld world)
    {
        StoredContract contract = Given.Contract("{}");
        await world.Store.ApplyAsync(Given.Orders(contract), Cancel);
        await world.Store.ApplyAsync(
            new CatalogChange
            {
                Descriptors = [Given.Team("sales", "New", "seed")],
                Apis = [Given.Api("orders", "New")],
                Versions = [Given.Version("orders", "v1")],
            },
            Cancel);

        CatalogState state = await world.Store.ReadStateAsync(Cancel);
        StoredDescriptor team = state.Descriptors.ShouldHaveSingleItem();
        (team.Descriptor.Metadata.Title, team.SeedHash).ShouldBe(("New", "seed"));
        StoredApi api = state.Apis.ShouldHaveSingleItem();
        api.Descriptor.Metadata.Title.ShouldBe("New");
        StoredVersion version = api.Versions.ShouldHaveSingleItem();
        (version.ContractHash, version.ContractVersion, version.Revision).ShouldBe((null, null, 0));
    }

    public static async Task What_is_removed_is_gone_and_what_was_judged_and_called_stays(StoreWorld world)
    {
        StoredContract contract = Given.Contract("{}");
        await world.Store.ApplyAsync(Given.Orders(contract), Cancel);
        await world.Store.ApplyAsync(new CatalogChange { RemovedApis = ["orders"], RemovedDescriptors = [("Team", "sales")] }, Cancel);

        CatalogState state = await world.Store.ReadStateAsync(Cancel);
        (state.Apis.Count, state.Descriptors.Count).ShouldBe((0, 0));
        (await world.Store.ReadContractAsync(contract.Hash, Cancel)).ShouldNotBeNull();
        (await world.Store.ReadRevisionsAsync("orders", "v1", null, 10, Cancel)).ShouldHaveSingleItem();
        (await world.Store.ReadVerdictsAsync(new VerdictQuery(null, 10) { Api = "orders", Version = "v1" }, Cancel)).ShouldHaveSingleItem();

        await world.Store.ApplyAsync(new CatalogChange { Apis = [Given.Api("orders")] }, Cancel);
        (await world.Store.ReadStateAsync(Cancel)).FindApi("orders")!.Versions.ShouldBeEmpty();
    }

    public static async Task A_change_of_an_API_leaves_its_versions_alone(StoreWorld world)
    {
        StoredContract contract = Given.Contract("{}");
        await world.Store.ApplyAsync(Given.Orders(contract), Cancel);
        await world.Store.ApplyAsync(new CatalogChange { Apis = [Given.Api("orders", "Orders")] }, Cancel);

        (await world.Store.ReadStateAsync(Cancel)).FindApi("orders")!.Versions.ShouldHaveSingleItem().ContractHash.ShouldBe(contract.Hash);
    }

    public static async Task The_state_in_memory_stays_that_of_the_database(StoreWorld world)
    {
        Random random = new(20261123);
        CatalogState state = await world.Store.ReadStateAsync(Cancel);
        for (int round = 0; round < 60; round++)
        {
            CatalogChange change = RandomChange(random, state) with { BasedOn = state.Number };
            await world.Store.ApplyAsync(change, Cancel);
            state = state.After(change);
        }

        Describe(state).ShouldBe(Describe(await world.Store.ReadStateAsync(Cancel)));
        state.Apis.Count.ShouldBeGreaterThan(3);
    }

    private static CatalogChange RandomChange(Random random, CatalogState state)
    {
        string name = $"api-{random.Next(12)}";
        StoredContract contract = Given.Contract($"{{\"n\": {random.Next(5)}}}");
        bool known = state.FindApi(name) is not null;
        return random.Next(6) switch
        {
            0 when known => new CatalogChange { RemovedApis = [name], Apis = random.Next(2) == 0 ? [Given.Api(name, "again")] : [] },
            1 or 2 when known => new CatalogChange
            {
                Contracts = [contract],
                Versions = [.. Enumerable.Range(0, 3).Select(_ => Given.Version(name, $"v{random.Next(4)}", contract, random.Next(9)))],
            },
            3 => new CatalogChange { Descriptors = [Given.Team($"team-{random.Next(5)}", $"{random.Next(9)}")], RemovedDescriptors = [("Team", $"team-{random.Next(5)}")] },
            4 => new CatalogChange { Secrets = [Given.Secret($"key-{random.Next(4)}") with { Revoked = random.Next(2) == 0 ? Given.At : null, Label = $"{random.Next(9)}" }] },
            _ => new CatalogChange { Apis = [Given.Api(name, $"{random.Next(9)}")] },
        };
    }

    /// <summary>Every value of a state, in its order.</summary>
    private static string Describe(CatalogState state) => string.Join(
        '\n',
        [
            $"number {state.Number}",
            .. state.Descriptors.Select(stored => $"{stored.ETag} {stored.SeedHash} {stored.DocumentHash} {DescriptorJson.Write(stored.Descriptor)}"),
            .. state.Apis.Select(api => $"{api.ETag} {api.SeedHash} {DescriptorJson.Write(api.Descriptor)}"),
            .. state.Apis.SelectMany(api => api.Versions).Select(
                version => $"{version.Key} {DescriptorJson.Write(version.Spec)} {version.ContractHash} {version.ContractVersion} {version.Revision} {version.Seeds}"),
            .. state.Secrets.Select(secret =>
                $"{secret.Id} {secret.Consumer} {secret.Label} {Convert.ToHexString(secret.Salt)} {Convert.ToHexString(secret.Hash)} {secret.Created:O} {secret.CreatedBy} {secret.Expires:O} {secret.Revoked:O}"),
        ]);
}
