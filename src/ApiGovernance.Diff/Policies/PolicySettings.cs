using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>What a policy says in general, or for the changes of one override. What is null or absent is not said there.</summary>
internal sealed record PolicySettings
{
    public static PolicySettings Empty { get; } = new();

    /// <summary>By change id, wildcards already resolved; null switches a change off.</summary>
    public IReadOnlyDictionary<string, Severity?> Severities { get; init; } = new Dictionary<string, Severity?>();

    /// <summary>Nothing weighs more than this, except what <see cref="Severities"/> beside it names.</summary>
    public Severity? AtMost { get; init; }

    public bool? UndecidedBreaks { get; init; }

    /// <summary>Whether a change that only a rule calls breaking, without a message that shows it, counts as breaking.</summary>
    public bool? ByRuleBreaks { get; init; }

    public NoticePeriods Notice { get; init; } = NoticePeriods.None;

    public bool IsEmpty => Severities.Count == 0 && AtMost is null && UndecidedBreaks is null && ByRuleBreaks is null && Notice.IsEmpty;

    /// <summary>What it says and, where it is silent, what the weaker one says.</summary>
    public PolicySettings Over(PolicySettings weaker)
    {
        Dictionary<string, Severity?> severities = new(weaker.Severities, StringComparer.Ordinal);
        foreach ((string id, Severity? severity) in Severities)
            severities[id] = severity;
        return new PolicySettings
        {
            Severities = severities,
            AtMost = AtMost ?? weaker.AtMost,
            UndecidedBreaks = UndecidedBreaks ?? weaker.UndecidedBreaks,
            ByRuleBreaks = ByRuleBreaks ?? weaker.ByRuleBreaks,
            Notice = Notice.Over(weaker.Notice),
        };
    }
}
