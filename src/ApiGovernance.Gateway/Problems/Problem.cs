using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Problems;

/// <summary>One refusal: a row of the table, a sentence about this occurrence, and what else the client should know.</summary>
internal sealed record Problem(ProblemType Type, string Detail)
{
    /// <summary>Members beside those every problem has. Values: string, int, or list of strings, <see cref="ProblemError"/> or <see cref="Versioning.VersionOffer"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Members { get; init; } = [];

    /// <summary>Where this occurrence says more than its type.</summary>
    public bool? RetrySafe { get; init; }

    /// <inheritdoc cref="RetrySafe"/>
    public string? ProxyError { get; init; }

    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; init; } = [];

    /// <summary>Whom to ask; null: the API's owner.</summary>
    public SnapshotOwner? Owner { get; init; }

    public static KeyValuePair<string, object> Member(string name, object value) => new(name, value);

    public static KeyValuePair<string, StringValues> Header(string name, string value) => new(name, value);
}

/// <summary>One of several reasons; only the members that are known are written.</summary>
internal sealed record ProblemError(string Detail)
{
    /// <summary>JSON pointer into the body.</summary>
    public string? Pointer { get; init; }

    public string? Parameter { get; init; }

    /// <summary>Where the parameter is: <c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</summary>
    public string? In { get; init; }

    /// <summary>The keyword of the schema that refused.</summary>
    public string? Keyword { get; init; }

    /// <summary>Place of that keyword in the contract, e.g. <c>openapi.yaml#/components/schemas/Order/required</c>.</summary>
    public string? Schema { get; init; }

    /// <summary>The line at which that is written, e.g. <c>openapi.yaml:41:11</c>; null for a contract that is all on one line.</summary>
    public string? Source { get; init; }
}
