using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>
/// What one pass over a value has to check: everything that all schemas which apply at that place demand, decided per kind of value.
/// Filled in once by the planner, immutable afterwards. Plans refer to each other in cycles where schemas are recursive.
/// </summary>
internal sealed class Plan
{
    public const byte AllKinds = 0x7F;

    // The plan of anything is that of its items and properties too, so the three are tied together here.
    static Plan()
    {
        Anything = new Plan { Kinds = AllKinds };
        AnyArray = new ArrayPlan { Rest = Anything };
        AnyObject = new ObjectPlan { Others = Anything };
        Anything.Array = AnyArray;
        Anything.Object = AnyObject;
        Nothing = new Plan();
    }

    /// <summary>Accepts every value: what is left is the grammar, depth and duplicate keys.</summary>
    public static Plan Anything { get; }

    /// <summary>Accepts nothing.</summary>
    public static Plan Nothing { get; }

    public static ArrayPlan AnyArray { get; }

    public static ObjectPlan AnyObject { get; }

    /// <summary>One bit per <see cref="JsonKind"/>: whether a value of that kind can be valid.</summary>
    public byte Kinds { get; set; }

    /// <summary>The kinds, among those not in <see cref="Kinds"/>, whose values are left to the tape.</summary>
    public byte TapeKinds { get; set; }

    /// <summary>What is run over the tape for values of <see cref="TapeKinds"/>.</summary>
    public TapePlan? Tape { get; set; }

    /// <summary>What is demanded of a string; null when nothing is.</summary>
    public StringPlan? String { get; set; }

    /// <summary>What is demanded of a number; null when nothing is.</summary>
    public NumberPlan? Number { get; set; }

    /// <summary>What is demanded of an array.</summary>
    public ArrayPlan Array { get; set; } = AnyArray;

    /// <summary>What is demanded of an object.</summary>
    public ObjectPlan Object { get; set; } = AnyObject;

    /// <summary>Where the plan comes from, for people.</summary>
    public IReadOnlyList<PlanEntry> Sources { get; init; } = [];

    public bool IsNothing => Kinds == 0 && TapeKinds == 0;

    public bool IsAnything => Kinds == AllKinds && String is null && Number is null
        && ReferenceEquals(Array, AnyArray) && ReferenceEquals(Object, AnyObject);

    public bool Accepts(JsonKind kind) => (Kinds & (1 << (int)kind)) != 0;
}
