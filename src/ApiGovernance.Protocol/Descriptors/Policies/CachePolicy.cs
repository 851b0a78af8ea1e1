namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>The last good answers of a read, given with a label while the back end fails.</summary>
public sealed record CachePolicy
{
    /// <summary>How old an answer may be.</summary>
    public required int StaleSeconds { get; init; }

    /// <summary>All answers of one operation that one gateway keeps.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>Request headers that make another answer, beside Accept, Accept-Encoding and Cookie.</summary>
    public IReadOnlyList<string> Vary { get; init; } = [];
}
