using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Protocol.Usage;

/// <summary>A business event that was accepted, without what it was about: only a digest of its id is told.</summary>
/// <param name="Digest">SHA-256 of the id, the first 16 bytes in lower-case hex; the same at every gateway.</param>
public sealed record BusinessMark(BusinessEvent Event, string Digest, DateTimeOffset At, string Api, string Channel)
{
    /// <summary>Marks that a report has at most.</summary>
    public const int MaxInReport = 10_000;

    public const int DigestLength = 32;
}
