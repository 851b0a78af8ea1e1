using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>What a change weighs after all that a policy says of it.</summary>
internal static class PolicyWeighing
{
    /// <param name="layers">From the weakest to the strongest; each says what it wants to be otherwise.</param>
    public static Severity? Weigh(string id, Severity inherent, IReadOnlyList<PolicySettings> layers, ChangeCompatibility effect)
    {
        // A limit is one setting: the strongest layer that has one decides, so a stronger layer can also lift it.
        int limiting = LastIndex(layers, layer => layer.AtMost is not null);
        int unproven = effect == ChangeCompatibility.BreakingByRule ? LastIndex(layers, layer => layer.ByRuleBreaks is not null) : -1;
        Severity? severity = inherent;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Severities.TryGetValue(id, out Severity? named))
            {
                severity = named;
                continue;
            }

            if (i == limiting)
                severity = Limited(severity, layers[i].AtMost!.Value);
            if (i == unproven && layers[i].ByRuleBreaks == false)
                severity = Limited(severity, Severity.Warning);
        }

        return severity;
    }

    private static Severity? Limited(Severity? severity, Severity most) => severity is { } own && own < most ? most : severity;

    private static int LastIndex(IReadOnlyList<PolicySettings> layers, Func<PolicySettings, bool> says)
    {
        for (int i = layers.Count - 1; i >= 0; i--)
        {
            if (says(layers[i]))
                return i;
        }

        return -1;
    }
}
