using System.Collections.Concurrent;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests;

/// <summary>One catalog, a gateway in each environment.</summary>
public class EnvironmentTests
{
    private static async Task<(GatewayWorld World, EchoBackend Staging, ConcurrentQueue<string> Warnings)> StartAsync(string? environment, bool described = true)
    {
        EchoBackend staging = await EchoBackend.StartAsync();
        ConcurrentQueue<string> warnings = [];
        GatewayWorld world = await GatewayWorld.StartAsync(
            w =>
            {
                w.Options = options => options with { Environment = environment };
                w.Estate.Api("stock", "v1", Contracts.Get("/items")).Backend("crm", w.Backend.Address);
                if (described)
                {
                    w.Estate.Backends.Insert(0, w.Estate.Backends.Single(backend => backend.Name == "erp") with
                    {
                        Environments = new Dictionary<string, string> { ["staging"] = staging.Address + "/base/" },
                    });
                    w.Estate.Backends.RemoveAt(1);
                }
            },
            services => services.AddLogging(logging => logging.AddProvider(new Warnings(warnings))));
        return (world, staging, warnings);
    }

    [Fact]
    public async Task A_gateway_of_an_environment_calls_the_back_ends_of_that_environment()
    {
        var (world, staging, warnings) = await StartAsync("staging");
        await using GatewayWorld _ = world;
        await using EchoBackend __ = staging;

        (await Echo.ReadAsync(await world.GetAsync("/commerce/stock/v1/items"))).Target.ShouldBe("/base/items");

        (staging.Calls, world.Backend.Calls).ShouldBe((1, 0));
        await Eventually.HoldsAsync(() => !warnings.IsEmpty, GatewayWorld.Bound, "the back end that lacks it is told");
        warnings.ShouldHaveSingleItem().ShouldBe(
            "These back ends do not have the environment staging and are called at the address that holds everywhere else: crm");
    }

    [Fact]
    public async Task A_gateway_without_one_calls_the_address_of_the_catalog()
    {
        var (world, staging, warnings) = await StartAsync(null);
        await using GatewayWorld _ = world;
        await using EchoBackend __ = staging;

        await world.GetAsync("/commerce/stock/v1/items");

        (staging.Calls, world.Backend.Calls).ShouldBe((0, 1));
        warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_environment_that_no_back_end_has_is_told_with_those_that_exist()
    {
        var (world, staging, warnings) = await StartAsync("stagging");
        await using GatewayWorld _ = world;
        await using EchoBackend __ = staging;

        await world.GetAsync("/commerce/stock/v1/items");

        world.Backend.Calls.ShouldBe(1);
        await Eventually.HoldsAsync(() => !warnings.IsEmpty, GatewayWorld.Bound, "the unknown environment is told");
        warnings.ShouldHaveSingleItem().ShouldBe(
            "No back end has the environment stagging: all are called at the address that holds everywhere else. Environments in the catalog: staging");
        // A snapshot that leaves the back ends as they are says nothing new.
        world.Estate.Api("other", "v1", Contracts.Get("/items"));
        await world.PublishAsync();
        warnings.Count.ShouldBe(1);
    }

    private sealed class Warnings(ConcurrentQueue<string> warnings) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string line = formatter(state, exception);
            if (logLevel >= LogLevel.Warning && line.Contains("environment", StringComparison.Ordinal))
                warnings.Enqueue(line);
        }
    }
}
