using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Cli.Inputs;

/// <summary>Finds the schema of a part of an operation, so that nobody has to write its JSON pointer.</summary>
internal static class OperationPart
{
    public const string RequestBody = "request-body";
    public const string Response = "response:";
    public const string Parameter = "parameter:";

    /// <exception cref="CommandRefusal">There is no such operation, or it has no such part.</exception>
    public static SchemaReference Find(string file, DocumentBundle bundle, string operationId, string part)
    {
        if (ContractReader.Read(bundle).Contract is not { } contract)
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{file} is no API document, so it has no operations.", "Leave --operation out, or give an OpenAPI document.");
        ApiOperation operation = contract.Operations.FirstOrDefault(o => o.OperationId == operationId) ?? throw new CommandRefusal(
            ExitCodes.Usage, $"{file} has no operation '{operationId}'.", $"It has: {Some(contract.Operations.Select(static o => o.OperationId))}.");
        return SchemaOf(operation, part);
    }

    private static SchemaReference SchemaOf(ApiOperation operation, string part)
    {
        if (part == RequestBody)
            return Json(operation.RequestBody?.Content, $"{operation.OperationId} has no request body with a JSON schema.");
        if (part.StartsWith(Response, StringComparison.Ordinal))
        {
            string status = part[Response.Length..];
            ApiResponse response = operation.Responses.FirstOrDefault(r => r.Status.Equals(status, StringComparison.OrdinalIgnoreCase))
                ?? throw new CommandRefusal(ExitCodes.Usage, $"{operation.OperationId} has no response '{status}'.", $"It has: {Some(operation.Responses.Select(static r => r.Status))}.");
            return Json(response.Content, $"The response {status} of {operation.OperationId} has no JSON schema.");
        }

        if (!part.StartsWith(Parameter, StringComparison.Ordinal))
            throw new CommandRefusal(ExitCodes.Usage, $"'{part}' is no part of an operation.", "Write --part request-body, --part response:201 or --part parameter:limit.");
        string name = part[Parameter.Length..];
        return operation.Parameters.FirstOrDefault(p => p.Name == name)?.Schema ?? throw new CommandRefusal(
            ExitCodes.Usage, $"{operation.OperationId} has no parameter '{name}' with a schema.", $"It has: {Some(operation.Parameters.Select(static p => p.Name))}.");
    }

    private static SchemaReference Json(IReadOnlyList<ApiMediaType>? content, string otherwise) =>
        content?.Where(static m => m.Schema is not null).OrderByDescending(static m => m.Name.Contains("json", StringComparison.Ordinal)).FirstOrDefault()?.Schema
        ?? throw new CommandRefusal(ExitCodes.Usage, otherwise, "Name another --part, or the schema itself: FILE#/components/schemas/NAME.");

    private static string Some(IEnumerable<string?> names)
    {
        string[] known = [.. names.OfType<string>()];
        return known.Length == 0 ? "none" : string.Join(", ", known.Take(12)) + (known.Length > 12 ? $" and {known.Length - 12} more" : "");
    }
}
