using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>
/// A keyword that lets a value satisfy one of several lists of schemas: anyOf, oneOf, not, if, dependentSchemas, discriminator.
/// Alternatives that a kind of value never or always satisfies are taken out at once.
/// </summary>
internal sealed class Choice
{
    private readonly List<int> _open = [];
    private int _accepted;
    private bool _tracked;

    private Choice(Instruction instruction, DynamicScope scope, PlanEntry[][] branches)
    {
        Instruction = instruction;
        Scope = scope;
        Branches = branches;
    }

    public Instruction Instruction { get; }

    public DynamicScope Scope { get; }

    /// <summary>For alternatives the schemas; for if, and for what depends on a property, what follows when true and when false.</summary>
    public PlanEntry[][] Branches { get; }

    /// <summary>The branches that a value may or may not satisfy.</summary>
    public IReadOnlyList<int> Open => _open;

    /// <summary>Whether the keyword is satisfied (true) or never will be (false); null while that depends on the value.</summary>
    public bool? Verdict { get; private set; }

    /// <summary>The schemas to satisfy where only one branch is left.</summary>
    public PlanEntry[]? Only { get; private set; }

    /// <summary>How many branches hold whatever the value is.</summary>
    public int Accepted => _accepted;

    /// <param name="context">What is known already.</param>
    /// <param name="kind">The kind of value.</param>
    /// <param name="instruction">The keyword.</param>
    /// <param name="scope">The scope it stands in.</param>
    /// <param name="tracked">Whether it matters which branch is satisfied, not only that one is.</param>
    /// <param name="left">The branches left by a decision made before; null when there was none.</param>
    public static Choice Of(PlanContext context, JsonKind kind, Instruction instruction, DynamicScope scope, bool tracked, IReadOnlyList<int>? left)
    {
        PlanEntry[] Entry(SchemaNode? node) => node is null ? [] : [new PlanEntry(node, scope)];
        Choice choice = instruction switch
        {
            AlternativesInstruction alternatives => new(instruction, scope, Array.ConvertAll(alternatives.Nodes, n => Entry(n))),
            NotInstruction not => new(instruction, scope, [Entry(not.Node)]),
            IfInstruction condition => new(instruction, scope, [
                [.. Entry(condition.Condition), .. Entry(condition.Then)], Entry(condition.Otherwise)]),
            DependentInstruction dependent => new(instruction, scope, [Entry(dependent.Node), []]),
            DiscriminatorInstruction discriminator => new(instruction, scope, DiscriminatorBranches.Of(discriminator, n => Entry(n))),
            _ => throw new ArgumentException("Not a choice.", nameof(instruction)),
        };
        choice._tracked = tracked;
        if (left is not null)
            choice.Keep(left);
        else
            choice.Classify(context, kind);
        return choice;
    }

    /// <summary>Leaves only some of the branches.</summary>
    private void Keep(IReadOnlyList<int> left)
    {
        _open.AddRange(left);
        Settle();
        if (left.Count == 0)
            Verdict = false;
    }

    private void Classify(PlanContext context, JsonKind kind)
    {
        // The name alone decides, so even a single branch has to wait for it.
        if (Instruction is DiscriminatorInstruction)
        {
            _open.AddRange(Enumerable.Range(0, Branches.Length));
            return;
        }

        for (int i = 0; i < Branches.Length; i++)
        {
            // Of a condition and of a dependency the branches exclude each other: what decides is the condition itself.
            PlanContext.Verdict verdict = Instruction switch
            {
                IfInstruction condition => context.Classify(kind, [new PlanEntry(condition.Condition, Scope)]) switch
                {
                    PlanContext.Verdict.Accepts when i == 1 => PlanContext.Verdict.Rejects,
                    PlanContext.Verdict.Rejects when i == 0 => PlanContext.Verdict.Rejects,
                    _ => PlanContext.Verdict.Open,
                },
                DependentInstruction => PlanContext.Verdict.Open,
                _ => context.Classify(kind, Branches[i]),
            };
            if (verdict == PlanContext.Verdict.Accepts)
                _accepted++;
            else if (verdict == PlanContext.Verdict.Open)
                _open.Add(i);
        }

        Settle();
    }

    private void Settle()
    {
        switch (Instruction)
        {
            case IfInstruction or DependentInstruction or DiscriminatorInstruction:
                Only = _open.Count == 1 ? Branches[_open[0]] : null;
                break;
            case NotInstruction:
                Verdict = _accepted > 0 ? false : _open.Count == 0 ? true : null;
                break;
            case AlternativesInstruction { ExactlyOne: true }:
                Verdict = _accepted > 1 ? false : _open.Count == 0 ? _accepted == 1 : null;
                Only = _open.Count == 1 && _accepted == 0 ? Branches[_open[0]] : null;
                break;
            default:
                // With unevaluated* beside it, what the other alternatives look at counts as well.
                Verdict = _accepted > 0 && (!_tracked || _open.Count == 0) ? true : _open.Count == 0 ? false : null;
                Only = _open.Count == 1 && _accepted == 0 ? Branches[_open[0]] : null;
                break;
        }
    }
}

/// <summary>Choices decided by a property of the object, from the last one to the first.</summary>
/// <param name="Instruction">Where.</param>
/// <param name="Scope">In which scope.</param>
/// <param name="Left">The branches left.</param>
/// <param name="Earlier">What was decided before.</param>
internal sealed record ChoiceMade(Instruction Instruction, DynamicScope Scope, IReadOnlyList<int> Left, ChoiceMade? Earlier)
{
    public IReadOnlyList<int>? Find(Instruction instruction, DynamicScope scope)
    {
        for (ChoiceMade? choice = this; choice is not null; choice = choice.Earlier)
        {
            if (ReferenceEquals(choice.Instruction, instruction) && ReferenceEquals(choice.Scope, scope))
                return choice.Left;
        }

        return null;
    }
}
