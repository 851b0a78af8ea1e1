using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Tests.Documents;

namespace ApiGovernance.OpenApi.Tests.Model;

public sealed class ToleranceTests
{
    private const string Head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";

    [Theory]
    [InlineData("a: 1\n b: 2", "document-syntax 2:3")]
    [InlineData("[]", "contract-not-an-object 1:1")]
    [InlineData("just text", "contract-not-an-object 1:1")]
    [InlineData("info: {}", "contract-version-missing 1:1")]
    [InlineData("openapi: 4.0.0", "contract-version-unknown 1:10")]
    [InlineData("openapi: [3]", "contract-version-unknown 1:10")]
    [InlineData("swagger: 1.2", "contract-version-unknown 1:10")]
    [InlineData("openapi: 3.0.0\npaths: []", "contract-paths 2:8")]
    public void What_is_no_api_document_is_refused(string text, string expected)
    {
        ContractReadResult result = ContractTexts.Read(text);

        result.IsFatal.ShouldBeTrue();
        result.Findings.Short().ShouldContain(expected);
        result.Findings.ShouldAllBe(f => f.Severity == Severity.Error && f.Kind == FindingKind.Document);
    }

    [Theory]
    [InlineData("''")]
    [InlineData("'#'")]
    public void The_whole_document_is_no_response(string reference)
    {
        ContractReadResult result = ContractTexts.Read(Head + "paths: {/a: {get: {responses: {'200': {$ref: " + reference + "}}}}}\n");

        result.Findings.Short().ShouldContain("reference-wrong-kind 3:46");
        result.Findings.Single(f => f.RuleId == "reference-wrong-kind").Message.ShouldContain("leads to the document, where a response object belongs");
    }

    [Fact]
    public void A_version_that_is_no_text_is_not_quoted() =>
        ContractTexts.Read("openapi: [3]").Findings.Single().Message.ShouldBe("'openapi' holds no version; those that can be read are 2.0, 3.0, 3.1 and 3.2.");

    [Theory]
    [InlineData("openapi: 3.10.0", ContractFormat.OpenApi32, "Error contract-version-guessed")]
    [InlineData("openapi: 3.0.0-rc2", ContractFormat.OpenApi30, "")]
    [InlineData("openapi: 3.0", ContractFormat.OpenApi30, "Warning contract-version-form")]
    [InlineData("openapi: 3.1", ContractFormat.OpenApi31, "Warning contract-version-form")]
    [InlineData("openapi: 3", ContractFormat.OpenApi30, "Warning contract-version-form")]
    [InlineData("openapi: '2.0'", ContractFormat.Swagger20, "Error contract-version-guessed")]
    [InlineData("swagger: 2", ContractFormat.Swagger20, "Warning contract-version-form")]
    [InlineData("swagger: '3.0.1'", ContractFormat.OpenApi30, "Error contract-version-guessed")]
    public void A_version_that_is_nearly_right_is_read_as_what_it_must_mean(string line, ContractFormat format, string expected)
    {
        ContractReadResult result = ContractTexts.Read(line + "\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: d}}}}}\n");

        result.Contract!.Format.ShouldBe(format);
        result.Contract.Operations.Count.ShouldBe(1);
        result.Findings.Select(f => $"{f.Severity} {f.RuleId}").ShouldBe(expected.Length == 0 ? [] : [expected]);
    }

    [Fact]
    public void An_unquoted_swagger_version_is_understood() =>
        ContractTexts.Clean("swagger: 2.0\ninfo: {title: T, version: 1}\npaths: {/a: {get: {responses: {}}}}").Format.ShouldBe(ContractFormat.Swagger20);

    [Fact]
    public void Missing_titles_are_errors_but_not_the_end()
    {
        ContractReadResult result = ContractTexts.Read("openapi: 3.0.0\ninfo:\n  title: ''\npaths: {/a: {get: {responses: {}}}}\n");

        result.Contract!.Operations.Count.ShouldBe(1);
        result.Findings.Short().ShouldBe(["contract-info 3:10", "contract-info 3:3"]);
        result.Contract.Findings.ShouldBe(result.Findings);
    }

