using System.Text.Json;

namespace ApiGovernance.Cli.Tests.Management;

/// <summary>`api` and `verdict` against a real control plane.</summary>
public sealed class ApiCommandTests : IDisposable
{
    private readonly World _world = new();

    public ApiCommandTests() => _world.WriteCatalog();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Apis_are_listed_for_people_and_for_scripts()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);

        string[] table = (await plane.OutputOfAsync("api", "list")).Split('\n');
        table[0].ShouldBe("NAME    VERSIONS   OWNER     DOMAIN  ENTITY  VISIBILITY");
        table[1].ShouldBe("orders  v1 active  commerce  sales   order   internal");
        (await plane.OutputOfAsync("api", "list", "-o", "name")).ShouldBe("orders\n");
        using JsonDocument page = JsonDocument.Parse(await plane.OutputOfAsync("api", "list", "--stage", "active", "-o", "json"));
        page.RootElement.GetProperty("items")[0].GetProperty("basePath").GetString().ShouldBe("/sales/orders");
        Ran none = await plane.RunAsync("api", "list", "--owner", "nobody");
        (none.ExitCode, none.Output).ShouldBe((0, ""), none.ToString());
        none.Errors.ShouldContain("No API is like that.");
        (await plane.RunAsync("api", "list", "--stage", "sleeping")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Calls_to_what_nobody_registered_are_listed_with_who_makes_them()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        (await plane.RunAsync("api", "unregistered")).Errors.ShouldContain("Nobody calls what is not registered.");
        string now = Now();
        await ReportAsync(plane, $$"""
            {"gateway": "gw-1", "from": "{{now}}", "to": "{{now}}", "counts": [], "unregistered": [
              {"method": "GET", "path": "/legacy/{id}", "calls": 310, "firstCall": "{{now}}", "lastCall": "{{now}}", "network": "203.0.113.0/24"},
              {"method": "DELETE", "path": "/sales/orders/v1", "calls": 4, "firstCall": "{{now}}", "lastCall": "{{now}}", "api": "orders", "consumer": "shop"}]}
            """);

        string[] table = (await plane.OutputOfAsync("api", "unregistered")).Split('\n');

        table[0].ShouldMatch("^CALLS +METHOD +PATH +API +CALLER +LAST CALL");
        table[1].ShouldMatch("^ +310 +GET +/legacy/{id} +- +203.0.113.0/24 ");
        table[2].ShouldMatch("^ +4 +DELETE +/sales/orders/v1 +orders +shop ");
        (await plane.OutputOfAsync("api", "unregistered", "--consumer", "shop", "-o", "name")).ShouldBe("/sales/orders/v1\n");
        (await plane.RunAsync("api", "unregistered", "--days", "0")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task How_back_ends_keep_to_contracts_is_listed_as_far_as_anybody_looked()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        (await plane.RunAsync("api", "backend-conformance")).Errors.ShouldContain("No answer was held against a contract");
        string now = Now();
        await ReportAsync(plane, $$"""
            {"gateway": "gw-1", "from": "{{now}}", "to": "{{now}}", "counts": [], "answers": [
              {"backend": "erp", "api": "orders", "checked": 30000, "broken": 1, "lastAnswer": "{{now}}"}]}
            """);

        string[] table = (await plane.OutputOfAsync("api", "backend-conformance")).Split('\n');

        table[0].ShouldMatch("^BACKEND +API +CHECKED +BROKEN +KEPT +LAST ANSWER");
        // 99.997 % is not 100.
        table[1].ShouldMatch("^erp +orders +30000 +1 +99\\.99 % ");
        (await plane.OutputOfAsync("api", "backend-conformance", "--backend", "erp", "-o", "name")).ShouldBe("erp/orders\n");
        (await plane.RunAsync("api", "backend-conformance", "--api", "billing")).Output.ShouldBe("");
        (await plane.RunAsync("api", "backend-conformance", "--days", "0")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task An_api_is_shown_with_owner_versions_and_consumers()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);

        string shown = await plane.OutputOfAsync("api", "show", "orders");

        shown.ShouldContain("  owner       commerce (commerce@example.com)\n");
        shown.ShouldContain("  path        /sales/orders at erp\n");
        shown.ShouldMatch("  v1 +active +1\\.0\\.0 +1 ");
        shown.ShouldMatch("  shop +declared +- +0 +-");
        (await plane.OutputOfAsync("api", "show", "orders", "-o", "yaml")).ShouldStartWith("apiVersion: apigovernance/v1\nkind: Api\n");
        Ran missing = await plane.RunAsync("api", "show", "ordres");
        missing.ExitCode.ShouldBe(3, missing.ToString());
        missing.Errors.ShouldContain("ordres");
    }

    [Fact]
    public async Task A_contract_that_breaks_is_blocked_and_one_that_does_not_is_in_force()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        _world.WriteContract("narrow.yaml", "[web, fax]", "[web]");
        _world.Write("wide.yaml", World.Contract.Replace("[web, fax]", "[web, fax, app]", StringComparison.Ordinal).Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal));

        Ran blocked = await plane.RunAsync("api", "submit", "narrow.yaml", "--api", "orders", "--version", "v1");
        blocked.ExitCode.ShouldBe(1, blocked.ToString());
        blocked.Output.ShouldContain("narrow.yaml:18:");
        blocked.Output.ShouldContain("to waive, name the fingerprint");

        string passed = await plane.OutputOfAsync("api", "submit", "wide.yaml", "--api", "orders/v1");
        passed.ShouldContain("In force as revision 2 of orders/v1.");
        (await plane.OutputOfAsync("api", "changelog", "orders/v1")).ShouldContain("1.0.0 -> 1.1.0");

        (await plane.OutputOfAsync("verdict", "list", "--outcome", "blocked")).ShouldContain("orders/v1  blocked");
        string id = (await plane.OutputOfAsync("verdict", "list", "--outcome", "blocked", "-o", "name")).Trim();
        (await plane.OutputOfAsync("verdict", "show", id)).ShouldContain("evidence: document ");
        (await plane.OutputOfAsync("verdict", "replay", id)).ShouldContain("The same evidence gives the same verdict.");
        (await plane.RunAsync("verdict", "show", "4711")).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task What_waits_for_approval_is_shown_with_the_api()
    {
        _world.Write("policies/gate/default.yaml", """
            apiVersion: apigovernance/v1
            kind: GatePolicy
            metadata: {name: default}
            spec:
              approvals: [{reviewers: 1}]
            """);
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        _world.Write("wide.yaml", World.Contract.Replace("[web, fax]", "[web, fax, app]", StringComparison.Ordinal).Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal));

        Ran waits = await plane.RunAsync("api", "submit", "wide.yaml", "--api", "orders/v1");

        waits.ExitCode.ShouldBe(1, waits.ToString());
        waits.Output.ShouldContain("It waits: 0 of 1 approvals (");
        string shown = await plane.OutputOfAsync("api", "show", "orders");
        shown.ShouldMatch("\nWaiting for approval\n  v1 since .*: Needs somebody else's approval .*\n    apigov verdict show [0-9]+, then apigov api approve orders/v1 or reject\n");
        shown.ShouldMatch("  v1 +active +1\\.0\\.0 +1 ", "it is not in force");
        Ran own = await plane.RunAsync("api", "approve", "orders/v1");
        own.ExitCode.ShouldBe(5, own.ToString());
        own.Errors.ShouldContain("somebody else has to look at it");
        own.Errors.ShouldContain("fix: Nothing was changed.");

        _world.WriteContract("narrow.yaml", "[web, fax]", "[web]");
        (await plane.RunAsync("api", "submit", "narrow.yaml", "--api", "orders/v1")).ExitCode.ShouldBe(1);
        (await plane.OutputOfAsync("api", "show", "orders")).ShouldContain("Waiting for approval", customMessage: "what was refused takes nobody's place");
    }

    [Fact]
    public async Task A_waiver_lets_a_breaking_contract_pass()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        _world.WriteContract("narrow.yaml", "[web, fax]", "[web]");
        using JsonDocument verdict = JsonDocument.Parse((await plane.RunAsync("api", "submit", "narrow.yaml", "--api", "orders/v1", "-o", "json")).Output);
        string[] fingerprints = [.. verdict.RootElement.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("severity").GetString() == "error").Select(finding => finding.GetProperty("fingerprint").GetString()!)];

        string created = await plane.OutputOfAsync(
            ["waiver", "create", .. fingerprints, "--reason", "Nobody faxes.", "--owner", "commerce", "--expires", "2099-12-31", "--api", "orders"]);

        created.ShouldContain("commerce answers for it");
        created.ShouldContain($"  {fingerprints[0]} orders/v1 ");
        (await plane.OutputOfAsync("waiver", "list")).ShouldContain("Nobody faxes.");
        (await plane.OutputOfAsync("api", "submit", "narrow.yaml", "--api", "orders/v1")).ShouldContain("In force as revision 2");
        string name = (await plane.OutputOfAsync("waiver", "list", "-o", "name")).Trim();
        (await plane.RunAsync("waiver", "delete", name)).ExitCode.ShouldBe(2);
        (await plane.OutputOfAsync("waiver", "delete", name, "--yes")).ShouldBe($"Waiver/{name} removed\n");
    }

    [Fact]
    public async Task A_version_goes_through_its_life_and_a_step_too_far_is_refused()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        _world.Write("two.yaml", World.Contract.Replace("version: 1.0.0", "version: 2.0.0", StringComparison.Ordinal));
        await plane.OutputOfAsync("api", "submit", "two.yaml", "--api", "orders/v2", "--stage", "development");

        (await plane.OutputOfAsync("api", "promote", "orders/v2", "preview")).ShouldBe("orders/v2 is preview now\n");
        (await plane.OutputOfAsync("api", "promote", "orders/v2", "active")).ShouldBe("orders/v2 is active now\n");
        (await plane.OutputOfAsync("api", "deprecate", "orders/v1", "--sunset", "2099-06-30", "--successor", "v2")).ShouldBe("orders/v1 is deprecated now until 2099-06-30, followed by v2\n");
        Ran early = await plane.RunAsync("api", "promote", "orders/v1", "preview");
        early.ExitCode.ShouldBe(1, early.ToString());
        early.Errors.ShouldContain("cannot become preview");
        (await plane.RunAsync("api", "promote", "orders", "active")).Errors.ShouldContain("Write API/VERSION");
        (await plane.RunAsync("api", "deprecate", "orders/v2", "--sunset", "soon", "--successor", "v3")).Errors.ShouldContain("Write it like 2027-01-31.");
    }

    [Fact]
    public async Task A_descriptor_with_errors_is_told_by_line_and_not_sent()
    {
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        _world.Write("api.yaml", "apiVersion: apigovernance/v1\nkind: Api\nmetadata: {name: more}\nspec:\n  owner: Commerce\n");

        Ran ran = await plane.RunAsync("api", "register", "api.yaml");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("api.yaml:5:10");
        (await plane.RunAsync("api", "register", "catalog/teams/commerce.yaml")).Errors.ShouldContain("is of kind Team; Api is needed");
        _world.Write("unknown.yaml", File.ReadAllText(_world["catalog/apis/orders/api.yaml"]).Replace("owner: commerce", "owner: nobody", StringComparison.Ordinal));
        Ran refused = await plane.RunAsync("api", "register", "unknown.yaml");
        refused.ExitCode.ShouldBe(1, refused.ToString());
        refused.Errors.ShouldContain("unknown.yaml:5:10 error descriptor-unknown-team");
    }

    private static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What a gateway reports.</summary>
    private static async Task ReportAsync(ControlPlane plane, string report)
    {
        using HttpClient http = new() { BaseAddress = plane.Address };
        using StringContent content = new(report, System.Text.Encoding.UTF8, "application/json");
        (await http.PostAsync("api/v1/usage", content, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }
}
