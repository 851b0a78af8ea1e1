using System.Text.Json;

namespace ApiGovernance.Cli.Tests.Check;

/// <summary>Overlap without a catalog server: with the APIs of the catalog's folder, and among the documents of the run.</summary>
public sealed class CheckOverlapTests : IDisposable
{
    private const string Orders = """
        openapi: 3.1.0
        info: {title: Orders, version: 1.0.0, contact: {name: Commerce}}
        paths:
          /orders:
            get: {operationId: listOrders, responses: {'200': {description: All.}}}
            post: {operationId: createOrder, responses: {'201': {description: Taken.}}}
          /orders/{orderId}:
            parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
            get: {operationId: getOrder, responses: {'200': {description: One.}}}
            delete: {operationId: cancelOrder, responses: {'204': {description: Gone.}}}
        """;

    private readonly World _world = new();

    public CheckOverlapTests()
    {
        _world.WriteCatalog();
        _world.Write("catalog/apis/orders/v1/openapi.yaml", Orders);
        _world.Write("portal.yaml", Orders.Replace("title: Orders", "title: Purchase portal").Replace("/orders", "/purchase-orders"));
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task An_api_of_the_catalog_folder_is_found_with_its_owner_and_the_evidence_below_it()
    {
        AddPortal();
        Ran ran = await _world.RunAsync("check", "catalog/apis/portal", "--format", "text", "--format", "json=a.json", "--format", "sarif=a.sarif", "--comment-file", "a.md", "--format", "github=a.github");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        string[] lines = ran.Output.Split('\n');
        int at = Array.FindIndex(lines, line => line.Contains("overlap-api", StringComparison.Ordinal));
        lines[at].ShouldBe("catalog/apis/portal/v1/openapi.yaml:2:8 warning overlap-api portal v1 overlaps orders v1 on 4 of 4 operations, owned by commerce.");
        lines[at + 1].ShouldBe("    - GET /purchase-orders ~ GET /orders: both list order");
        ran.Output.ShouldContain("    - both are mainly about order\n");
        ran.Output.ShouldNotContain("Not checked: overlap");

        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(_world["a.json"]));
        JsonElement finding = report.RootElement.GetProperty("findings").EnumerateArray().Single(one => one.GetProperty("rule").GetString() == "overlap-api");
        finding.GetProperty("message").GetString()!.Length.ShouldBeLessThan(120);
        finding.GetProperty("details")[0].GetString().ShouldBe("GET /purchase-orders ~ GET /orders: both list order");
        report.RootElement.GetProperty("verdicts")[0].GetProperty("verdict").GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("kind").GetString() == "overlap").GetProperty("compared").GetInt32().ShouldBe(1);
        using JsonDocument sarif = JsonDocument.Parse(File.ReadAllText(_world["a.sarif"]));
        sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single(result => result.GetProperty("ruleId").GetString() == "overlap-api")
            .GetProperty("properties").GetProperty("details").GetArrayLength().ShouldBeGreaterThan(4);
        string comment = File.ReadAllText(_world["a.md"]);
        comment.ShouldContain("portal v1 overlaps orders v1 on 4 of 4 operations, owned by commerce.<br>- GET /purchase-orders &#126; GET /orders: both list order<br>- ");
        comment.ShouldContain("- overlap: <code>compared with 1 other API</code>");
        File.ReadAllText(_world["a.github"]).ShouldContain("owned by commerce.%0A");
    }

    [Fact]
    public async Task A_file_outside_of_the_catalog_is_compared_with_the_folder_that_is_named()
    {
        Ran ran = await _world.RunAsync("check", "portal.yaml", "--catalog", "catalog");
        ran.Output.ShouldContain("overlaps orders v1 on 4 of 4 operations, owned by commerce.");

        Ran missing = await _world.RunAsync("check", "portal.yaml", "--catalog", "katalog");
        missing.ExitCode.ShouldBe(3, missing.ToString());
        missing.Errors.ShouldContain("There is no folder");
    }

    [Fact]
    public async Task A_contract_does_not_overlap_with_itself()
    {
        _world.Write("orders.yaml", Orders);
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--catalog", "catalog");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldNotContain("overlap");
    }

    [Fact]
    public async Task Documents_of_one_run_are_compared_with_each_other()
    {
        _world.Write("orders.yaml", Orders);
        Ran ran = await _world.RunAsync("check", "orders.yaml", "portal.yaml");

        ran.Output.ShouldContain("portal.yaml:2:8 warning overlap-api Purchase portal 1.0.0 overlaps Orders 1.0.0 on 4 of 4 operations, which has no owner of record.");
        ran.Output.ShouldContain("orders.yaml:2:8 warning overlap-api Orders 1.0.0 overlaps Purchase portal 1.0.0 on 4 of 4 operations");
    }

    [Fact]
    public async Task Alone_it_was_not_looked_at_and_every_report_says_so()
    {
        Ran ran = await _world.RunAsync("check", "portal.yaml", "--format", "text", "--format", "json=a.json", "--comment-file", "a.md", "--format", "azure=a.azure");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("portal.yaml: Passed: the contract: there is no contract in force to compare with; 0 warnings. Not checked: overlap.\n");
        ran.Output.ShouldContain("note: Not checked of portal.yaml: overlap, because no other API is known here. Name the catalog's folder with --catalog");
        File.ReadAllText(_world["a.md"]).ShouldContain("- overlap: <code>not checked: no other API is known here</code>");
        File.ReadAllText(_world["a.azure"]).ShouldContain("Not checked: overlap.");
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(_world["a.json"]));
        report.RootElement.GetProperty("verdicts")[0].GetProperty("verdict").GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("kind").GetString() == "overlap").GetProperty("notChecked").GetString().ShouldBe("no other API is known here");
    }

    [Fact]
    public async Task Where_an_overlap_would_block_one_that_was_not_looked_at_does_not_pass()
    {
        _world.Write("policies/gate/default.yaml", """
            apiVersion: apigovernance/v1
            kind: GatePolicy
            metadata: {name: default}
            spec: {maxOverlapSeverity: info}
            """);
        Ran alone = await _world.RunAsync("check", "portal.yaml");
        alone.ExitCode.ShouldBe(3, alone.ToString());
        alone.Output.ShouldContain("overlap-not-checked The overlap with other APIs was not looked at: no other API is known here.");

        AddPortal();
        Ran blocked = await _world.RunAsync("check", "catalog/apis/portal");
        blocked.ExitCode.ShouldBe(1, blocked.ToString());
        blocked.Output.ShouldContain("Blocked: portal v1: 1 rule violation.");
    }

    [Fact]
    public async Task A_decision_of_the_catalog_folder_holds_here_too()
    {
        AddPortal();
        _world.Write("catalog/overlaps/portal.yaml", """
            apiVersion: apigovernance/v1
            kind: OverlapDecision
            metadata: {name: portal}
            spec: {apis: [orders, portal], decision: accept, reason: Partners need their own contract., decidedBy: ada}
            """);
        Ran ran = await _world.RunAsync("check", "catalog/apis/portal");
        ran.Output.ShouldContain("waived-warning overlap-api");
        ran.Output.ShouldContain("Partners need their own contract.");
    }

    [Fact]
    public async Task A_contract_of_the_folder_that_cannot_be_read_is_named()
    {
        AddPortal();
        _world.Write("catalog/apis/orders/v1/openapi.yaml", "openapi: 3.1.0\ninfo: {title: Broken\n");
        Ran ran = await _world.RunAsync("check", "catalog/apis/portal");

        ran.Output.ShouldContain("warning overlap-not-checked The overlap with other APIs is not fully known. catalog/apis/orders/v1/openapi.yaml cannot be read, so nothing was compared with it.");
    }

    private void AddPortal()
    {
        _world.Write("catalog/apis/portal/api.yaml", File.ReadAllText(_world["catalog/apis/orders/api.yaml"]).Replace("name: orders", "name: portal").Replace("/sales/orders", "/sales/portal"));
        _world.Write("catalog/apis/portal/v1/openapi.yaml", File.ReadAllText(_world["portal.yaml"]));
    }
}
