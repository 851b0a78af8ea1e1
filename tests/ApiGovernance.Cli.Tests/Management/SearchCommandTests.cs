using System.Text.Json;

namespace ApiGovernance.Cli.Tests.Management;

/// <summary>`search` against a real control plane.</summary>
public sealed class SearchCommandTests : IDisposable
{
    private readonly World _world = new();

    public SearchCommandTests()
    {
        _world.WriteCatalog();
        _world.Write("catalog/teams/logistics.yaml", File.ReadAllText(_world["catalog/teams/commerce.yaml"]).Replace("commerce", "logistics"));
        _world.Write("catalog/apis/parcels/api.yaml", File.ReadAllText(_world["catalog/apis/orders/api.yaml"])
            .Replace("name: orders", "name: parcels").Replace("owner: commerce", "owner: logistics").Replace("/sales/orders", "/sales/parcels").Replace("entity: order", "entity: parcel"));
        _world.Write("catalog/canonical/parcel.yaml", File.ReadAllText(_world["catalog/canonical/order.yaml"]).Replace("order", "parcel").Replace("owner: commerce", "owner: logistics"));
        _world.Write("catalog/canonical/parcel.schema.yaml", "type: object");
        _world.Write("catalog/apis/parcels/v1/openapi.yaml", World.Contract
            .Replace("Orders", "Parcels").Replace("/orders", "/parcels").Replace("createOrder", "sendParcel").Replace("note:", "customerEmail:"));
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Words_in_any_spelling_find_apis_operations_and_fields()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);

        string[] table = (await plane.OutputOfAsync("search", "who", "exposes", "customer", "e-mail?")).Split('\n');
        table[0].ShouldMatch("^KIND +API +OWNER +WHAT +WHERE +LINE +OPERATIONS$");
        table[1].ShouldMatch("^field +parcels/v1 +logistics +.*customerEmail.*request.*POST /parcels$");

        using JsonDocument page = JsonDocument.Parse(await plane.OutputOfAsync("search", "create order", "--kind", "operation", "-o", "json"));
        JsonElement hit = page.RootElement.GetProperty("items")[0];
        (hit.GetProperty("kind").GetString(), hit.GetProperty("api").GetString(), hit.GetProperty("name").GetString()).ShouldBe(("operation", "orders", "POST /orders"));
        (await plane.OutputOfAsync("search", "parcels", "--kind", "api", "-o", "name")).ShouldStartWith("parcels");
    }

    [Fact]
    public async Task It_is_narrowed_by_api_owner_and_number()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);

        string[] both = (await plane.OutputOfAsync("search", "channel", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        both.Length.ShouldBe(2);
        (await plane.OutputOfAsync("search", "channel", "--api", "orders", "-o", "name")).ShouldStartWith("orders/v1 ");
        (await plane.OutputOfAsync("search", "channel", "--owner", "logistics", "-o", "name")).ShouldStartWith("parcels/v1 ");
        (await plane.OutputOfAsync("search", "channel", "--entity", "order", "-o", "name")).ShouldStartWith("orders/v1 ");

        Ran first = await plane.RunAsync("search", "channel", "--limit", "1", "-o", "name");
        (first.ExitCode, first.Output).ShouldBe((0, both[0] + "\n"), first.ToString());
        first.Errors.ShouldContain("There are more; ask for them with --limit.");
    }

    [Fact]
    public async Task Nothing_found_is_said_and_a_wrong_question_is_refused()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);

        Ran none = await plane.RunAsync("search", "zeppelin");
        (none.ExitCode, none.Output).ShouldBe((0, ""), none.ToString());
        none.Errors.ShouldContain("Nothing in the catalog has these words.");
        (await plane.RunAsync("search", "orders", "--limit", "0")).ExitCode.ShouldBe(2);
        (await plane.RunAsync("search", "orders", "--kind", "schema")).ExitCode.ShouldBe(2);
        (await plane.RunAsync("search")).ExitCode.ShouldBe(2);
        (await _world.RunAsync("search", "orders", "--catalog-url", "http://127.0.0.1:9/")).ExitCode.ShouldBe(5);
    }
}
