using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Baselines;

/// <summary>A fingerprint names a finding across commits: what stays the same defect keeps it, what is another one has another.</summary>
public sealed class FindingIdentityTests
{
    private const string Contract = """
        openapi: 3.1.0
        paths:
          /orders/{id}:
            get:
              tags: [b]
              parameters:
                - {name: limit, in: query}
                - {name: status, in: query}
                - {name: limit, in: header}
        """;

    private static readonly Ruleset Descriptions = Lint.Rules("rules: {parameter-description: {given: '$..parameters[*]', severity: warn, then: {field: description, function: truthy}}}");

    [Fact]
    public void Lines_that_move_change_nothing()
    {
        string moved = "# a comment\n\n" + Contract.Replace("      tags: [b]\n", "", StringComparison.Ordinal);
        Prints(moved).ShouldBe(Prints(Contract), ignoreOrder: true);
    }

    [Fact]
    public void Items_that_are_named_may_change_places()
    {
        const string first = "        - {name: limit, in: query}\n", second = "        - {name: status, in: query}\n";
        Contract.ShouldContain(first + second);
        string reordered = Contract.Replace(first + second, second + first, StringComparison.Ordinal);

        Prints(reordered).ShouldBe(Prints(Contract), ignoreOrder: true);
        Prints(Contract).Distinct().Count().ShouldBe(3);
        Run(Contract)[0].Identity.ShouldBe("/paths/~1orders~1{id}/get/parameters/[query:limit]");
    }

    [Fact]
    public void Several_findings_of_a_rule_at_one_place_are_told_apart_whatever_they_say()
    {
        Ruleset twice = Lint.Rules("rules: {two: {given: $.info, message: '{{error}}', then: [{field: title, function: truthy}, {field: version, function: truthy}]}}");
        IReadOnlyList<Finding> findings = Lint.Run(twice, "openapi: 3.1.0\ninfo: {}\n");

        findings.Select(finding => finding.Pointer).ShouldBe(["/info", "/info"]);
        findings.Select(finding => finding.Fingerprint).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void The_same_pointer_in_another_file_is_another_place()
    {
        Ruleset titles = Lint.Rules("rules: {title: {given: '$.components.schemas[*]', then: {field: title, function: truthy}}}");
        string Root(string reference) => $"openapi: 3.1.0\ncomponents: {{schemas: {{A: {{}}, B: {{$ref: '{reference}'}}}}}}\n";
        DocumentBundle Load(string folder) => DocumentBundle.Load(
            folder + "openapi.yaml",
            path => path == folder + "openapi.yaml" ? Encoding.UTF8.GetBytes(Root("parts/common.yaml#/components/schemas/A")) : path == folder + "parts/common.yaml" ? "components: {schemas: {A: {}}}"u8.ToArray() : (ReadOnlyMemory<byte>?)null);

        Finding[] findings = [.. Linter.Lint(Load(""), titles)];
        findings.Select(finding => finding.Pointer).ShouldBe(["/components/schemas/A", "/components/schemas/A"]);
        findings[1].Identity.ShouldBe("parts/common.yaml#/components/schemas/A");
        findings.Select(finding => finding.Fingerprint).Distinct().Count().ShouldBe(2);
        // From where the tool was started does not matter.
        Linter.Lint(Load("apis/orders/"), titles).Select(finding => finding.Fingerprint).ShouldBe(findings.Select(finding => finding.Fingerprint));
    }

    [Fact]
    public void Items_with_one_name_and_items_without_keep_their_order()
    {
        Ruleset rule = Lint.Rules("rules: {x: {given: '$.list[*]', then: {field: x, function: truthy}}}");
        Lint.Run(rule, "openapi: 3.1.0\nlist: [{name: a}, {name: a}, {deep: {}}, {$ref: '#/info'}, {n: 1, m: 2}]\ninfo: {}").Select(finding => finding.Identity)
            .ShouldBe(["/list/[a]", "/list/[a]2", "/list/[deep]", null, "/list/[4]"], ignoreOrder: true);
    }

    private static IReadOnlyList<Finding> Run(string contract) => Lint.Run(Descriptions, contract);

    private static string[] Prints(string contract) => [.. Run(contract).Select(finding => finding.Fingerprint)];
}
