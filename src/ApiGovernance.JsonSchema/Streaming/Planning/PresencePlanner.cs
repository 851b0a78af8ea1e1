using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>Turns choices that only ask which properties there are, and how many, into statements for the object's end.</summary>
internal static class PresencePlanner
{
    // Choices in choices are written out: neither the stack nor the time must depend on how a schema nests them.
    private const int MaxDepth = 64;
    private const int MaxParts = 100_000;

    public static Presence Of(DependentInstruction dependent, NameList names) => If(
        new Presence.Has([names.Add(dependent.Name)]),
        new Presence.Has([.. dependent.Required.Select(r => names.Add(r))]),
        null);

    /// <summary>Null when the choice asks for more.</summary>
    public static Presence? Of(PlanContext context, Choice choice, NameList names)
    {
        if (choice.Instruction is DiscriminatorInstruction)
            return null;
        if (choice.Instruction is DependentInstruction dependent)
        {
            return Of(context, choice.Branches[0], names) is { } then
                ? If(new Presence.Has([names.Add(dependent.Name)]), then, null)
                : null;
        }

        if (choice.Instruction is IfInstruction condition)
        {
            if (choice.Open.Count != 2
                || Of(context, [new PlanEntry(condition.Condition, choice.Scope)], names) is not { } test
                || Of(context, choice.Branches[0], names) is not { } then
                || Of(context, choice.Branches[1], names) is not { } otherwise)
            {
                return null;
            }

            return If(test, then, otherwise);
        }

        var parts = new Presence[choice.Open.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            if (Of(context, choice.Branches[choice.Open[i]], names) is not { } part)
                return null;
            parts[i] = part;
        }

        return choice.Instruction switch
        {
            NotInstruction => new Presence.Of(parts, 0, 0),
            AlternativesInstruction { ExactlyOne: true } => new Presence.Of(parts, 1 - choice.Accepted, 1 - choice.Accepted),
            _ => new Presence.Of(parts, 1 - Math.Min(1, choice.Accepted), int.MaxValue),
        };
    }

    private static Presence? Of(PlanContext context, PlanEntry[] entries, NameList names)
    {
        if (context.PresenceDepth == MaxDepth || ++context.PresenceParts > MaxParts)
            return null;
        context.PresenceDepth++;
        Presence? presence = Gathered(context, entries, names);
        context.PresenceDepth--;
        return presence;
    }

    private static Presence? Gathered(PlanContext context, PlanEntry[] entries, NameList names)
    {
        var gathering = Gathering.Of(context, JsonKind.Object, entries);
        if (gathering.Undecided is not null || gathering.Names.Count > 0 || gathering.Properties.Exists(static p => !OnlyRequires(p)))
            return null;
        if (gathering.Rejects)
            return new Presence.Of([], 1, 1);
        List<Presence> parts = [.. gathering.Dependents.Select(d => Of(d, names))];
        foreach (PropertyRule rule in gathering.Properties)
            parts.Add(new Presence.Has([.. rule.Own!.Names.Select(n => names.Add(n))]));
        foreach (CountInstruction count in gathering.Checks.OfType<CountInstruction>())
            parts.Add(count.Upper ? new Presence.Counts(0, count.Limit) : new Presence.Counts(count.Limit, long.MaxValue));
        foreach (Choice choice in gathering.Choices)
        {
            if (Of(context, choice, names) is not { } part)
                return null;
            parts.Add(part);
        }

        return Presence.All(parts);
    }

    private static bool OnlyRequires(PropertyRule rule) =>
        rule.Own is { Patterns.Count: 0, Additional: null } own && own.RequiredCount == own.Names.Count && own.Nodes.All(static n => n is null);

    private static Presence.Of If(Presence test, Presence then, Presence? otherwise) => new(
        [Presence.All([test, then]), otherwise is null ? Presence.Not(test) : Presence.All([Presence.Not(test), otherwise])], 1, 1);
}
