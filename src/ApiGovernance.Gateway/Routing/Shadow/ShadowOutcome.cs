namespace ApiGovernance.Gateway.Routing.Shadow;

/// <summary>What became of a copy.</summary>
internal enum ShadowOutcome
{
    /// <summary>What was compared is the same.</summary>
    Match,

    /// <summary>Another status.</summary>
    Status,

    /// <summary>One of the two bodies is what the contract says, the other is not.</summary>
    Schema,

    /// <summary>The shadow gave no answer in time.</summary>
    ShadowFailed,

    /// <summary>The call itself got no answer of its back end, so there is nothing to compare with.</summary>
    NoAnswer,

    /// <summary>Not copied: as many copies were under way, or as much memory in use, as may be, or the shadow has no room for it.</summary>
    Busy,

    /// <summary>Not copied: the body goes through as a stream and is nowhere as a whole.</summary>
    Streamed,
}
