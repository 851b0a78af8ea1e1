using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

public sealed class ContractDiffTests
{
    /// <summary>Change in the body schema of POST /orders: base, revision, expected breaking id (null: none), and whether it is proven.</summary>
    public static TheoryData<string, string, string?, bool> RequestSchemas => new()
    {
        { "{type: object, properties: {a: {type: string}}}", "{type: object, required: [a], properties: {a: {type: string}}}", "request-property-became-required", true },
        { "{type: object, properties: {}}", "{type: object, required: [b], properties: {b: {type: string}}}", "new-required-request-property", true },
        { "{type: object, properties: {a: {enum: [x, y]}}}", "{type: object, properties: {a: {enum: [x]}}}", "request-property-enum-value-removed", true },
        { "{type: object, properties: {a: {enum: [x]}}}", "{type: object, properties: {a: {enum: [x, y]}}}", null, false },
        { "{type: object, properties: {a: {const: x}}}", "{type: object, properties: {a: {enum: [x]}}}", null, false },
        { "{type: object, properties: {a: {type: integer}}}", "{type: object, properties: {a: {type: string}}}", "request-property-type-changed", true },
        { "{type: object, properties: {a: {type: integer}}}", "{type: object, properties: {a: {type: number}}}", null, false },
        { "{type: object, properties: {a: {type: number}}}", "{type: object, properties: {a: {type: integer}}}", "request-property-type-specialized", true },
        { "{type: object, properties: {a: {type: [string, 'null']}}}", "{type: object, properties: {a: {type: string}}}", "request-property-became-not-nullable", true },
        { "{type: object, properties: {a: {type: integer, maximum: 10}}}", "{type: object, properties: {a: {type: integer, maximum: 5}}}", "request-property-max-decreased", true },
        { "{type: object, properties: {a: {type: integer, maximum: 5}}}", "{type: object, properties: {a: {type: integer, maximum: 10}}}", null, false },
        { "{type: object, properties: {a: {type: integer, minimum: 1}}}", "{type: object, properties: {a: {type: integer, minimum: 2}}}", "request-property-min-increased", true },
        { "{type: object, properties: {a: {type: integer, maximum: 5}}}", "{type: object, properties: {a: {type: integer, exclusiveMaximum: 5}}}", "request-property-max-decreased", true },
        { "{type: object, properties: {a: {type: string, maxLength: 9}}}", "{type: object, properties: {a: {type: string, maxLength: 4}}}", "request-property-max-length-decreased", true },
        { "{type: object, properties: {a: {type: string}}}", "{type: object, properties: {a: {type: string, pattern: '^[0-9]+$'}}}", "request-property-pattern-added", true },
        { "{type: object, properties: {a: {type: string}}}", "{type: object, additionalProperties: false, properties: {a: {type: string}}}", "request-body-additional-properties-closed", false },
        { "{type: array, items: {type: object, properties: {q: {type: string}}}}", "{type: array, items: {type: object, required: [q], properties: {q: {type: string}}}}", "request-property-became-required", true },
        { "{allOf: [{type: object, properties: {a: {type: string}}}, {required: [a]}]}", "{type: object, required: [a], properties: {a: {type: string}}}", null, false },
        { "{type: object, properties: {a: {readOnly: true, type: string}}}", "{type: object, required: [a], properties: {a: {readOnly: true, type: string}}}", null, false },
        { "{type: object, title: Old, properties: {a: {type: string, description: x}}}", "{type: object, title: New, properties: {a: {type: string, example: y}}}", null, false },
    };

