using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>Which documents are of which formats, in each spelling that rulesets have.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("swagger: '2.0'", "oas2")]
    [InlineData("swagger: 2.0", "oas2")]
    [InlineData("openapi: 3.0.3", "oas3 oas3_0")]
    [InlineData("openapi: 3.1.0", "oas3 oas3_1")]
    [InlineData("openapi: 3.2.0", "oas3 oas3_2")]
    [InlineData("openapi: '3'", "oas3")]
    [InlineData("openapi: 3.10.0", "oas3")]
    [InlineData("openapi: 4.0.0", "")]
    [InlineData("asyncapi: 2.0.0", "aas2 aas2_0")]
    [InlineData("asyncapi: 2.6.0", "aas2 aas2_6")]
    [InlineData("asyncapi: 3.0.0", "aas3 aas3_0")]
    [InlineData("asyncapi: 3.1.0", "aas3 aas3_1")]
    [InlineData("arazzo: 1.0.1", "arazzo1 arazzo1_0")]
    [InlineData("$schema: http://json-schema.org/schema", "json-schema json-schema-loose")]
    [InlineData("$schema: http://json-schema.org/draft-04/schema#", "json-schema json-schema-loose json-schema-draft4")]
    [InlineData("$schema: http://json-schema.org/draft-06/hyper-schema", "json-schema json-schema-loose json-schema-draft6")]
    [InlineData("$schema: https://json-schema.org/draft-07/schema", "json-schema json-schema-loose json-schema-draft7")]
    [InlineData("$schema: https://json-schema.org/draft/2019-09/schema", "json-schema json-schema-loose json-schema-2019-09")]
    [InlineData("$schema: https://json-schema.org/draft/2020-12/schema#", "json-schema json-schema-loose json-schema-2020-12")]
    [InlineData("type: object", "json-schema-loose")]
    [InlineData("type: [string, 'null']", "json-schema-loose")]
    [InlineData("type: thing", "")]
    [InlineData("enum: [a]", "json-schema-loose")]
    [InlineData("allOf: [{}]", "json-schema-loose")]
    [InlineData("not: {}", "json-schema-loose")]
    [InlineData("not: true", "")]
    [InlineData("title: x", "")]
    [InlineData("[a]", "")]
    public void A_document_is_of_formats(string document, string formats) =>
        string.Join(" ", RuleFormats.Names(RuleFormats.Of(DocumentReader.Read("x.yaml", Encoding.UTF8.GetBytes(document)).Root))).ShouldBe(formats);

    [Theory]
    [InlineData("oas3.0", "oas3_0")]
    [InlineData("oas3_1", "oas3_1")]
    [InlineData("asyncapi2", "aas2")]
    [InlineData("asyncApi2", "aas2")]
    [InlineData("asyncapi3", "aas3")]
    [InlineData("arazzo1.0", "arazzo1_0")]
    [InlineData("json-schema-draft7", "json-schema-draft7")]
    [InlineData("jsonSchemaDraft7", "json-schema-draft7")]
    [InlineData("jsonSchemaLoose", "json-schema-loose")]
    [InlineData("json-schema-draft-2019-09", "json-schema-2019-09")]
    [InlineData("json-schema-2019-09", "json-schema-2019-09")]
    [InlineData("jsonSchemaDraft2020_12", "json-schema-2020-12")]
    [InlineData("oas9", "")]
    [InlineData("", "")]
    public void A_format_has_spellings(string written, string name) => string.Join(" ", RuleFormats.Names(RuleFormats.Find(written))).ShouldBe(name);

    [Fact]
    public void A_rule_runs_on_documents_of_its_formats_and_one_without_on_all()
    {
        Ruleset ruleset = Lint.Rules("""
            formats: [oas3]
            rules:
              inherits: {given: $.info, then: {function: falsy}}
              own: {formats: [oas2, oas3.1], given: $.info, then: {function: falsy}}
              never: {formats: [], given: $.info, then: {function: falsy}}
            """);
        RulesetCase.Findings(ruleset, contract: "openapi: 3.0.0\ninfo: {a: 1}").ShouldBe("W:inherits");
        RulesetCase.Findings(ruleset, contract: "openapi: 3.1.0\ninfo: {a: 1}").ShouldBe("W:inherits W:own");
        RulesetCase.Findings(ruleset, contract: "swagger: '2.0'\ninfo: {a: 1}").ShouldBe("W:own");
        RulesetCase.Findings("rules: {any: {given: $.info, then: {function: falsy}}}", contract: "anything: true\ninfo: {a: 1}").ShouldBe("W:any");
    }

    [Fact]
    public void A_document_of_no_format_is_told_once_and_rules_without_formats_still_run()
    {
        const string Rules = "formats: [oas2]\nrules: {a: {given: $.info, then: {function: falsy}}, b: {formats: [json-schema-draft7], given: $.info, then: {function: falsy}}}";
        DocumentBundle bundle = DocumentBundle.FromBytes("x.yaml", Encoding.UTF8.GetBytes("openapi: 3.0.0\ninfo: {a: 1}\n"));
        Finding finding = Linter.Lint(bundle, Lint.Rules(Rules)).ShouldHaveSingleItem();
        (finding.RuleId, finding.Severity, finding.Source!.Line).ShouldBe(("unrecognized-format", Severity.Warning, 1));
        finding.Message.ShouldBe("The provided document does not match any of the registered formats [OpenAPI 2.0 (Swagger), JSON Schema Draft 7]");

        RulesetCase.Findings("rules: {a: {formats: [oas2], given: $.info, then: {function: falsy}}, b: {given: $.info, then: {function: falsy}}}").ShouldBe("W:unrecognized-format W:b");
        // Of several rulesets, one that is for the document is enough.
        Linter.Run(bundle, [Lint.Rules(Rules), Lint.Rules("formats: [oas3]\nrules: {}")]).Findings.ShouldBeEmpty();
    }
}
