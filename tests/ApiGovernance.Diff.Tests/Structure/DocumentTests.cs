using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Structure;

/// <summary>Servers, named schemas, examples, extensions, the version: what belongs to the document.</summary>
public sealed class DocumentTests
{
    [Theory]
    [InlineData("[{url: 'https://a'}]", "[{url: 'https://a'}, {url: 'https://b'}]", "I:api-server-added", "I:api-server-removed")]
    [InlineData("[{url: 'https://a'}]", "[{url: 'https://b'}]", "I:api-server-url-changed", "I:api-server-url-changed")]
    [InlineData("[{url: 'https://a'}]", "[{url: 'https://a/', description: other}]", "", "")]
    [InlineData("[{url: 'https://a'}, {url: 'https://b'}]", "[{url: 'https://b'}, {url: 'https://a'}]", "", "")]
    [InlineData("[{url: 'https://{r}.a', variables: {r: {default: eu, enum: [eu, us]}}}]", "[{url: 'https://{r}.a', variables: {r: {default: eu, enum: [eu]}}}]", "W:api-server-variable-value-removed", "I:api-server-variable-value-added")]
    [InlineData("[{url: 'https://{r}.a', variables: {r: {default: eu}}}]", "[{url: 'https://{r}.a', variables: {r: {default: eu, enum: [eu]}}}]", "W:api-server-variable-value-removed", "I:api-server-variable-value-added")]
    [InlineData("[{url: 'https://{r}.a', variables: {r: {default: eu}}}]", "[{url: 'https://{r}.a', variables: {r: {default: us}}}]", "I:api-server-variable-default-changed", "I:api-server-variable-default-changed")]
    [InlineData("[{url: 'https://{r}.a', variables: {r: {default: eu}}}]", "[{url: 'https://eu.a'}]", "", "")]
    public void Servers_of_the_document_and_of_an_operation(string before, string after, string forward, string backward)
    {
        Expect.Changes(Operation("summary: x", $"servers: {before}"), Operation("summary: x", $"servers: {after}"), forward, backward);
        Expect.Changes(Operation($"servers: {before}"), Operation($"servers: {after}"), forward, backward);
        Compare(Operation($"servers: {before}"), Operation($"servers: {after}")).Findings.ShouldAllBe(finding => finding.Message.StartsWith("`GET /orders` is served elsewhere: the ") && finding.Operation == "GET /orders");
    }

    [Theory]
    [InlineData("components: {schemas: {A: {type: string}, B: {type: string}}}", "components: {schemas: {A: {type: string}}}", "I:api-schema-removed", "")]
    [InlineData("components: {schemas: {A: {type: string, example: a}}}", "components: {schemas: {A: {type: string, example: b}}}", "I:examples-changed", "I:examples-changed")]
    [InlineData("components: {schemas: {A: {properties: {example: {type: string}}}}}", "components: {schemas: {A: {properties: {example: {type: integer}}}}}", "", "")]
    [InlineData("components: {schemas: {A: {x-canonical: order}}}", "components: {schemas: {A: {x-canonical: invoice}}}", "I:extension-changed", "I:extension-changed")]
    [InlineData("x-apigov-domain: sales", "x-apigov-domain: retail", "I:extension-changed", "I:extension-changed")]
    [InlineData("x-logo: a", "x-logo: b", "", "")]
    public void Named_parts_and_extensions(string before, string after, string forward, string backward) =>
        Expect.Changes(Operation("summary: x", before), Operation("summary: x", after), forward, backward);

    [Fact]
    public void Examples_are_one_finding_for_an_operation_and_ask_for_a_patch_only()
    {
        ApiContract With(string one, string two) => Operation($"x-apigov-a: 1\nparameters: [{{name: p, in: query, example: {one}}}, {{name: q, in: query, examples: {{n: {{value: {two}}}}}}}]");
        DiffResult result = Expect.Change(With("a", "b"), With("c", "d"), "I:examples-changed");
        result.Findings.ShouldHaveSingleItem().Operation.ShouldBe("GET /orders");
        result.RequiredBump.ShouldBe(VersionBump.Patch);
        Expect.Change(Operation("x-apigov-a: 1"), Operation("x-apigov-a: 2"), "I:extension-changed");
    }

