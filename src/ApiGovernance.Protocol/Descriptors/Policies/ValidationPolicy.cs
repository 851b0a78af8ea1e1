using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>How strictly calls and answers are held against the contract. What is null is not said.</summary>
public sealed record ValidationPolicy
{
    /// <summary>Null for what the version says.</summary>
    public ValidationMode? Request { get; init; }

    /// <summary>Null for what the version says.</summary>
    public ValidationMode? Response { get; init; }

    /// <summary>Which part of the calls the mode <c>sample</c> looks at; above 0, up to 1.</summary>
    public double? SampleRate { get; init; }

    /// <summary>Query parameters that the contract does not declare.</summary>
    public UnknownNames? UnknownQueryParameters { get; init; }

    /// <summary>Properties of request bodies that no schema of the contract names, although it lets them through.</summary>
    public UnknownNames? UnknownProperties { get; init; }

    /// <summary>What the canonical schema of marked schemas says, on top of the contract's own: off, report or enforce.</summary>
    public ValidationMode? Canonical { get; init; }

    /// <summary>Objects and arrays of JSON that may be open at once.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>Content encodings of requests that are taken: <c>gzip</c>, <c>br</c>, <c>deflate</c>; null for none.</summary>
    public IReadOnlyList<string>? ContentEncodings { get; init; }

    /// <summary>Bytes that a body may have when it is unpacked; null for the API's <c>maxBodyBytes</c>.</summary>
    public int? MaxDecompressedBytes { get; init; }

    /// <summary>Bytes of an answer that are held in memory to be checked; a longer one passes unchecked and is counted.</summary>
    public int? MaxResponseBytes { get; init; }
}

/// <summary>What is done with names that a contract does not have.</summary>
[JsonConverter(typeof(WordEnum<UnknownNames>))]
public enum UnknownNames
{
    /// <summary>They pass.</summary>
    [JsonStringEnumMemberName("allow")] Allow,

    /// <summary>They pass and are counted.</summary>
    [JsonStringEnumMemberName("report")] Report,

    /// <summary>They are treated as any other breach of the contract.</summary>
    [JsonStringEnumMemberName("refuse")] Refuse,
}
