using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>What is demanded of an object.</summary>
internal sealed class ObjectPlan
{
    /// <summary>Set when objects are not decided while they are read; nothing else counts then.</summary>
    public TapePlan? Tape { get; init; }

    /// <summary>Set when a property decides which of several plans applies; nothing else counts then.</summary>
    public TagSwitch? Switch { get; init; }

    /// <summary>Every name the schema speaks of.</summary>
    public KeyTable Keys { get; init; } = KeyTable.Empty;

    /// <summary>The plan of every other property, unless its name matches one of <see cref="Patterns"/>.</summary>
    public required Plan Others { get; init; }

    /// <summary>What the name of every other property must satisfy; null when nothing.</summary>
    public StringPlan? OtherNames { get; init; }

    /// <summary>Whether any other property makes the object invalid.</summary>
    public bool RefusesOtherNames { get; init; }

    /// <summary>patternProperties, looked at only for names that are not in <see cref="Keys"/>.</summary>
    public EcmaPattern[] Patterns { get; init; } = [];

    /// <summary>For each set of matching patterns, as bits, the plan of the property; null for sets left to the tape.</summary>
    public Plan?[] ByPattern { get; init; } = [];

    /// <summary>Bits of the required names among the first 64.</summary>
    public ulong Required { get; init; }

    /// <summary>The same for the names after those; null when none of them is required.</summary>
    public ulong[]? RequiredAfter64 { get; init; }

    public long MinProperties { get; init; }

    public long MaxProperties { get; init; } = long.MaxValue;

    /// <summary>Demands on which names occur together; null when there are none.</summary>
    public Presence? Presence { get; init; }

    /// <summary>Whether the end of the object asks for more than <see cref="Required"/>.</summary>
    public bool ChecksAtEnd => RequiredAfter64 is not null || MinProperties > 0 || MaxProperties < long.MaxValue || Presence is not null;

    /// <summary>Whether names outside <see cref="Keys"/> need more than <see cref="Others"/>.</summary>
    public bool ChecksOtherNames => OtherNames is not null || Patterns.Length > 0;
}

/// <summary>A property whose value decides, before the object is read, which plan it is read under.</summary>
internal sealed class TagSwitch
{
    public required byte[] Property { get; init; }

    /// <summary>The strings that select a plan.</summary>
    public required KeyTable Values { get; init; }

    /// <summary>For each of <see cref="Values"/> the plan.</summary>
    public required ObjectPlan?[] Cases { get; init; }

    /// <summary>For every other string; null where no such object is valid.</summary>
    public required ObjectPlan? OtherString { get; init; }

    /// <summary>For every value that is not a string.</summary>
    public required ObjectPlan? NoString { get; init; }

    /// <summary>For objects without the property.</summary>
    public required ObjectPlan? Missing { get; init; }
}
