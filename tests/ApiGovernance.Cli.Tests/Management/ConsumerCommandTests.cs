using System.Text.Json;

namespace ApiGovernance.Cli.Tests.Management;

/// <summary>`consumer`, `consumer key` and `subscription` against a real control plane.</summary>
public sealed class ConsumerCommandTests : IDisposable
{
    private readonly World _world = new();

    public ConsumerCommandTests() => _world.WriteCatalog();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_consumer_is_registered_asks_and_is_let_in()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        _world.Write("app.yaml", """
            apiVersion: apigovernance/v1
            kind: Consumer
            metadata: {name: app}
            spec: {partner: Acme, plan: standard, credentials: [{issuer: embedded, clientId: app}], subscriptions: []}
            """);

        (await plane.OutputOfAsync("consumer", "register", "app.yaml")).ShouldBe("Consumer/app registered\n");
        (await plane.OutputOfAsync("consumer", "register", "app.yaml")).ShouldBe("Consumer/app is so already\n");
        (await plane.OutputOfAsync("consumer", "list")).ShouldMatch("app +partner Acme +standard +- +-");
        (await plane.OutputOfAsync("subscription", "request", "app", "orders", "--version", "v1", "--scope", "orders.read", "--reason", "to buy")).ShouldBe("app--orders is requested, waits for commerce\n");
        (await plane.OutputOfAsync("subscription", "approve", "app--orders")).ShouldBe("app--orders is approved\n");
        (await plane.OutputOfAsync("subscription", "show", "app--orders")).ShouldContain("  granted    v1; scopes orders.read\n");
        (await plane.OutputOfAsync("consumer", "show", "app")).ShouldMatch("app--orders +approved +v1 +orders.read +commerce");
        (await plane.OutputOfAsync("subscription", "revoke", "app--orders", "--reason", "gone")).ShouldBe("app--orders is revoked\n");
        (await plane.RunAsync("subscription", "reject", "app--orders")).ExitCode.ShouldBe(2);
        (await plane.RunAsync("subscription", "show", "app")).Errors.ShouldContain("Write CONSUMER--API");
    }

    [Fact]
    public async Task A_key_is_alone_on_standard_output_and_never_listed()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);

        Ran created = await plane.RunAsync("consumer", "key", "create", "shop", "--label", "nightly");
        created.ExitCode.ShouldBe(0, created.ToString());
        string key = created.Output.TrimEnd('\n');
        key.ShouldNotContain(" ");
        created.Errors.ShouldContain("not shown again");

        using JsonDocument listed = JsonDocument.Parse(await plane.OutputOfAsync("consumer", "key", "list", "shop", "-o", "json"));
        string id = listed.RootElement[0].GetProperty("id").GetString()!;
        listed.RootElement.ToString().ShouldNotContain(key);
        (await plane.OutputOfAsync("consumer", "key", "list", "shop")).ShouldContain("nightly  active");
        (await plane.OutputOfAsync("consumer", "key", "revoke", "shop", id, "--yes")).ShouldContain("is revoked");
    }
}
