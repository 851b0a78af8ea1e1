using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>
/// Makes the string and the number part of a plan. A scalar can be looked at twice, so alternatives are always decided;
/// only an instruction that is not known here leaves it to the tape.
/// </summary>
internal abstract class ScalarPlanner<TPlan>(PlanContext context, JsonKind kind)
    where TPlan : class
{
    // Alternatives in alternatives are written out: neither the stack nor the time must depend on how a schema nests them.
    private const int MaxDepth = 64;
    private const int MaxParts = 20_000;

    private int _depth;
    private int _parts;

    /// <summary>Why the kind is left to the tape; null when it need not be.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>What the schemas demand; null when nothing.</summary>
    public TPlan? Make(Gathering gathering)
    {
        Obstacle ??= gathering.Undecided;
        if (gathering.Rejects)
            return Nothing;
        if (gathering.AcceptsAll)
            return null;
        return Make(gathering.Checks, [.. gathering.Choices.Select(Parts)]);
    }

    protected abstract TPlan Nothing { get; }

    protected abstract TPlan Anything { get; }

    protected abstract TPlan? Make(List<Instruction> checks, List<(TPlan[] Plans, int Min, int Max)> parts);

    private (TPlan[] Plans, int Min, int Max) Parts(Choice choice)
    {
        TPlan[] plans = [.. choice.Open.Select(i => Make(choice.Branches[i]))];
        return choice.Instruction switch
        {
            NotInstruction => (plans, 0, 0),
            AlternativesInstruction { ExactlyOne: true } => (plans, 1 - choice.Accepted, 1 - choice.Accepted),
            AlternativesInstruction => (plans, 1, int.MaxValue),
            _ => ([plans[0], Unless(Make([new PlanEntry(((IfInstruction)choice.Instruction).Condition, choice.Scope)]), plans[1])], 1, 1),
        };
    }

    private TPlan Make(PlanEntry[] entries)
    {
        if (_depth == MaxDepth || ++_parts > MaxParts)
            Obstacle ??= "its alternatives nest too deep, or are too many";
        if (Obstacle is not null)
            return Anything;
        _depth++;
        TPlan plan = Make(Gathering.Of(context, kind, entries)) ?? Anything;
        _depth--;
        return plan;
    }

    private TPlan Unless(TPlan condition, TPlan otherwise) => Make([], [([condition], 0, 0), ([otherwise], 1, 1)])!;
}
