namespace ApiGovernance.JsonSchema.Observation;

/// <summary>How much a <see cref="FieldUsage"/> may remember. What is beyond is counted and not kept.</summary>
public sealed record FieldUsageOptions
{
    /// <summary>Used when none are given.</summary>
    public static FieldUsageOptions Default { get; } = new();

    /// <summary>Paths of properties that the schema names. A recursive schema has as many as instances are deep.</summary>
    public int MaxNamedPaths { get; init; } = 10_000;

    /// <summary>Paths of properties that it does not name: what senders make up must not crowd out the others.</summary>
    public int MaxUnnamedPaths { get; init; } = 1_000;

    /// <summary>Bytes, in UTF-8, that the name of a property may have which the schema does not name.</summary>
    public int MaxNameBytes { get; init; } = 100;
}

/// <summary>One property and how often it occurred.</summary>
/// <param name="Path">
/// JSON pointer in which <c>*</c> stands for every item of an array and every key of a map: <c>/lines/*/giftWrap</c>. A property that is
/// really called <c>*</c> is written <c>~2</c>.
/// </param>
/// <param name="Instances">Valid texts in which it occurred, once or several times, whatever its value.</param>
/// <param name="IsNamed">Whether the schema names it.</param>
public sealed record FieldPathUsage(string Path, long Instances, bool IsNamed);
