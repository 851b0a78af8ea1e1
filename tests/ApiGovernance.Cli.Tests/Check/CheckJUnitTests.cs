using System.Xml.Linq;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Cli.Tests.Check;

/// <summary>`check --format junit`: a case for each rule of each engine, whatever is compared with whatever, so that what passed is seen.</summary>
public sealed class CheckJUnitTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Of_one_file_the_rules_are_cases_and_what_was_not_looked_at_is_skipped()
    {
        Dictionary<string, XElement> cases = Cases(await CheckAsync("orders.yaml"), "orders.yaml");

        Passes(cases, "operation-id-kebab");
        Skipped(cases, "change").ShouldBe("not checked: there is no contract in force to compare with");
        Skipped(cases, "overlap-api").ShouldStartWith("not checked: no other API is known");
        cases.ShouldNotContainKey("request-property-became-required");
    }

    [Fact]
    public async Task Of_a_folder_each_contract_is_a_suite_and_overlap_was_asked()
    {
        _world.Write("apis/orders.yaml", World.Contract);
        _world.Write("apis/stock.yaml", World.Contract.Replace("Orders", "Stock").Replace("/orders", "/stock-levels").Replace("createOrder", "countStock"));
        Ran ran = await CheckAsync("apis");

        foreach (string file in new[] { "apis/orders.yaml", "apis/stock.yaml" })
        {
            Dictionary<string, XElement> cases = Cases(ran, file);
            Passes(cases, "operation-id-kebab");
            Passes(cases, "overlap-api");
        }
    }

    [Fact]
    public async Task With_a_base_every_kind_of_break_is_a_case_and_what_did_not_change_is_told()
    {
        _world.Write("stock.yaml", World.Contract.Replace("Orders", "Stock"));
        await _world.CommitAsync();
        _world.WriteNext("orders.yaml", "1.0.1", "note: {type: string}", "note: {type: string, description: Free text.}");
        Ran ran = await CheckAsync(".", "--base", "HEAD");
        Dictionary<string, XElement> cases = Cases(ran, "orders.yaml");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        Passes(cases, "operation-id-kebab");
        Passes(cases, "request-property-became-required");
        Passes(cases, "version-bump-too-small");
        Skipped(Cases(ran, "stock.yaml"), "change-gate").ShouldBe("not judged again: the base has it as it is");
    }

    [Fact]
    public async Task Nothing_to_compare_is_a_case_that_is_skipped_and_no_empty_report()
    {
        await _world.CommitAsync();
        File.Delete(_world["orders.yaml"]);
        await _world.CommitAsync();
        Ran ran = await CheckAsync("--base", "HEAD", "--policies", "policies");
        // There is no contract at all.
        ran.ExitCode.ShouldBe(3, ran.ToString());

        _world.Write("orders.yaml", World.Contract);
        await _world.CommitAsync();
        Ran same = await CheckAsync("orders.yaml", "--base", "HEAD");
        same.ExitCode.ShouldBe(0, same.ToString());
        Skipped(Cases(same, "orders.yaml"), "change-gate").ShouldBe("not judged again: the base has it as it is");
        XDocument.Parse(same.Output).Root!.Attribute("skipped")!.Value.ShouldBe("1");
    }

    [Fact]
    public async Task Where_a_part_could_not_be_compared_no_kind_of_break_passes()
    {
        // Nobody can tell which of two operations of one shape a caller means.
        const string Twins = "  /orders/{a}: {get: {parameters: [{name: a, in: path, required: true, schema: {type: string}}], responses: {'204': {description: Done.}}}}\n";
        _world.Write("old.yaml", World.Contract.Replace("paths:\n", "paths:\n" + Twins, StringComparison.Ordinal));
        _world.Write("orders.yaml", World.Contract.Replace("paths:\n", "paths:\n" + Twins + Twins.Replace("{a}", "{b}", StringComparison.Ordinal).Replace("name: a", "name: b", StringComparison.Ordinal), StringComparison.Ordinal));
        Ran ran = await CheckAsync("orders.yaml", "--against", "old.yaml");

        Skipped(Cases(ran, "orders.yaml"), "request-property-became-required").ShouldMatch("^not checked: [0-9]+ places? could not be compared$");
    }

    [Fact]
    public async Task In_a_catalog_folder_the_canonical_rules_and_the_guards_are_cases()
    {
        _world.WriteCatalog();
        _world.Write("catalog/canonical/order.schema.yaml", "type: object\nrequired: [number]\nproperties:\n  number: {type: string}\n");
        await _world.CommitAsync();
        _world.WriteNext("catalog/apis/orders/v1/openapi.yaml", "1.0.1", "note: {type: string}", "note: {type: string, description: Free text.}");
        Dictionary<string, XElement> cases = Cases(await CheckAsync("catalog", "--base", "HEAD"), "catalog/apis/orders/v1/openapi.yaml");

        Passes(cases, "canonical-money-float");
        Passes(cases, "overlap-api");
        Passes(cases, "version-bump-too-small");
    }

    [Fact]
    public async Task The_live_catalog_tells_which_rules_it_asked()
    {
        _world.WriteCatalog();
        ContractVerdict verdict = new("blocked", "orders", "v1", ApiStage.Active, "The sentence of the verdict.", new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero))
        {
            Findings = [CatalogFinding.From(new Finding { Kind = FindingKind.Lint, RuleId = "contact", Severity = Severity.Error, Message = "No contact.", Blocks = true })],
            Checks =
            [
                new VerdictCheck(FindingKind.Lint, ["contact", "operation-id-kebab"]),
                new VerdictCheck(FindingKind.Change, ["request-property-became-required"]),
                new VerdictCheck(FindingKind.Overlap, ["overlap-api"]) { Compared = 7 },
            ],
            Evidence = new VerdictEvidence("aa", "bb", "cc", null, "none", "1.0.0"),
        };
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapPost(
            "/api/v1/apis/orders/versions/v1/check", () => Results.Json(verdict, ProtocolJson.Options)));
        Ran ran = await CheckAsync("catalog", "--against", "catalog:", "--catalog-url", catalog.BaseAddress.ToString());
        Dictionary<string, XElement> cases = Cases(ran, "catalog/apis/orders/v1/openapi.yaml");

        cases["contact"].Element("failure").ShouldNotBeNull();
        Passes(cases, "operation-id-kebab");
        Passes(cases, "request-property-became-required");
        Passes(cases, "overlap-api");
    }

    private Task<Ran> CheckAsync(params string[] arguments) => _world.RunAsync(["check", .. arguments, "--format", "junit"]);

    private static Dictionary<string, XElement> Cases(Ran ran, string suite) => XDocument.Parse(ran.Output).Descendants("testcase")
        .Where(test => test.Attribute("classname")!.Value == suite).ToDictionary(test => test.Attribute("name")!.Value);

    private static void Passes(Dictionary<string, XElement> cases, string rule)
    {
        cases.ShouldContainKey(rule);
        cases[rule].Elements("failure").Concat(cases[rule].Elements("error")).Concat(cases[rule].Elements("skipped")).ShouldBeEmpty(rule);
    }

    private static string Skipped(Dictionary<string, XElement> cases, string rule)
    {
        cases.ShouldContainKey(rule);
        return cases[rule].Element("skipped").ShouldNotBeNull(rule).Attribute("message")!.Value;
    }
}
