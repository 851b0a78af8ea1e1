namespace ApiGovernance.Gateway.Admission.Limits;

internal enum QuotaResult
{
    Taken,

    /// <summary>A limit has too little left. Nothing was taken of any.</summary>
    Refused,

    /// <summary>The shared count is to be asked first. Nothing was taken of any.</summary>
    Lacking,
}

/// <summary>What became of a call's question for room.</summary>
/// <param name="Tightest">The limit with the least left; of a refusal, among those that refused. Null without limits.</param>
/// <param name="Remaining">Whole units that are left of it.</param>
/// <param name="Seconds">Until it has more.</param>
internal readonly record struct QuotaAnswer(QuotaResult Result, LimitState? Tightest, int Remaining, int Seconds)
{
    public static QuotaAnswer Free { get; } = new(QuotaResult.Taken, null, 0, 0);

    /// <summary>Names of the limits that refused.</summary>
    public IReadOnlyList<string> Violated { get; init; } = [];

    /// <summary>Microseconds until the call could be let through.</summary>
    public long Wait { get; init; }

    /// <summary>The caller goes on calling before the time that it was told, again and again.</summary>
    public bool IsAbnormal { get; init; }
}
