using ApiGovernance.Gateway.Problems;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Refuses what the server and the matcher let through although this operation has no use for it.</summary>
internal static class OperationShape
{
    /// <summary>What only the operation can say of the request's shape; it holds in every mode.</summary>
    public static Problem? Check(Exchange exchange)
    {
        // The back end might see another value than was checked, or another operation.
        if (exchange.Path.HasSemicolon && !exchange.Operation!.TakesSemicolons)
            return new Problem(ProblemTypes.MalformedRequest, "The path has a semicolon, and no parameter of it is in matrix style; as data it must be %3B.");
        // RFC 9110, 7.8: other upgrades may be ignored, and are. Who asks for this one has nothing to say without it.
        return !exchange.Operation!.IsWebSocket && "websocket".Equals(exchange.Context.Request.Headers.Upgrade.ToString(), StringComparison.OrdinalIgnoreCase)
            ? new Problem(ProblemTypes.WebSocketNotOffered, "The contract offers no WebSocket here.")
            : null;
    }
}
