namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>What applying a folder would change, or has changed.</summary>
/// <param name="BasedOn">The number of the catalog's state that it was worked out on.</param>
/// <param name="Changes">By kind and name; removals last.</param>
public sealed record CatalogPlan(long BasedOn, IReadOnlyList<PlannedChange> Changes)
{
    /// <summary>What is wrong with the folder and what the gate and the life cycle object to; with an error among them nothing is applied.</summary>
    public IReadOnlyList<CatalogFinding> Findings { get; init; } = [];

    /// <summary>True when all of it is in force now.</summary>
    public bool Applied { get; init; }

    /// <summary>False when an error stands in the way.</summary>
    public bool CanApply { get; init; }
}

/// <param name="Action"><c>create</c>, <c>update</c> or <c>delete</c></param>
/// <param name="Kind">E.g. <c>Api</c>; <c>ApiVersion</c> for a version.</param>
/// <param name="Name">A version as <c>orders/v2</c>.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record PlannedChange(string Action, string Kind, string Name, string Reason)
{
    /// <summary>The members that differ, in the order of their pointers.</summary>
    public IReadOnlyList<PlannedField> Fields { get; init; } = [];
}

/// <param name="Pointer">JSON pointer in the descriptor.</param>
/// <param name="Before">As JSON text; null when it is new.</param>
/// <param name="After">As JSON text; null when it goes.</param>
public sealed record PlannedField(string Pointer, string? Before, string? After);

/// <summary>A catalog folder, to be planned or applied as a whole.</summary>
/// <param name="Files">Every file of the folder that is YAML or JSON.</param>
public sealed record FolderRequest(IReadOnlyList<FolderFile> Files)
{
    /// <summary>
    /// What is removed when the folder does not have it: <c>managed</c> (what came from a folder before; the default), <c>none</c> or <c>all</c>.
    /// </summary>
    public string Prune { get; init; } = "managed";

    /// <summary>The state that a plan was looked at on; when the catalog has moved on, nothing is applied. Null: whatever it is.</summary>
    public long? BasedOn { get; init; }

    /// <summary>The reason, for the audit.</summary>
    public string? Why { get; init; }
}

/// <param name="Path">Relative to the folder, with slashes: <c>apis/orders/v1/openapi.yaml</c>.</param>
/// <param name="Text">As it is written.</param>
public sealed record FolderFile(string Path, string Text);
