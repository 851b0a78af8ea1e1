using ApiGovernance.JsonSchema.Compilation;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>
/// Everything that the schemas which apply to a value demand of one kind of value: $ref and allOf followed, alternatives
/// reduced to those that this kind leaves. What is left open is in <see cref="Choices"/>.
/// </summary>
internal sealed class Gathering(PlanContext context, JsonKind kind, ChoiceMade? made)
{
    // Deeper chains of in-place schemas do not occur; the stack must not depend on the schema.
    private const int MaxDepth = 200;

    private static readonly Gathering[] s_accepting =
        [.. Enum.GetValues<JsonKind>().Select(static kind => new Gathering(new PlanContext([]), kind, null))];

    private static readonly Gathering[] s_rejecting =
        [.. Enum.GetValues<JsonKind>().Select(static kind => new Gathering(new PlanContext([]), kind, null) { Rejects = true })];

    private readonly List<SchemaNode> _path = [];
    private HashSet<(SchemaNode, DynamicScope, Evaluations?)>? _visited;

    public JsonKind Kind { get; } = kind;

    /// <summary>No value of this kind can be valid.</summary>
    public bool Rejects { get; private set; }

    /// <summary>Why values of this kind cannot be decided; null when they can, except for choices.</summary>
    public string? Undecided { get; private set; }

    /// <summary>Instructions that look at nothing but the value itself, or at the number of its children.</summary>
    public List<Instruction> Checks { get; } = [];

    public List<PropertyRule> Properties { get; } = [];

    public List<ItemRule> Items { get; } = [];

    public List<PlanEntry> Names { get; } = [];

    public List<(ContainsInstruction Instruction, DynamicScope Scope)> Contains { get; } = [];

    public List<DependentInstruction> Dependents { get; } = [];

    public List<Choice> Choices { get; } = [];

    /// <summary>Whether every value of this kind is accepted.</summary>
    public bool AcceptsAll => !Rejects && Undecided is null && Choices.Count == 0 && Checks.Count == 0 && IsChildless && Dependents.Count == 0;

    public bool IsChildless => Properties.Count == 0 && Items.Count == 0 && Names.Count == 0 && Contains.Count == 0;

    public static Gathering Of(PlanContext context, JsonKind kind, IReadOnlyList<PlanEntry> entries, ChoiceMade? made = null)
    {
        // Of seven kinds a schema speaks of one or two; the others are settled here.
        bool accepts = true;
        for (int i = 0; i < entries.Count; i++)
        {
            foreach (Instruction instruction in entries[i].Node.For(kind))
            {
                accepts = false;
                if (IsRejecting(instruction, kind))
                    return s_rejecting[(int)kind];
            }
        }

        if (accepts)
            return s_accepting[(int)kind];
        var gathering = new Gathering(context, kind, made);
        if (--context.Left < 0)
        {
            gathering.Undecided = "the schema takes more work to analyse than is allowed";
            return gathering;
        }

        foreach (PlanEntry entry in entries)
            gathering.Add(entry, null);
        return gathering;
    }

    private static bool IsRejecting(Instruction instruction, JsonKind kind) => instruction is FalseInstruction
        || (instruction is TypeInstruction type && (kind != JsonKind.Number || !type.Types.HasFlag(JsonTypes.Integer)));

    private void Add(PlanEntry entry, Evaluations? outer)
    {
        if (Rejects || entry.Node.For(Kind).Length == 0)
            return;
        entry = entry with { Scope = context.Enter(entry.Scope, entry.Node.Resource) };
        if (entry.Node.InPlace.Count > 0 || _visited is not null)
        {
            _visited ??= [];
            if (!_visited.Add((entry.Node, entry.Scope, outer)))
            {
                if (_path.Contains(entry.Node))
                    Undecided ??= "a dynamic reference leads back to where it stands";
                return;
            }
        }

        if (++context.Depth > MaxDepth)
            Undecided ??= "too many schemas apply to one value by way of each other";
        _path.Add(entry.Node);
        Evaluations? evaluations = entry.Node.Tracks ? new Evaluations(outer) : outer;
        foreach (Instruction instruction in entry.Node.For(Kind))
        {
            if (context.Depth <= MaxDepth)
                Add(instruction, entry.Scope, evaluations, outer);
        }

        _path.RemoveAt(_path.Count - 1);
        context.Depth--;
    }

