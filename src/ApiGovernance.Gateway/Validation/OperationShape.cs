using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Routing;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Refuses what the server and the matcher let through although this operation has no use for it.</summary>
internal static class OperationShape
{
    /// <summary>What only the operation can say of the request's shape; it holds in every mode.</summary>
    public static Problem? Check(Exchange exchange)
    {
        // The back end might see another value than was checked, or another operation.
        if (exchange.Path.HasSemicolon && CheckSemicolons(exchange) is { } misplaced)
            return new Problem(ProblemTypes.MalformedRequest, misplaced);
        // RFC 9110, 7.8: other upgrades may be ignored, and are. Who asks for this one has nothing to say without it.
        return !exchange.Operation!.IsWebSocket && "websocket".Equals(exchange.Context.Request.Headers.Upgrade.ToString(), StringComparison.OrdinalIgnoreCase)
            ? new Problem(ProblemTypes.WebSocketNotOffered, "The contract offers no WebSocket here.")
            : null;
    }

    private static string? CheckSemicolons(Exchange exchange)
    {
        CompiledOperation operation = exchange.Operation!;
        if (!operation.TakesSemicolons)
            return "The path has a semicolon, and no parameter of it is in matrix style; as data it must be %3B.";
        for (int i = 0; i < exchange.PathValues.Length; i++)
        {
            string name = operation.PathParameters[i];
            if (exchange.Path.Raw[exchange.PathValues[i]].Contains(';') && !operation.MatrixParameters.Contains(name))
                return $"The path parameter '{name}' has a semicolon, and is not in matrix style; as data it must be %3B.";
        }

        return null;
    }
}
