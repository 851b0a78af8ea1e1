using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.Metrics;
using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Gateway.Idempotency.Sqlite;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>What those see who run the gateway.</summary>
public class IdempotencyOperationsTests
{
    private static readonly IdempotencyPolicy Required = new() { Mode = IdempotencyMode.Required };

    [Fact]
    public async Task What_becomes_of_calls_is_counted()
    {
        ConcurrentQueue<(string Instrument, string Outcome)> seen = [];
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name.StartsWith("apigov.gateway.idempotency.", StringComparison.Ordinal))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            Dictionary<string, object?> all = tags.ToArray().ToDictionary();
            if (Equals(all["api"], "orders") && Equals(all["operation"], "POST /orders"))
                seen.Enqueue((instrument.Name["apigov.gateway.idempotency.".Length..], (string)all["outcome"]!));
        });
        listener.Start();

        await world.PostAsync("C1", "c-1");
        await world.PostAsync("C1", "c-1");
        await world.PostAsync("C2", "c-1");
        await world.PostAsync("C3", null);
        await world.PostAsync("C4", "c-4", "drop-after");
        await world.PostAsync("C4", "c-4");

        // Other tests of this process may count meanwhile, so nothing is said of how often.
        (string, string)[] expected =
        [
            ("calls", "executed"), ("endings", "completed"), ("calls", "replayed"), ("calls", "reused"), ("calls", "key-refused"), ("endings", "unknown"), ("calls", "unknown"),
        ];
        foreach ((string, string) pair in expected)
            seen.ShouldContain(pair);
    }

    [Fact]
    public async Task What_has_expired_leaves_the_file()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required with { RetentionHours = 1 }, fakeClock: true);
        for (int i = 0; i < 3; i++)
            await world.PostAsync($"A{i}", $"k-{i}");
        using SqliteConnection file = SqliteFile.Open(Path.Combine(world.Gateway.StateFolder, "idempotency.db"), mayCreate: false);
        Count(file).ShouldBe(3);

        await Eventually.HoldsAsync(
            () =>
            {
                world.Clock.Advance(TimeSpan.FromMinutes(61));
                return Count(file) == 0;
            },
            GatewayWorld.Bound, "the sweeper has been there");
    }

    [Fact]
    public async Task Without_a_policy_no_file_is_made()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(new IdempotencyPolicy { Mode = IdempotencyMode.Off });

        await world.PostAsync("A1", "k-1");
        (await world.PostAsync("A1", "k-1")).IsReplay().ShouldBeFalse();

        world.System.EffectsOf("A1").ShouldBe(2);
        File.Exists(Path.Combine(world.Gateway.StateFolder, "idempotency.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_person_resolves_beside_the_running_gateway()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);
        await world.PostAsync("A1", "k-1", "drop-before");
        GatewayOptions options = new() { Node = "cli", StateDirectory = world.Gateway.StateFolder };

        await using (IdempotencyAdministration keys = await IdempotencyAdministration.OpenAsync(options, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            IdempotencyRecord open = (await keys.ListOpenAsync(10, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
            (open.Key.Consumer, open.Key.Key, open.State, open.Reason).ShouldBe(("app", "k-1", IdempotencyState.Unknown, "backend-unreachable"));
            (await keys.ResolveAsync(open, null, "ann", null, TestContext.Current.CancellationToken)).ShouldBeTrue();
            (await keys.ResolveAsync(open, null, "ann", null, TestContext.Current.CancellationToken)).ShouldBeFalse("it is resolved already");
        }

        (await world.PostAsync("A1", "k-1")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        world.System.EffectsOf("A1").ShouldBe(1);
    }

    [Theory]
    [InlineData(null, null, "sqlite", "state/idempotency.db")]
    [InlineData(null, "redis:6379", "redis", null)]
    [InlineData("sqlite", "redis:6379", "sqlite", "state/idempotency.db")]
    [InlineData("sqlite=/var/keys.db", null, "sqlite", "/var/keys.db")]
    [InlineData("sqlserver=Server=a;Password=secret", null, "sqlserver", "Server=a;Password=secret")]
    public void The_store_is_chosen_by_the_host(string? setting, string? redis, string kind, string? value)
    {
        IdempotencySetting chosen = IdempotencySetting.Of(new GatewayOptions { Node = "n", StateDirectory = "state", Redis = redis, Idempotency = setting });

        (chosen.Kind, chosen.Value).ShouldBe((kind, value));
        chosen.Place.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("")]
    [InlineData("mysql")]
    [InlineData("sqlite=")]
    [InlineData("sqlserver")]
    [InlineData("redis")]
    [InlineData("redis=host")]
    public void A_store_that_cannot_be_is_refused_when_the_gateway_is_composed(string setting) => Should.Throw<ValidationException>(() =>
        new ServiceCollection().AddGateway(new GatewayOptions { Node = "n", StateDirectory = "state", Idempotency = setting }));

    private static long Count(SqliteConnection file)
    {
        using SqliteCommand count = file.CreateCommand();
        count.CommandText = "SELECT count(*) FROM idempotency";
        return (long)count.ExecuteScalar()!;
    }
}