    private void Add(Instruction instruction, DynamicScope scope, Evaluations? evaluations, Evaluations? outer)
    {
        switch (instruction)
        {
            case FalseInstruction or TypeInstruction when IsRejecting(instruction, Kind):
                Rejects = true;
                break;
            case ApplyInstruction apply:
                Add(new PlanEntry(apply.Node, scope), evaluations);
                break;
            case DynamicReferenceInstruction reference:
                Add(new PlanEntry(reference.Target(scope.Resources), scope), evaluations);
                break;
            case EnumInstruction values when !values.Values.Any(v => v.Kind == Kind):
                Rejects = true;
                break;
            case EnumInstruction values when Kind is JsonKind.Array or JsonKind.Object:
                Undecided ??= $"'{values.Keyword}' holds {(Kind == JsonKind.Array ? "an array" : "an object")}";
                break;
            case PatternInstruction { Pattern.CanBeUndecided: true }:
            case ObjectInstruction { HasUndecidablePattern: true }:
                Undecided ??= "a pattern may take too long to decide";
                break;
            case TypeInstruction or EnumInstruction or BoundInstruction or MultipleOfInstruction or LengthInstruction or PatternInstruction
                or FormatInstruction or CountInstruction or UniqueItemsInstruction:
                Checks.Add(instruction);
                break;
            case ObjectInstruction or ItemsInstruction or ContainsInstruction or PropertyNamesInstruction or UnevaluatedInstruction:
                AddChildren(instruction, scope, evaluations, outer);
                break;
            case DependentInstruction dependent when dependent.Node is null:
                Dependents.Add(dependent);
                break;
            case AlternativesInstruction or NotInstruction or IfInstruction or DependentInstruction or DiscriminatorInstruction { Unnamed: null }:
                AddChoice(instruction, scope, evaluations);
                break;
            default:
                Undecided ??= $"'{instruction.Keyword}' needs the whole value";
                break;
        }
    }

    private void AddChildren(Instruction instruction, DynamicScope scope, Evaluations? evaluations, Evaluations? outer)
    {
        switch (instruction)
        {
            case ObjectInstruction properties:
                var rule = new PropertyRule(properties, null, null, scope);
                Properties.Add(rule);
                for (Evaluations? e = evaluations; e is not null; e = e.Outer)
                    e.Properties.Add(properties);
                break;
            case ItemsInstruction items:
                Items.Add(new ItemRule(items.Prefix, items.Rest, scope));
                for (Evaluations? e = evaluations; e is not null; e = e.Outer)
                    e.Items = items.Rest is null ? Math.Max(e.Items, items.Prefix.Length) : int.MaxValue;
                break;
            case ContainsInstruction contains:
                Contains.Add((contains, scope));
                if (evaluations is not null && contains.Evaluates)
                    Undecided ??= "'unevaluatedItems' depends on which items 'contains' matched";
                break;
            case PropertyNamesInstruction names:
                Names.Add(new PlanEntry(names.Node, scope));
                break;
            case UnevaluatedInstruction unevaluated when Kind == JsonKind.Object:
                Properties.Add(new PropertyRule(null, evaluations, unevaluated.Node, scope));
                for (Evaluations? e = outer; e is not null; e = e.Outer)
                    e.AllProperties = true;
                break;
            case UnevaluatedInstruction unevaluated:
                if (evaluations!.Items != int.MaxValue)
                    Items.Add(new ItemRule(new SchemaNode?[evaluations.Items], unevaluated.Node, scope));
                for (Evaluations? e = outer; e is not null; e = e.Outer)
                    e.Items = int.MaxValue;
                break;
        }
    }

    private void AddChoice(Instruction instruction, DynamicScope scope, Evaluations? evaluations)
    {
        // Which alternative matched also decides which children are unevaluated.
        bool tracked = evaluations is not null && Kind is JsonKind.Array or JsonKind.Object;
        Choice choice = Choice.Of(context, Kind, instruction, scope, tracked, made?.Find(instruction, scope));
        if (choice.Verdict is { } verdict)
        {
            Rejects |= !verdict;
            return;
        }

        if (choice.Only is { } branch)
        {
            foreach (PlanEntry entry in branch)
                Add(entry, evaluations);
            return;
        }

        Choices.Add(choice);
    }
}
