using System.Text.Json;

namespace ApiGovernance.Cli.Tests.Management;

/// <summary>`plan`, `apply` and `export` against a real control plane.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly World _world = new();

    public PlanTests() => _world.WriteCatalog();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_folder_is_planned_applied_and_then_as_the_catalog_is()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        (await plane.OutputOfAsync("plan", "catalog")).ShouldEndWith("\nNo changes: the catalog is as the folder says.\n");

        _world.Write("catalog/teams/finance.yaml", Team("finance", "finance@example.com"));
        _world.Write("catalog/teams/commerce.yaml", Team("commerce", "orders@example.com"));
        File.Delete(_world["catalog/consumers/shop.yaml"]);
        Ran planned = await plane.RunAsync("plan", "catalog");

        planned.ExitCode.ShouldBe(1, planned.ToString());
        planned.Output.ShouldContain("+ create  Team      finance   it is not registered\n");
        planned.Output.ShouldContain("~ update  Team      commerce  /spec/contacts differs\n");
        planned.Output.ShouldContain("      /spec/contacts: [{\"type\":\"email\",\"value\":\"commerce@example.com\"}] -> [{\"type\":\"email\",\"value\":\"orders@example.com\"}]\n");
        planned.Output.ShouldContain("- delete  Consumer  shop      it came from a folder, and this one does not have it any more\n");
        planned.Output.ShouldEndWith("\nPlan: 1 to create, 1 to update, 1 to delete.\n");
        (await plane.RunAsync("plan", "catalog", "--fail-on", "errors")).ExitCode.ShouldBe(0);
        (await plane.OutputOfAsync("plan", "catalog", "--prune", "none", "--fail-on", "errors")).ShouldContain("0 to delete.");

        Ran unasked = await plane.RunAsync("apply", "catalog");
        unasked.ExitCode.ShouldBe(2, unasked.ToString());
        unasked.Errors.ShouldContain("give --yes");
        (await plane.RunAsync("record", "get", "team", "finance")).ExitCode.ShouldBe(3);

        (await plane.OutputOfAsync("apply", "catalog", "--yes", "--why", "spring cleaning")).ShouldEndWith("Applied: 1 created, 1 updated, 1 deleted.\n");
        (await plane.OutputOfAsync("plan", "catalog")).ShouldContain("\nNo changes: the catalog is as the folder says.");
        (await plane.OutputOfAsync("record", "get", "team", "finance")).ShouldContain("value: \"finance@example.com\"");
        (await plane.OutputOfAsync("audit", "list", "--object", "Team/finance")).ShouldContain("reason: spring cleaning");
    }

    [Fact]
    public async Task The_audit_is_listed_between_two_points_in_time()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        _world.Write("catalog/teams/finance.yaml", Team("finance", "finance@example.com"));
        await plane.OutputOfAsync("apply", "catalog", "--yes");
        string last = (await ListedAsync(plane, "--object", "Team/finance"))[0].GetProperty("at").GetString()!;

        JsonElement[] then = await ListedAsync(plane, "--since", last, "--until", last);
        then.ShouldAllBe(entry => entry.GetProperty("at").GetString() == last);
        then.ShouldContain(entry => entry.GetProperty("object").GetString() == "Team/finance");
        (await ListedAsync(plane, "--until", "2001-01-01")).ShouldBeEmpty();
        (await ListedAsync(plane, "--since", "2001-01-01")).Length.ShouldBe((await ListedAsync(plane)).Length);
    }

    private static async Task<JsonElement[]> ListedAsync(ControlPlane plane, params string[] options)
    {
        using JsonDocument page = JsonDocument.Parse(await plane.OutputOfAsync(["audit", "list", "-o", "json", .. options]));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(entry => entry.Clone())];
    }

    [Fact]
    public async Task What_stands_in_the_way_is_told_by_file_and_line_and_nothing_is_applied()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        _world.Write("catalog/teams/finance.yaml", Team("finance", "finance@example.com"));
        _world.WriteContract("catalog/apis/orders/v1/openapi.yaml", "[web, fax]", "[web]");

        Ran ran = await plane.RunAsync("apply", "catalog", "--yes");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("catalog/apis/orders/v1/openapi.yaml:18:");
        ran.Output.ShouldContain("It cannot be applied: 2 errors above.");
        (await plane.RunAsync("record", "get", "team", "finance")).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task Scripts_get_the_plan_as_the_api_gives_it()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        _world.Write("catalog/teams/finance.yaml", Team("finance", "finance@example.com"));

        using JsonDocument applied = JsonDocument.Parse(await plane.OutputOfAsync("apply", "catalog", "--yes", "-o", "json"));

        applied.RootElement.GetProperty("applied").GetBoolean().ShouldBeTrue();
        applied.RootElement.GetProperty("changes")[0].GetProperty("name").GetString().ShouldBe("finance");
    }

    [Fact]
    public async Task What_is_exported_is_planned_as_no_change_and_can_be_served()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        (await plane.OutputOfAsync("subscription", "request", "shop", "orders", "--scope", "orders.read", "--reason", "to sell")).ShouldContain("shop--orders is requested");

        Ran export = await plane.RunAsync("export", "out");

        export.ExitCode.ShouldBe(0, export.ToString());
        File.ReadAllText(_world["out/apis/orders/v1/openapi.yaml"]).ShouldBe(World.Contract);
        File.ReadAllText(_world["out/subscriptions/shop--orders.yaml"]).ShouldContain("orders.read");
        Ran validated = await _world.RunAsync("catalog", "validate", "out");
        validated.ExitCode.ShouldBe(0, validated.ToString());
        (await plane.OutputOfAsync("plan", "out", "--prune", "all")).ShouldContain("\nNo changes: the catalog is as the folder says.");
        Ran again = await plane.RunAsync("export", "out");
        again.ExitCode.ShouldBe(2, again.ToString());
        again.Errors.ShouldContain("nothing was written");
    }

    [Fact]
    public async Task The_repositorys_own_catalog_comes_back_from_an_export_as_it_is()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world, Testing.RepositoryPaths.At("catalog"));
        Ran export = await plane.RunAsync("export", "out");
        export.ExitCode.ShouldBe(0, export.ToString());
        (await plane.OutputOfAsync("plan", "out", "--prune", "all")).ShouldEndWith("No changes: the catalog is as the folder says.\n");
    }

    [Fact]
    public async Task A_catalog_that_is_not_there_is_told()
    {
        Ran ran = await _world.RunAsync("plan", "catalog", "--catalog-url", "http://127.0.0.1:9");
        ran.ExitCode.ShouldBe(5, ran.ToString());
        ran.Errors.ShouldContain("cannot be reached");
        (await _world.RunAsync("plan", "nowhere", "--catalog-url", "http://127.0.0.1:9")).Errors.ShouldContain("There is no folder");
    }

    private static string Team(string name, string mail) =>
        $$"""
        apiVersion: apigovernance/v1
        kind: Team
        metadata: {name: {{name}}}
        spec:
          contacts: [{type: email, value: {{mail}}}]
        """;
}
