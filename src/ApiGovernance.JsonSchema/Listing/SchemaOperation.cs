namespace ApiGovernance.JsonSchema;

/// <summary>The instructions of a schema program, as <see cref="CompiledSchema.Listing"/> shows them; docs/reference/schema-program.md explains each.</summary>
public enum SchemaOperation
{
    /// <summary>A plan begins: the kinds of value it accepts.</summary>
    Value,

    /// <summary>Bounds of a string's length in code points.</summary>
    StringLength,

    /// <summary>The strings allowed, found by hash.</summary>
    StringValues,

    /// <summary>A format a string must have.</summary>
    StringFormat,

    /// <summary>A pattern a string must match.</summary>
    StringPattern,

    /// <summary>How many of the branches that follow a string must satisfy.</summary>
    StringBranches,

    /// <summary>Bounds of a number, compared as an integer.</summary>
    NumberRange,

    /// <summary>What a number must be a multiple of; an integer is a multiple of 1.</summary>
    NumberMultiple,

    /// <summary>The numbers allowed, by value.</summary>
    NumberValues,

    /// <summary>A format a number must have.</summary>
    NumberFormat,

    /// <summary>How many of the branches that follow a number must satisfy.</summary>
    NumberBranches,

    /// <summary>A branch of a string or a number begins.</summary>
    Branch,

    /// <summary>The plan of one of the first items.</summary>
    PrefixItem,

    /// <summary>The plan of every other item.</summary>
    Items,

    /// <summary>Bounds of the number of items.</summary>
    ItemCount,

    /// <summary>No item may equal another.</summary>
    UniqueItems,

    /// <summary>How many items must satisfy a plan.</summary>
    Contains,

    /// <summary>A name of the property table, with the plan of its value.</summary>
    Property,

    /// <summary>The plan of properties whose names are not in the table and match a pattern.</summary>
    PatternProperty,

    /// <summary>The plan of every other property, or that there must be none.</summary>
    OtherProperties,

    /// <summary>What names that are not in the table must satisfy.</summary>
    PropertyNames,

    /// <summary>Bounds of the number of properties.</summary>
    PropertyCount,

    /// <summary>Which properties must, or must not, occur together.</summary>
    Presence,

    /// <summary>A property whose value selects the case under which the object is read.</summary>
    TagSwitch,

    /// <summary>A case of a tag switch begins.</summary>
    Case,

    /// <summary>Values of these kinds go to the tape, with the reason.</summary>
    Tape,
}
