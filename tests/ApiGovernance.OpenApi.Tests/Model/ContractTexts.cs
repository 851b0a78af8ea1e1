using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Tests.Documents;

namespace ApiGovernance.OpenApi.Tests.Model;

internal static class ContractTexts
{
    public static ContractReadResult Read(string text) => ContractReader.FromBytes("api.yaml", Texts.Utf8(text));

    /// <summary>The contract of a text that has nothing wrong but what is expected, as <c>rule line:column</c>.</summary>
    public static ApiContract Clean(string text, params string[] expected)
    {
        ContractReadResult result = Read(text);
        result.Findings.Select(f => $"{f.RuleId} {f.Source?.Line}:{f.Source?.Column}").ShouldBe(expected);
        return result.Contract!;
    }
}
