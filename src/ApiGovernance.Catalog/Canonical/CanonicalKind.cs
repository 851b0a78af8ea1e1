namespace ApiGovernance.Catalog.Canonical;

/// <summary>What a canonical value is, in terms of the business rather than of JSON.</summary>
public enum CanonicalKind
{
    /// <summary>An object with named fields.</summary>
    Object,

    /// <summary>An object whose members are the user's own.</summary>
    Map,

    List,
    Text,

    /// <summary>Text that is compared and not taken apart.</summary>
    Identifier,

    /// <summary>One of a vocabulary.</summary>
    Code,

    Integer,
    Boolean,

    /// <summary>An exact decimal number, as text.</summary>
    Decimal,

    /// <summary>A moment: RFC 3339 with offset.</summary>
    Timestamp,

    /// <summary>A day of the calendar.</summary>
    Date,

    /// <summary>Amount and currency.</summary>
    Money,

    /// <summary>Value and unit of measure.</summary>
    Quantity,

    /// <summary>The schema says nothing that could be compared.</summary>
    Any,
}
