using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Comparison.Pairs;

/// <summary>One difference between two schemas, before anybody asks where they are used.</summary>
internal sealed record SchemaChange
{
    public required string Id { get; init; }

    /// <summary>The sentence, without the operation.</summary>
    public required Func<SchemaPosition, string> Message { get; init; }

    /// <summary>The property below that it is about; null for the value itself.</summary>
    public string? Property { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public required ResolvedNode At { get; init; }

    public ResolvedNode? Was { get; init; }

    /// <summary>
    /// The kind of value that shows it, by the name that <see cref="Witnesses.Candidates"/> gives it; null when no value can.
    /// </summary>
    public string? Tag { get; init; }

    /// <summary>A severity that this case has whatever the catalog says.</summary>
    public Severity? AtLeast { get; init; }

    /// <summary>The solver found no proof that all is fine, and no rule says why: with a witness it breaks, without one nobody knows.</summary>
    public bool IsUnexplained { get; init; }

    /// <summary>It breaks by what it means, whatever values are allowed: what was read is gone.</summary>
    public bool IsByMeaning { get; init; }

    /// <summary>Nothing breaks by it, whatever else of the same value does.</summary>
    public bool IsSafe { get; init; }

    /// <summary>It concerns messages in XML only, and explains nothing about the values that are allowed.</summary>
    public bool IsOfXml { get; init; }
}
