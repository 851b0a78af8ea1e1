namespace ApiGovernance.Protocol.Usage;

/// <summary>Who called what since the last report of this gateway: the ground on which the change gate says who would break.</summary>
public sealed record UsageReport(string Gateway, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<UsageCount> Counts)
{
    /// <summary>Which fields were sent, for each pair of consumer and operation of <see cref="Counts"/>; empty from a gateway that does not tell.</summary>
    public IReadOnlyList<SampledFields> Fields { get => field ?? []; init; } = [];

    /// <summary>What was refused because the catalog does not have it.</summary>
    public IReadOnlyList<UnregisteredCalls> Unregistered { get => field ?? []; init; } = [];

    /// <summary>How back ends kept to contracts, by back end and API; none where no answer was looked at.</summary>
    public IReadOnlyList<CheckedAnswers> Answers { get => field ?? []; init; } = [];

    /// <summary>Business events that have a counterpart, to find how much time there is between the two.</summary>
    public IReadOnlyList<BusinessMark> Marks { get => field ?? []; init; } = [];
}

/// <param name="Consumer">Null for anonymous calls.</param>
/// <param name="Operation">The operation as the contract writes it, e.g. <c>POST /orders</c>.</param>
/// <param name="Calls">Calls that reached the back end or were refused after authentication.</param>
/// <param name="Failures">Of these, answers with 400 or above.</param>
public sealed record UsageCount(string Api, string Version, string Operation, string? Consumer, long Calls, long Failures, DateTimeOffset LastCall);
