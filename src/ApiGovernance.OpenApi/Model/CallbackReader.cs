using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads callbacks: path items whose names are runtime expressions.</summary>
internal static class CallbackReader
{
    public static IReadOnlyList<ApiCallback> Read(ContractReading reading, OperationReader operations, ResolvedNode? callbacks, string owner)
    {
        if (callbacks is null)
            return [];

        var read = new List<ApiCallback>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Object(callbacks, $"'callbacks' of {owner}")?.Members() ?? [])
        {
            if (reading.Object(value, $"The callback '{member.Name}' of {owner}") is { } callback
                && reading.Once(callback, () => Read(reading, operations, member.Name, callback)) is { } model)
            {
                read.Add(model.Name == member.Name ? model : model with { Name = member.Name });
            }
        }

        return read;
    }

    private static ApiCallback Read(ContractReading reading, OperationReader operations, string name, ResolvedNode callback)
    {
        var requests = new List<ApiCallbackRequest>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Map(callback, $"The callback '{name}'"))
        {
            if (RuntimeExpression.In(member.Name).Any(e => e.Expression is null))
            {
                reading.Warning(
                    "contract-runtime-expression",
                    $"The callback '{name}' is sent to '{member.Name}', in which what stands in braces is no runtime expression.",
                    "Write an expression such as {$request.body#/callbackUrl}.",
                    member,
                    value);
            }

            requests.Add(new ApiCallbackRequest(member.Name, PathItemReader.Read(reading, operations, member.Name, value)));
        }

        return new ApiCallback { Name = name, Requests = requests, Node = callback.Node, Pointer = callback.Pointer, DocumentUri = callback.DocumentUri };
    }
}
