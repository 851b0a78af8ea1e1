namespace ApiGovernance.Diff.Comparison;

/// <summary>How many days before its end callers must be told: what the policy says for an operation's stability and an API's visibility.</summary>
internal static class NoticePeriods
{
    /// <returns>Null where the policy demands nothing.</returns>
    public static int? DaysFor(CompatibilityPolicy policy, ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(context);
        // A policy cannot say so yet.
        return null;
    }
}
