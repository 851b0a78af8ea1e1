namespace ApiGovernance.OpenApi.Model;

/// <summary>Generated clients name their methods by operation ids, so two alike break them.</summary>
internal static class OperationIdCheck
{
    public static void Run(ContractReading reading, ApiContract contract)
    {
        var first = new Dictionary<string, ApiOperation>(StringComparer.Ordinal);
        foreach (ApiOperation operation in contract.Operations.Concat(contract.Webhooks))
        {
            if (operation.OperationId is not { } id || first.TryAdd(id, operation))
                continue;
            reading.Warning(
                "contract-duplicate-operation-id",
                $"{operation} has the operationId '{id}', which {first[id]} has already.",
                "Give each operation an id of its own.",
                new(contract.Bundle.Root.Uri, operation.Pointer + "/operationId", operation.Node["operationId"]!),
                operation.ToString());
        }
    }
}
