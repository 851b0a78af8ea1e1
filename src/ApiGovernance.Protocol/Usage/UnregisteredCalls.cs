namespace ApiGovernance.Protocol.Usage;

/// <summary>
/// Calls that were refused because nothing in the catalog describes them: somebody relies on an API that nobody registered, or that is gone.
/// One caller, one method, one form of path.
/// </summary>
/// <param name="Method">One of HTTP's own, or <c>OTHER</c>.</param>
/// <param name="Path">The first segments; what may identify something is written <c>{id}</c>, and what was left out <c>...</c>.</param>
public sealed record UnregisteredCalls(string Method, string Path, long Calls, DateTimeOffset FirstCall, DateTimeOffset LastCall)
{
    /// <summary>The API whose contract has no such operation; null where no API has the base path.</summary>
    public string? Api { get; init; }

    /// <summary>Whose credential the call had; null where it had none that is known.</summary>
    public string? Consumer { get; init; }

    /// <summary>The network of an unknown caller, never its whole address: <c>203.0.113.0/24</c>; null where the consumer is known.</summary>
    public string? Network { get; init; }
}
