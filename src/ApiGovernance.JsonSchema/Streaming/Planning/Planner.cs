using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>
/// Makes plans from compiled schemas: one for every set of schemas that apply at the same place. Works through a queue,
/// so neither recursive nor deep schemas need a stack.
/// </summary>
internal sealed class Planner(SchemaProgram program, IReadOnlyList<DynamicReferenceInstruction> references)
{
    /// <summary>Merging can multiply schemas; whatever is beyond this many plans is left to the tape.</summary>
    private const int MaxPlans = 50_000;

    private static readonly JsonKind[] s_literals = [JsonKind.Null, JsonKind.False, JsonKind.True];

    private readonly Dictionary<PlanEntry, Plan> _single = [];
    private readonly Dictionary<EntrySet, Plan> _sets = [];
    private readonly Queue<Plan> _pending = new();
    private int _count;

    public PlanContext Context { get; } = new(references);

    /// <summary>The plan of one schema, with everything it refers to.</summary>
    public Plan Build(SchemaNode root)
    {
        Plan plan = PlanOf([new PlanEntry(root, DynamicScope.None)]);
        while (_pending.TryDequeue(out Plan? next))
            Fill(next);
        return plan;
    }

    /// <summary>The plan of some schemas; it is filled in later.</summary>
    public Plan PlanOf(List<PlanEntry> entries)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            entries[i] = Elide(entries[i]);
            if (entries[i].Node.For(JsonKind.Null) is [FalseInstruction, ..])
                return Plan.Nothing;
        }

        entries.RemoveAll(static e => e.Node.AcceptsAll);
        if (entries.Count > 1)
            entries = [.. entries.Distinct()];

        if (entries.Count == 0)
            return Plan.Anything;
        if (entries.Count == 1)
            return _single.TryGetValue(entries[0], out Plan? one) ? one : _single[entries[0]] = New(entries);
        var set = new EntrySet(entries);
        return _sets.TryGetValue(set, out Plan? many) ? many : _sets[set] = New(entries);
    }

    private Plan New(List<PlanEntry> entries)
    {
        var plan = new Plan { Sources = [.. entries] };
        if (++_count <= MaxPlans)
            _pending.Enqueue(plan);
        else
            Leave(plan, Plan.AllKinds, "the schema would take more plans than are allowed");
        return plan;
    }

    /// <summary>A schema that is nothing but a reference is the schema it refers to.</summary>
    private PlanEntry Elide(PlanEntry entry)
    {
        for (int hops = 0; hops < 100; hops++)
        {
            if (entry.Node.OnlyReference is not { } target)
                break;
            entry = new PlanEntry(target, Context.Enter(entry.Scope, entry.Node.Resource));
        }

        return entry;
    }

    private void Fill(Plan plan)
    {
        foreach (JsonKind kind in s_literals)
        {
            var gathering = Gathering.Of(Context, kind, plan.Sources);
            if (gathering.AcceptsAll || (!gathering.Rejects && LiteralVerdicts.Accepts(program, plan.Sources, kind)))
                Accept(plan, kind);
        }

        FillScalars(plan);
        var array = Gathering.Of(Context, JsonKind.Array, plan.Sources);
        if (Decide(plan, array, ArrayPlanner.Obstacle(array)))
            plan.Array = ArrayPlanner.Make(this, array);
        var obj = Gathering.Of(Context, JsonKind.Object, plan.Sources);
        if (Decide(plan, obj, null))
            plan.Object = ObjectPlanner.Make(this, plan.Sources, obj);
    }

    private void FillScalars(Plan plan)
    {
        var text = Gathering.Of(Context, JsonKind.String, plan.Sources);
        var strings = new StringPlanner(Context);
        StringPlan? ofString = strings.Make(text);
        if (Decide(plan, text, strings.Obstacle))
            plan.String = ofString;
        var number = Gathering.Of(Context, JsonKind.Number, plan.Sources);
        var numbers = new NumberPlanner(Context);
        NumberPlan? ofNumber = numbers.Make(number);
        if (Decide(plan, number, numbers.Obstacle))
            plan.Number = ofNumber;
    }

    /// <summary>Notes whether a kind is accepted or left to the tape; true when more is to be said about it.</summary>
    private static bool Decide(Plan plan, Gathering gathering, string? obstacle)
    {
        if (gathering.Rejects)
            return false;
        if ((obstacle ?? gathering.Undecided) is { } reason)
        {
            Leave(plan, (byte)(1 << (int)gathering.Kind), reason);
            return false;
        }

        Accept(plan, gathering.Kind);
        return !gathering.AcceptsAll;
    }

    private static void Accept(Plan plan, JsonKind kind) => plan.Kinds |= (byte)(1 << (int)kind);

    private static void Leave(Plan plan, byte kinds, string reason)
    {
        plan.TapeKinds |= kinds;
        plan.Tape ??= new TapePlan([.. plan.Sources], reason);
    }

    /// <summary>A set of schemas as a key.</summary>
    private sealed class EntrySet : IEquatable<EntrySet>
    {
        private readonly HashSet<PlanEntry> _entries;
        private readonly int _hash;

        public EntrySet(List<PlanEntry> entries)
        {
            _entries = [.. entries];
            foreach (PlanEntry entry in entries)
                _hash ^= entry.GetHashCode();
        }

        public bool Equals(EntrySet? other) => other is not null && other._hash == _hash && other._entries.SetEquals(_entries);

        public override bool Equals(object? obj) => Equals(obj as EntrySet);

        public override int GetHashCode() => _hash;
    }
}
