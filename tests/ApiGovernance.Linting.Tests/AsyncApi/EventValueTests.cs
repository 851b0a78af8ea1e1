using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.AsyncApi;

/// <summary>What documents say about values and schemas in ways that are easily got wrong.</summary>
public sealed class EventValueTests
{
    [Fact]
    public void A_message_is_judged_with_its_traits_applied_in_their_order()
    {
        // The last trait wins: `n` is a number, and the own schema's required member is gone.
        IReadOnlyList<Finding> findings = Run("asyncapi-message-examples", """
            asyncapi: 2.6.0
            channels:
              a:
                subscribe:
                  message:
                    payload: {type: object, required: [id], properties: {n: {type: string}}}
                    traits:
                      - payload: {required: null, properties: {n: {type: boolean}}}
                      - payload: {properties: {n: {type: number}}}
                    examples:
                      - payload: {n: 1}
                      - payload: {n: true}
            """);
        Finding finding = findings.ShouldHaveSingleItem();
        finding.Pointer.ShouldBe("/channels/a/subscribe/message/examples/1/payload/n");
        finding.Source!.Line.ShouldBe(12);
    }

    [Fact]
    public void A_schema_that_contains_itself_in_a_trait_ends()
    {
        IReadOnlyList<Finding> findings = Run("asyncapi-message-examples", """
            asyncapi: 2.6.0
            channels:
              a:
                subscribe:
                  message:
                    payload: {$ref: '#/components/schemas/Tree'}
                    traits:
                      - payload: {$ref: '#/components/schemas/Tree'}
                    examples:
                      - payload: {children: [{children: 5}]}
            components:
              schemas:
                Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
            """);
        findings.ShouldHaveSingleItem().Pointer.ShouldBe("/channels/a/subscribe/message/examples/0/payload/children/0/children");
    }

    [Fact]
    public void A_schema_in_another_format_that_is_none_is_told_where_the_example_is()
    {
        Finding finding = Run("asyncapi-message-examples", """
            asyncapi: 2.6.0
            channels:
              a:
                subscribe:
                  message:
                    schemaFormat: application/vnd.apache.avro;version=1.9.0
                    payload: {type: record, fields: []}
                    examples: [{payload: 5}]
            """).ShouldHaveSingleItem();
        finding.Message.ShouldStartWith("The schema of this value cannot be used");
        finding.Pointer.ShouldBe("/channels/a/subscribe/message/examples/0/payload");
    }

    [Theory]
    [InlineData(75, "asyncapi-schema")]
    [InlineData(1200, "ruleset-rule-not-run")]
    public void Depth_is_judged_or_the_rule_says_that_it_did_not_run(int levels, string found)
    {
        // Each schema has the next in a property, three levels further down; nothing in it refers to itself.
        IEnumerable<string> schemas = Enumerable.Range(0, levels / 3).Select(i => $"    s{i}: {{properties: {{p: {{items: {{$ref: '#/components/schemas/s{i + 1}'}}}}}}}}");
        IReadOnlyList<Finding> findings = Run("asyncapi-schema", $"asyncapi: 2.6.0\ninfo: {{title: T, version: '1'}}\nchannels: {{}}\ncomponents:\n  schemas:\n{string.Join('\n', schemas)}\n    s{levels / 3}: {{type: 5}}\n");
        findings.Select(finding => finding.RuleId).Distinct().ShouldBe([found]);
    }

    [Theory]
    [InlineData("2.9.0", 0)]
    [InlineData("3.9.0", 1)]
    [InlineData("3.0.4", 2)]
    public void A_version_that_came_later_is_measured_by_the_newest_of_3_and_else_not_at_all(string version, int count)
    {
        // 3.0.4 is none of the published versions, so its number is wrong as well.
        string document = $"asyncapi: {version}\ninfo: {{title: 5, version: '1'}}\nchannels: {{}}\n";
        (Run("asyncapi-schema", document).Count + Run("asyncapi-3-document-resolved", document).Count).ShouldBe(count);
    }

    [Fact]
    public void An_error_in_a_file_that_is_referred_to_stands_in_that_file()
    {
        DocumentBundle bundle = DocumentBundle.Load(
            "events.yaml",
            path => path switch
            {
                "events.yaml" => "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\nchannels:\n  a: {$ref: 'channels.yaml#/a'}\n"u8.ToArray(),
                "channels.yaml" => "a:\n  address: x\n  colour: red\n"u8.ToArray(),
                _ => (ReadOnlyMemory<byte>?)null,
            });
        Finding finding = Linter.Lint(bundle, Rule("asyncapi-3-document-resolved")).ShouldHaveSingleItem();
        (finding.Source!.File, finding.Source.Line, finding.Pointer).ShouldBe(("channels.yaml", 3, "/a/colour"));
    }

    private static IReadOnlyList<Finding> Run(string rule, string document) => Lint.Run(Rule(rule), document);

    private static Ruleset Rule(string rule) => Lint.Rules($"extends: [[spectral:asyncapi, off]]\nrules: {{{rule}: true}}");
}