    [Fact]
    public void Parts_that_are_wrong_are_left_out_and_the_rest_is_read()
    {
        ContractReadResult result = ContractTexts.Read(Head + """
            paths:
              orders: {get: {responses: {}}}
              /a:
                get: nonsense
                put: {responses: {ok: {description: x}, '200': []}, parameters: {}}
                post:
                  parameters: [{in: query}, {name: x}, {name: y, in: body}, 12, {name: fine, in: query, schema: {}}]
                  requestBody: {content: {application/json: text}}
                  security: [{nope: []}, 12]
              /b: 12
            """);

        result.Findings.Select(f => $"{f.Severity} {f.RuleId} {f.Source!.Line} {f.Pointer}").ShouldBe(
        [
            "Warning contract-path 4 /paths/orders",
            "Error contract-shape 6 /paths/~1a/get",
            "Error contract-shape 7 /paths/~1a/put/parameters",
            "Warning contract-response-status 7 /paths/~1a/put/responses/ok",
            "Error contract-shape 7 /paths/~1a/put/responses/200",
            "Error contract-parameter 9 /paths/~1a/post/parameters/0",
            "Error contract-parameter 9 /paths/~1a/post/parameters/1",
            "Error contract-parameter 9 /paths/~1a/post/parameters/2",
            "Error contract-shape 9 /paths/~1a/post/parameters/3",
            "Error contract-shape 10 /paths/~1a/post/requestBody/content/application~1json",
            "Error contract-security-undeclared 11 /paths/~1a/post/security/0/nope",
            "Error contract-shape 11 /paths/~1a/post/security/1",
            "Error contract-shape 12 /paths/~1b",
            "Warning contract-field-missing 9 /paths/~1a/post",
        ]);
        result.Contract!.Operations.Select(o => o.ToString()).ShouldBe(["PUT /a", "POST /a"]);
        result.Contract.Operations[1].Parameters.ShouldHaveSingleItem().Name.ShouldBe("fine");
    }

    [Fact]
    public void Ambiguous_paths_and_wrong_path_parameters_are_warnings()
    {
        ContractReadResult result = ContractTexts.Read(Head + """
            paths:
              /a/{x}:
                get: {operationId: same, parameters: [{name: x, in: path, required: true, schema: {}}], responses: {}}
              /a/{y}:
                get: {operationId: same, parameters: [{name: z, in: path, required: true, schema: {}}], responses: {}}
            """);

        result.Findings.Select(f => $"{f.Severity} {f.RuleId} {f.Source!.Line}:{f.Source.Column} {f.Operation}").ShouldBe(
        [
            "Warning contract-ambiguous-path 6:3 ",
            "Warning contract-path-parameter-undeclared 6:3 GET /a/{y}",
            "Warning contract-path-parameter-unused 6:3 GET /a/{y}",
            "Warning contract-duplicate-operation-id 7:24 GET /a/{y}",
        ]);
        result.Contract!.Operations.Count.ShouldBe(2);
    }

    [Fact]
    public void A_dangling_parameter_is_left_out_and_reported_once()
    {
        ContractReadResult result = ContractTexts.Read(Head + """
            paths:
              /a:
                get: {parameters: [{$ref: '#/components/parameters/Nope'}], responses: {}}
            """);

        result.Findings.Short().ShouldBe(["reference-unresolved 5:31"]);
        result.Contract!.Operations[0].Parameters.ShouldBeEmpty();
    }

    [Fact]
    public void A_document_without_operations_is_a_warning()
    {
        ContractReadResult result = ContractTexts.Read(Head + "paths: {}\n");

        result.Contract.ShouldNotBeNull();
        result.Findings.Short().ShouldBe(["contract-no-operations 3:8"]);
    }
}
