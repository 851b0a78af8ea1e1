using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>Makes the array part of a plan.</summary>
internal static class ArrayPlanner
{
    private const int MaxPrefix = 10_000;

    /// <summary>Why arrays are left to the tape; null when they need not be.</summary>
    public static string? Obstacle(Gathering gathering) =>
        gathering.Choices.Count > 0 ? $"the branches of '{gathering.Choices[0].Instruction.Keyword}' cannot be told apart before an array is read"
        : gathering.Items.Exists(static i => i.Prefix.Length > MaxPrefix) ? "more items have schemas of their own than are allowed"
        : null;

    public static ArrayPlan Make(Planner planner, Gathering gathering)
    {
        long min = 0;
        long max = long.MaxValue;
        foreach (CountInstruction count in gathering.Checks.OfType<CountInstruction>())
        {
            if (count.Upper)
                max = Math.Min(max, count.Limit);
            else
                min = Math.Max(min, count.Limit);
        }

        var prefix = new Plan[gathering.Items.Count == 0 ? 0 : gathering.Items.Max(static i => i.Prefix.Length)];
        for (int i = 0; i < prefix.Length; i++)
            prefix[i] = Item(planner, gathering, i);
        return new ArrayPlan
        {
            Prefix = prefix,
            Rest = Item(planner, gathering, int.MaxValue),
            MinItems = min,
            MaxItems = max,
            Unique = gathering.Checks.Exists(static c => c is UniqueItemsInstruction),
            Contains = [.. gathering.Contains.Select(
                c => new ContainsCheck(planner.PlanOf([new PlanEntry(c.Instruction.Node, c.Scope)]), c.Instruction.Min, c.Instruction.Max))],
        };
    }

    private static Plan Item(Planner planner, Gathering gathering, int index)
    {
        var entries = new List<PlanEntry>();
        foreach (ItemRule rule in gathering.Items)
            rule.AddSchema(index, entries);
        return planner.PlanOf(entries);
    }
}
