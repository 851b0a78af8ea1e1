using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>What can be said only when all operations are known.</summary>
internal static class OperationChecks
{
    public static void Run(ContractReading reading, ApiContract contract)
    {
        ApiOperation[] all = [.. contract.Operations.Concat(contract.Webhooks)];
        Dictionary<string, ApiOperation> ids = OperationIds(reading, all);
        foreach (ApiOperation operation in all)
        {
            CheckQueryString(reading, operation);
            foreach (ApiLink link in operation.Responses.SelectMany(r => r.Links))
            {
                if (link.OperationId is { } id && !ids.ContainsKey(id))
                {
                    reading.Warning(
                        "contract-link", $"The link '{link.Name}' leads to the operation '{id}', which does not exist.", "Correct the operationId.", link.Place.Member("operationId")!);
                }
            }
        }
    }

    // Generated clients name their methods by operation ids, so two alike break them. A path item that two paths share is one operation.
    private static Dictionary<string, ApiOperation> OperationIds(ContractReading reading, ApiOperation[] all)
    {
        var first = new Dictionary<string, ApiOperation>(StringComparer.Ordinal);
        foreach (ApiOperation operation in all)
        {
            if (operation.OperationId is not { } id || first.TryAdd(id, operation) || ReferenceEquals(first[id].Node, operation.Node))
                continue;
            reading.Warning(
                "contract-duplicate-operation-id",
                $"{operation} has the operationId '{id}', which {first[id]} has already.",
                "Give each operation an id of its own.",
                operation.Place.Member("operationId")!,
                operation.ToString());
        }

        return first;
    }

    // OpenAPI 3.2, 4.12: the whole query string leaves nothing for other query parameters.
    private static void CheckQueryString(ContractReading reading, ApiOperation operation)
    {
        ApiParameter[] whole = [.. operation.Parameters.Where(p => p.In == ParameterLocation.QueryString)];
        if (whole.Length > 1 || (whole.Length == 1 && operation.Parameters.Any(p => p.In == ParameterLocation.Query)))
        {
            reading.Warning(
                "contract-querystring",
                $"{operation} describes its whole query string by '{whole[0].Name}' and has other query parameters too.",
                "Keep the one or the others.",
                whole[0].Place,
                operation.ToString());
        }
    }
}
