using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Linting.Tests.OpenApiRules;

/// <summary>What Spectral cannot be asked about: several files, schemas without end, names in exported copies.</summary>
public sealed class OpenApiFunctionTests
{
    private const string Head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n";

    private static readonly Ruleset All = Lint.Rules("extends: [[spectral:oas, all]]");

    [Fact]
    public void An_exported_copy_of_the_ruleset_says_the_same()
    {
        string copy = File.ReadAllText(RepositoryPaths.At("src/ApiGovernance.Linting/BuiltIn/spectral-oas.yaml"));
        RulesetReadResult read = Lint.Read("extends: [[./copy.yaml, all]]", ("copy.yaml", copy));
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        string contract = File.ReadAllText(RepositoryPaths.At("tests/ApiGovernance.Linting.Tests/OpenApiRules/cases/openapi30-document.yaml"));
        Lint.Run(read.Ruleset, contract).Select(finding => finding.ToString()).ShouldBe(Lint.Run(All, contract).Select(finding => finding.ToString()));
    }

    [Fact]
    public void What_runs_by_itself_is_what_Spectral_recommends()
    {
        string[] off = [.. All.RuleIds.Except(Lint.Rules("extends: spectral:oas").RuleIds).Order(StringComparer.Ordinal)];
        off.ShouldBe(
        [
            "contact-properties", "info-license", "license-url", "oas2-host-not-example", "oas2-parameter-description", "oas3-parameter-description",
            "oas3-server-not-example.com", "openapi-tags", "openapi-tags-alphabetical", "operation-singular-tag", "tag-description",
        ]);
        All.RuleIds.Count.ShouldBe(57);
    }

    [Fact]
    public void A_component_that_another_file_uses_is_used()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal)
        {
            ["api.yaml"] = Head + "components:\n  schemas:\n    A: {type: string}\n    B: {type: string}\n    C: {$ref: 'other.yaml#/D'}\n",
            ["other.yaml"] = "D: {type: object, properties: {a: {$ref: 'api.yaml#/components/schemas/A'}}}\n",
        };
        DocumentBundle bundle = DocumentBundle.Load("api.yaml", path => files.TryGetValue(path, out string? text) ? Encoding.UTF8.GetBytes(text) : null);
        Linter.Lint(bundle, All).Where(finding => finding.RuleId == "oas3-unused-component").Select(finding => finding.Pointer)
            .ShouldBe(["/components/schemas/B", "/components/schemas/C"]);
    }

    [Fact]
    public void An_example_is_found_in_the_file_that_it_is_written_in()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal)
        {
            ["api.yaml"] = Head + "components:\n  schemas:\n    A: {$ref: 'other.yaml#/A'}\n",
            ["other.yaml"] = "A:\n  type: integer\n  example: x\n",
        };
        DocumentBundle bundle = DocumentBundle.Load("api.yaml", path => files.TryGetValue(path, out string? text) ? Encoding.UTF8.GetBytes(text) : null);
        Finding finding = Linter.Lint(bundle, All).Where(found => found.RuleId == "oas3-valid-schema-example").ShouldHaveSingleItem();
        (finding.Source!.File, finding.Source.Line, finding.Pointer).ShouldBe(("other.yaml", 3, "/A/example"));
        finding.Message.ShouldBe("The example does not fit its schema: The value must be of type integer.");
    }

    [Theory]
    [InlineData("A: {type: object, allOf: [{$ref: '#/components/schemas/A'}], example: {}}")]
    [InlineData("A: {type: object, anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/A'}], example: {}}")]
    public void A_schema_without_end_is_told_as_not_checked(string schema) =>
        SchemaExample(schema).ShouldHaveSingleItem().ShouldBe(
            "The example could not be checked against its schema: its schema takes too many steps, or refers to itself without end.");

    [Fact]
    public void Alternatives_that_multiply_end()
    {
        StringBuilder schemas = new();
        for (int i = 0; i < 40; i++)
            schemas.Append($"    A{i}: {{anyOf: [{{allOf: [{{$ref: '#/components/schemas/A{i + 1}'}}, false]}}, {{$ref: '#/components/schemas/A{i + 1}'}}]}}\n");
        schemas.Append("    A40: {type: string}\n    Top: {type: object, properties: {a: {$ref: '#/components/schemas/A0'}}, example: {a: 5}}\n");
        Examples(schemas.ToString()).ShouldHaveSingleItem().ShouldContain("could not be checked");
    }

    [Fact]
    public void Examples_of_3_2_are_data_values_too()
    {
        const string Contract = """
            openapi: 3.2.0
            info: {title: T, version: '1'}
            paths:
              /a:
                get:
                  responses:
                    '200':
                      description: OK
                      content:
                        application/json:
                          schema: {type: integer}
                          examples:
                            data: {dataValue: x}
                            text: {serializedValue: x}
                            good: {dataValue: 1}
            """;
        Lint.Run(All, Contract).Where(finding => finding.RuleId == "oas3-valid-media-example").ShouldHaveSingleItem()
            .Pointer.ShouldEndWith("/examples/data/dataValue");
    }

    [Theory]
    [InlineData("oasExample", "functionOptions: {oasVersion: 4, schemaField: $, type: schema}", "`oasVersion` must be 2 or 3.")]
    [InlineData("oasExample", "functionOptions: {oasVersion: 3, schemaField: $, type: both}", "`type` must be media or schema.")]
    [InlineData("oasSecurityDefined", "functionOptions: {}", "`oasVersion` must be 2 or 3.")]
    [InlineData("unreferencedReusableObject", "functionOptions: {reusableObjectsLocation: definitions}", "such as `#/definitions`")]
    public void Wrong_options_are_told(string function, string options, string problem) =>
        Lint.Read($"rules: {{a: {{given: $, then: {{function: {function}, {options}}}}}}}").Findings.ShouldHaveSingleItem().Message.ShouldContain(problem);

    private static List<string> SchemaExample(string schema) => Examples("    " + schema + "\n");

    private static List<string> Examples(string schemas) =>
        [.. Lint.Run(All, Head + "components:\n  schemas:\n" + schemas).Where(finding => finding.RuleId == "oas3-valid-schema-example").Select(finding => finding.Message)];
}