    [Theory]
    [InlineData("1.2.0", "1.2.0", "api-version-not-bumped")]
    [InlineData("1.2.0", "1.1.0", "api-version-decreased")]
    [InlineData("1.2.0", "1.3.0", "api-major-version-not-bumped")]
    [InlineData("1.2.0", "1.2.1", "api-major-version-not-bumped")]
    [InlineData("1.2.0", "2.0.0", null)]
    [InlineData("v1", "v2", null)]
    [InlineData("0.2.0", "0.3.0", null)]
    [InlineData("0.2.0", "0.2.1", "api-major-version-not-bumped")]
    [InlineData("spring", "summer", null)]
    public void The_version_is_held_against_what_breaks(string before, string after, string? id)
    {
        ApiContract At(string version, string parameters) => Read($"openapi: 3.1.0\ninfo: {{title: T, version: '{version}'}}\npaths: {{/a: {{get: {{parameters: [{parameters}], responses: {{'204': {{description: ok}}}}}}}}}}\n");
        string[] Versions(ApiContract one, ApiContract other) =>
            [.. ContractDiff.Compare(one, other, CompatibilityPolicy.Default).Findings.Where(finding => finding.Severity == Severity.Info && finding.Pointer == "/info/version").Select(finding => finding.RuleId)];

        Versions(At(before, ""), At(after, "{name: q, in: query, required: true}")).ShouldBe(id is null ? [] : [id]);
        // Nothing breaks: the version may be what it likes.
        Versions(At(before, ""), At(after, "{name: q, in: query}")).ShouldBeEmpty();
    }

    [Fact]
    public void A_part_that_cannot_be_read_is_part_of_the_verdict()
    {
        const string Good = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      responses: {'204': {description: ok}}\n", Bad = "  /b:\n    get:\n      parameters: none\n      responses: {'204': {description: ok}}\n";
        ApiContract good = Read(Good + Bad.Replace("parameters: none", "summary: x", StringComparison.Ordinal)), bad = Read(Good + Bad);

        foreach ((ApiContract before, ApiContract after, string side) in new[] { (good, bad, "in the revision"), (bad, good, "in the base"), (bad, bad, "on both sides") })
        {
            DiffResult result = Compare(before, after);
            Finding unread = result.NotCompared.ShouldHaveSingleItem();
            unread.RuleId.ShouldBe("part-not-read");
            unread.Message.ShouldStartWith($"openapi.yaml:9 ({side}) was not compared because it could not be read: ");
            unread.Source!.Line.ShouldBe(9);
            result.Verdict.ShouldBe(DiffVerdict.Undecided);
            result.RequiredBump.ShouldBe(VersionBump.Major);
        }

        ContractDiff.Compare(good, bad, new CompatibilityPolicy { UndecidedBreaks = false }).NotCompared.ShouldAllBe(finding => finding.Severity == Severity.Warning);
    }

    [Fact]
    public void A_shared_part_has_one_finding_with_every_operation()
    {
        const string Text = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            components:
              parameters: {Limit: {name: limit, in: query, required: REQUIRED, schema: {type: integer}}}
            paths:
              /a: {get: {parameters: [{$ref: '#/components/parameters/Limit'}], responses: {'204': {description: ok}}}}
              /b: {get: {parameters: [{$ref: '#/components/parameters/Limit'}], responses: {'204': {description: ok}}}}
            """;
        DiffResult result = Expect.Change(
            Read(Text.Replace("REQUIRED", "false", StringComparison.Ordinal)), Read(Text.Replace("REQUIRED", "true", StringComparison.Ordinal)), "E:request-parameter-became-required");
        Finding finding = result.Findings.ShouldHaveSingleItem();
        finding.Operations.ShouldBe(["GET /a", "GET /b"]);
        finding.Operation.ShouldBeNull();
        finding.Message.ShouldBe("`GET /a` (and `GET /b`) requires the query parameter `limit`.");
        finding.Pointer.ShouldBe("/components/parameters/Limit");
        finding.BaseSource.ShouldNotBeNull().Line.ShouldBe(4);
    }

    [Fact]
    public void A_finding_keeps_its_name_when_lines_move_parameters_are_renamed_or_reordered()
    {
        const string Text = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /orders/{ID}:
                get:
                  parameters: [{name: ID, in: path, required: true, schema: {type: string}}, {name: q, in: query, REQUIRED}]
                  responses: {'204': {description: ok}}
            """;
        string Fingerprint(string text, string id) => Only(Compare(
            Read(text.Replace("REQUIRED", "required: false", StringComparison.Ordinal)), Read(text.Replace("REQUIRED", "required: true", StringComparison.Ordinal))), id).Fingerprint;

        string first = Fingerprint(Text.Replace("ID", "id", StringComparison.Ordinal), "request-parameter-became-required");
        string moved = Text.Replace("paths:", "tags: []\npaths:", StringComparison.Ordinal).Replace("ID", "orderId", StringComparison.Ordinal)
            .Replace("parameters: [", "parameters: [{name: z, in: query}, ", StringComparison.Ordinal);
        Fingerprint(moved, "request-parameter-became-required").ShouldBe(first);
    }
}
