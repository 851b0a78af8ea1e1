using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Where in a message a compared schema's value stands: what a witness is put into so that it is a whole request or response.</summary>
/// <param name="Before">The operation in the base.</param>
/// <param name="After">The same in the revision.</param>
internal abstract record WitnessFrame(ApiOperation Before, ApiOperation After);

/// <summary>The body of a request (no status) or of a response.</summary>
/// <param name="Status">As written in the revision; null for a request.</param>
internal sealed record BodyFrame(ApiOperation Before, ApiOperation After, ApiMediaType OldType, ApiMediaType NewType, string? Status) : WitnessFrame(Before, After)
{
    /// <summary>The API sends the request (a webhook or callback), and the status is of the answer that it gets.</summary>
    public bool IsSent { get; init; }

    /// <summary>One item of a sequence (3.2) instead of the whole body.</summary>
    public bool IsItem { get; init; }

    /// <summary>What the fields of a form are written by; null where nobody asks.</summary>
    public ContractPair? Contracts { get; init; }

    /// <summary>How the sender writes a field of a form or a part of a multipart body.</summary>
    public FieldEncoding? Field(string name, bool isRequest) => Contracts is not { } contracts ? null
        : isRequest ? FieldEncoding.Of(OldType, name, contracts.Before) : FieldEncoding.Of(NewType, name, contracts.After);
}

/// <summary>A parameter of the request.</summary>
internal sealed record ParameterFrame(ApiOperation Before, ApiOperation After, ApiParameter Old, ApiParameter New) : WitnessFrame(Before, After);

/// <summary>A header of a response.</summary>
internal sealed record HeaderFrame(ApiOperation Before, ApiOperation After, ApiHeader Old, ApiHeader New, string Status) : WitnessFrame(Before, After)
{
    /// <summary>Of the answer that the API gets to a webhook or callback.</summary>
    public bool IsSent { get; init; }
}

/// <summary>A parameter of a webhook or callback.</summary>
internal sealed record SentParameterFrame(ApiOperation Before, ApiOperation After, ApiParameter Old, ApiParameter New) : WitnessFrame(Before, After);
