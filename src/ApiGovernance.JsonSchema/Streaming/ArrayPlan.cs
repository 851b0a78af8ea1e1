namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>What is demanded of an array.</summary>
internal sealed class ArrayPlan
{
    /// <summary>The plans of the first items.</summary>
    public Plan[] Prefix { get; init; } = [];

    /// <summary>The plan of every other item.</summary>
    public required Plan Rest { get; init; }

    public long MinItems { get; init; }

    public long MaxItems { get; init; } = long.MaxValue;

    /// <summary>No two items may be equal.</summary>
    public bool Unique { get; init; }

    /// <summary>Items to count while they are read.</summary>
    public ContainsCheck[] Contains { get; init; } = [];

    /// <summary>Whether more than items and their number is looked at.</summary>
    public bool IsExtended => Unique || Contains.Length > 0;
}

/// <summary>contains: how many items may satisfy a plan.</summary>
internal sealed record ContainsCheck(Plan Item, long Min, long Max);
