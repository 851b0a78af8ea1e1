using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Lifecycle;

/// <summary>
/// Reads a table of steps. A life ends: a table in which a version could come back to where it was is refused, and so is one from whose
/// stages retirement cannot be reached. Conditions that gateways and callers depend on are part of every table, named or not.
/// </summary>
internal static class TransitionTableReader
{
    private static readonly (ApiStage To, LifecycleGuard[] Guards)[] Always =
    [
        (ApiStage.Preview, [LifecycleGuards.ContractPresent]),
        (ApiStage.Active, [LifecycleGuards.ContractPresent]),
        (ApiStage.Deprecated, [LifecycleGuards.SunsetGiven, LifecycleGuards.SunsetAfterDeprecation, LifecycleGuards.SunsetNotEarlier]),
    ];

    public static IReadOnlyList<LifecycleTransition> Read(PolicyDocument policy, DocumentNode table)
    {
        const string pointer = "/spec/transitions";
        if (!table.IsArray || table.Items.Count == 0)
        {
            policy.Wrong(table, pointer, "`transitions` must list the steps that exist.", "Write a list of {from, to, guards}, or leave it out for the standard table.");
            return LifecycleTransitions.Standard;
        }

        List<LifecycleTransition> steps = [];
        for (int i = 0; i < table.Items.Count; i++)
        {
            string at = $"{pointer}/{i}";
            DocumentNode item = table.Items[i];
            if (!item.IsObject)
            {
                policy.Wrong(item, at, "A step must be an object.", "Write {from: active, to: deprecated, guards: [notice-given]}.");
                continue;
            }

            policy.AllowOnly(item, at, "from", "to", "guards");
            if (Stage(policy, item, at, "from") is not { } from || Stage(policy, item, at, "to") is not { } to)
                continue;
            if (steps.Any(step => step.From == from && step.To == to))
                policy.Wrong(item, at, $"The step from {StageNames.Of(from)} to {StageNames.Of(to)} stands twice.", "Keep one of them.");
            else
                steps.Add(new LifecycleTransition(from, to, Guards(policy, item, at, to)));
        }

        if (Cycle(steps) is { } cycle)
        {
            policy.Wrong(
                table, pointer, $"The table is cyclic: {string.Join(" -> ", cycle.Select(StageNames.Of))}. A version never comes back to where it was.",
                "Take one of these steps out; what must change after it was published is a new version.");
        }
        else if (steps.Select(step => step.From).Distinct().FirstOrDefault(from => !Reaches(steps, from, ApiStage.Retired), ApiStage.Retired) is var dead and not ApiStage.Retired)
        {
            policy.Wrong(table, pointer, $"A version that is {StageNames.Of(dead)} can never be retired.", "Add the steps that lead from there to retired.");
        }

        return steps;
    }

    private static LifecycleGuard[] Guards(PolicyDocument policy, DocumentNode item, string pointer, ApiStage to)
    {
        List<LifecycleGuard> guards = [];
        foreach (string name in item["guards"] is { IsArray: true, Items.Count: 0 } ? [] : policy.Texts(item, pointer, "guards"))
        {
            if (LifecycleGuards.All.FirstOrDefault(guard => guard.Name == name) is { } known)
                guards.Add(known);
            else
                policy.Wrong(item["guards"]!, $"{pointer}/guards", $"`{name}` is no guard.", $"Guards are: {string.Join(", ", LifecycleGuards.All.Select(guard => guard.Name))}.");
        }

        return [.. guards.Concat(Always.Where(rule => rule.To == to).SelectMany(rule => rule.Guards)).Distinct()];
    }

    private static ApiStage? Stage(PolicyDocument policy, DocumentNode item, string pointer, string name)
    {
        if (policy.Require(item, pointer, name) is not { } node)
            return null;
        if (node.AsString is { } word && StageNames.Parse(word) is { } stage)
            return stage;
        policy.Wrong(node, $"{pointer}/{name}", $"`{node.Text}` is no stage.", $"Stages are: {string.Join(", ", StageNames.All)}.");
        return null;
    }

    /// <summary>The stages of a way that leads back, the first one twice; null when there is none. Announcing an end again is no way back.</summary>
    private static List<ApiStage>? Cycle(List<LifecycleTransition> steps)
    {
        foreach (ApiStage start in steps.Select(step => step.From).Distinct().Order())
        {
            List<ApiStage> way = [start];
            if (Follow(steps, way, start))
                return way;
        }

        return null;
    }

    private static bool Follow(List<LifecycleTransition> steps, List<ApiStage> way, ApiStage start)
    {
        foreach (ApiStage next in steps.Where(step => step.From == way[^1] && !IsAnnouncement(step)).Select(step => step.To))
        {
            bool closes = next == start;
            if (!closes && way.Contains(next))
                continue;
            way.Add(next);
            if (closes || Follow(steps, way, start))
                return true;
            way.RemoveAt(way.Count - 1);
        }

        return false;
    }

    private static bool Reaches(List<LifecycleTransition> steps, ApiStage from, ApiStage target)
    {
        HashSet<ApiStage> seen = [from];
        Queue<ApiStage> open = new(seen);
        while (open.TryDequeue(out ApiStage stage))
        {
            foreach (ApiStage next in steps.Where(step => step.From == stage).Select(step => step.To).Where(seen.Add))
                open.Enqueue(next);
        }

        return seen.Contains(target);
    }

    private static bool IsAnnouncement(LifecycleTransition step) => step is { From: ApiStage.Deprecated, To: ApiStage.Deprecated };
}
