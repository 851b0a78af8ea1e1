using System.Text;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Tests;

/// <summary>Small contracts, and the comparison of two.</summary>
internal static class Contracts
{
    /// <summary>
    /// Compares twice: a result that differs from run to run fails every test. What is said of the version of a broken contract is left
    /// out, as every small contract is of version 1.
    /// </summary>
    public static DiffResult Compare(ApiContract before, ApiContract after)
    {
        DiffResult result = ContractDiff.Compare(before, after, CompatibilityPolicy.Default);
        ContractDiff.Compare(before, after, CompatibilityPolicy.Default).Findings.Select(finding => finding.ToString()).ShouldBe(result.Findings.Select(finding => finding.ToString()));
        return result with { Findings = [.. result.Findings.Where(finding => !finding.RuleId.StartsWith("api-version-", StringComparison.Ordinal))] };
    }

    /// <summary>Ids with their severity's first letter, e.g. <c>E:api-removed</c>.</summary>
    public static string[] Ids(DiffResult result) => [.. result.Findings.Select(finding => $"{finding.Severity.ToString()[0]}:{finding.RuleId}").Distinct()];

    public static Finding Only(DiffResult result, string id) => result.Findings.Where(finding => finding.RuleId == id).ShouldHaveSingleItem();

    /// <summary>POST /orders with a JSON body and a JSON answer.</summary>
    public static ApiContract Contract(string request, string response, string version = "3.1.0") => Read($"""
        openapi: {version}
        info: @title: T, version: '1'#
        paths:
          /orders:
            post:
              requestBody:
                content:
                  application/json:
                    schema:
                      {request}
              responses:
                '200':
                  description: ok
                  content: @application/json: @schema: {response}##
        """.Replace('@', '{').Replace('#', '}'));

    /// <summary>GET /orders with the members given in YAML flow style, e.g. <c>parameters: [...]</c>, one a line.</summary>
    public static ApiContract Operation(string members, string rest = "", string version = "3.1.0") => Read($$$"""
        openapi: {{{version}}}
        info: {title: T, version: '1'}
        {{{rest}}}
        paths:
          /orders:
            get:
              responses: {'204': {description: ok}}
              {{{members.ReplaceLineEndings("\n      ")}}}
        """);

    public static ApiContract Read(string text)
    {
        ContractReadResult read = ContractReader.FromBytes("openapi.yaml", Encoding.UTF8.GetBytes(text));
        return read.Contract.ShouldNotBeNull(string.Join("\n", read.Findings.Select(finding => finding.Message)));
    }
}