    [Theory]
    [MemberData(nameof(RequestSchemas))]
    public void A_request_schema_must_not_become_narrower(string before, string after, string? breaking, bool proven)
    {
        DiffResult result = Compare(Contract(before, "{type: object}"), Contract(after, "{type: object}"));

        result.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.RuleId).Distinct().ShouldBe(breaking is null ? [] : [breaking]);
        result.Verdict.IsBreaking().ShouldBe(breaking is not null);
        if (proven)
            result.Findings.First(finding => finding.RuleId == breaking).Witness.ShouldNotBeNull().ShouldStartWith("POST /orders with the body ");
    }

    public static TheoryData<string, string, string?> ResponseSchemas => new()
    {
        { "{type: object, required: [a], properties: {a: {type: string}}}", "{type: object, properties: {a: {type: string}}}", "response-property-became-optional" },
        { "{type: object, required: [a], properties: {a: {type: string}}}", "{type: object, properties: {}}", "response-required-property-removed" },
        { "{type: object, properties: {a: {type: string}}}", "{type: object, properties: {a: {type: [string, 'null']}}}", "response-property-became-nullable" },
        { "{type: object, properties: {a: {type: integer, maximum: 5}}}", "{type: object, properties: {a: {type: integer, maximum: 6}}}", "response-property-max-increased" },
        { "{type: object, properties: {a: {type: string, maxLength: 5}}}", "{type: object, properties: {a: {type: string}}}", "response-property-max-length-unset" },
        { "{type: object, properties: {a: {type: string}}}", "{type: object, properties: {a: {type: string}, b: {type: string}}}", null },
        { "{type: object, properties: {a: {type: string}}}", "{type: object, required: [a], properties: {a: {type: string}}}", null },
    };

    [Theory]
    [MemberData(nameof(ResponseSchemas))]
    public void A_response_schema_must_not_become_wider(string before, string after, string? breaking)
    {
        DiffResult result = Compare(Contract("{type: object}", before), Contract("{type: object}", after));
        result.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.RuleId).ShouldBe(breaking is null ? [] : [breaking]);
    }

    [Fact]
    public void A_sentence_says_what_is_no_longer_accepted_and_where()
    {
        DiffResult result = Compare(
            Contract("{type: object, properties: {channel: {enum: [web, fax]}}}", "{type: object}"),
            Contract("{type: object, properties: {channel: {enum: [web]}}}", "{type: object}"));

        Finding finding = result.Findings.ShouldHaveSingleItem();
        finding.Message.ShouldBe("`POST /orders` no longer accepts \"fax\" for request property `channel`.");
        finding.Witness.ShouldBe("""POST /orders with the body {"channel":"fax"} was accepted and is refused now, at /channel""");
        finding.Operation.ShouldBe("POST /orders");
        finding.Source!.File.ShouldBe("openapi.yaml");
        finding.Source.Line.ShouldBe(10);
        result.RequiredBump.ShouldBe(VersionBump.Major);
    }

    [Fact]
    public void Operations_are_matched_by_shape_and_a_removed_one_breaks()
    {
        string template = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: 'https://x/SERVER'}]\npaths:\n  PATH:\n    get: {responses: {'200': {description: ok}}}\n";
        ApiContract old = Read(template.Replace("PATH", "/orders/{id}", StringComparison.Ordinal));

        Ids(Compare(old, Read(template.Replace("PATH", "/orders/{orderId}/", StringComparison.Ordinal)))).ShouldBe(["I:api-path-parameter-renamed", "I:api-path-spelling-changed"]);
        DiffResult gone = Compare(old, Read(template.Replace("PATH", "/baskets", StringComparison.Ordinal)));
        gone.Findings.Select(finding => finding.RuleId).ShouldBe(["api-path-removed-without-deprecation", "endpoint-added"], ignoreOrder: true);
        gone.Verdict.IsBreaking().ShouldBeTrue();
    }

    [Fact]
    public void What_cannot_be_judged_is_undecided_never_compatible()
    {
        // Numbers beyond what is reckoned with.
        DiffResult result = Compare(Contract("{type: number, maximum: 1e300}", "{}"), Contract("{type: number, maximum: 1e299}", "{}"));
        result.Verdict.ShouldBe(DiffVerdict.Undecided);
        result.Findings.ShouldBeEmpty();
        result.NotCompared.ShouldHaveSingleItem().Message.ShouldBe("`POST /orders` has a request that differs in keywords that work together; that could not be decided.");
    }

    [Fact]
    public void A_policy_replaces_severities_and_switches_changes_off()
    {
        CompatibilityPolicyReadResult policy = CompatibilityPolicy.Read(DocumentReader.Read("policy.yaml", Encoding.UTF8.GetBytes("""
            apiVersion: apigovernance/v1
            kind: CompatibilityPolicy
            metadata: {name: x}
            spec:
              severities: {request-property-enum-value-removed: warning, request-property-max-decreased: "off", x: loud}
            """)));
        policy.Findings.ShouldHaveSingleItem().Source!.Line.ShouldBe(5);
        ApiContract before = Contract("{type: object, properties: {a: {enum: [x, y]}, b: {type: integer, maximum: 9}}}", "{}");
        ApiContract after = Contract("{type: object, properties: {a: {enum: [x]}, b: {type: integer, maximum: 5}}}", "{}");

        DiffResult result = ContractDiff.Compare(before, after, policy.Policy);
        result.Findings.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
        result.Verdict.ShouldBe(DiffVerdict.Compatible);
    }

    [Fact]
    public void Recursive_schemas_end()
    {
        string contract = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /tree:
                post:
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
                  responses: {'200': {description: ok}}
            components:
              schemas:
                Node: {type: object, properties: {name: {type: string, maxLength: 9}, children: {type: array, items: {$ref: '#/components/schemas/Node'}}}}
            """;
        DiffResult result = Compare(Read(contract), Read(contract.Replace("maxLength: 9", "maxLength: 8", StringComparison.Ordinal)));
        result.Findings.ShouldHaveSingleItem().RuleId.ShouldBe("request-property-max-length-decreased");
    }
}
