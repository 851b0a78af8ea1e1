using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>
/// A discriminator as a choice: a branch for each name, then one for what has none of them, where a default is mapped, or one for
/// objects without the property, where <c>required</c> tells of its absence already.
/// </summary>
internal static class DiscriminatorBranches
{
    public static PlanEntry[][] Of(DiscriminatorInstruction discriminator, Func<SchemaNode?, PlanEntry[]> entry)
    {
        List<PlanEntry[]> branches = [.. discriminator.Targets.Select(target => entry(target.Node))];
        if (discriminator.Default is { } other)
            branches.Add(entry(other));
        else if (discriminator.IsRequired)
            branches.Add([]);
        return [.. branches];
    }

    /// <summary>For each of the branches what it asks of the property.</summary>
    public static Dictionary<int, Dictionary<string, BranchTag>> Tags(DiscriminatorInstruction discriminator)
    {
        List<BranchTag> tags = [.. discriminator.Targets.Select(static target => new BranchTag([target.Name], NoString: false, Missing: false))];
        if (discriminator.Default is not null)
            tags.Add(new BranchTag(null, NoString: true, Missing: true) { Except = [.. discriminator.Targets.Select(static target => target.Name)] });
        else if (discriminator.IsRequired)
            tags.Add(new BranchTag([], NoString: false, Missing: true));
        return Enumerable.Range(0, tags.Count).ToDictionary(
            static i => i, i => new Dictionary<string, BranchTag>(StringComparer.Ordinal) { [discriminator.Property] = tags[i] });
    }
}
