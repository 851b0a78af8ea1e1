using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Fuzzing.Targets;

internal static class ContractTarget
{
    public static void Run(byte[] input)
    {
        ContractReadResult first = ContractReader.FromBytes("fuzz.yaml", input);
        DocumentTarget.CheckFindings(first.Findings);
        FuzzFailure.Unless(first.Contract is not null || first.Findings.Any(static finding => finding.Severity == Severity.Error), "It is refused without a reason.");
        ContractReadResult second = ContractReader.FromBytes("fuzz.yaml", input);
        FuzzFailure.Unless(Describe(first) == Describe(second), "It reads differently the second time.");
        if (first.Contract is { } contract)
            Flattened(contract);
    }

    /// <summary>One document made of the bundle is what a gateway gets: it must be a contract too, of the same operations.</summary>
    private static void Flattened(ApiContract contract)
    {
        ContractReadResult again = ContractReader.FromBytes("fuzz.json", contract.Bundle.ToSingleDocument());
        FuzzFailure.Unless(again.Contract is not null, "Written as one document it is no contract any more.");
        FuzzFailure.Unless(
            again.Contract!.Operations.Select(static o => o.ToString()).SequenceEqual(contract.Operations.Select(static o => o.ToString())),
            "Written as one document it has other operations.");
    }

    private static string Describe(ContractReadResult result)
    {
        IEnumerable<string> findings = result.Findings.Select(static finding => $"{finding.RuleId} {finding.Source} {finding.Message}");
        IEnumerable<string> operations = result.Contract?.Operations.Select(static operation => $"{operation} {operation.Parameters.Count} {operation.Responses.Count}") ?? [];
        return string.Join('\n', [.. findings, .. operations]);
    }
}
