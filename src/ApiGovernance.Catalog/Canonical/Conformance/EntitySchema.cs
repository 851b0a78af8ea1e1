using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>A schema that operations reach, and what it carries.</summary>
internal sealed class EntitySchema
{
    public required ResolvedNode Place { get; init; }

    public required SchemaView View { get; init; }

    /// <summary>Its name under the components, else what stands for a name.</summary>
    public required string Hint { get; init; }

    public Recognized? Recognized { get; init; }

    /// <summary><c>x-canonical: none</c>.</summary>
    public bool IsOptedOut { get; init; }

    /// <summary>A mark that names nothing.</summary>
    public ResolvedNode? UnknownMark { get; init; }

    public IReadOnlyList<(ResolvedNode Schema, string Hint)> Children { get; init; } = [];

    /// <summary>The children themselves, once somebody went on to them.</summary>
    public EntitySchema[]? Next { get; set; }

    /// <summary>The walk that was here last.</summary>
    public int Walk { get; set; }

    /// <summary>There is something to say of it.</summary>
    public bool Counts => Recognized is not null || UnknownMark is not null || IsOptedOut;

    /// <summary>Its name says that it is a short form.</summary>
    public bool IsSummary { get; init; }

    /// <summary>Its name says that it is a change.</summary>
    public bool IsPartial { get; init; }

    public EntityRole? Role { get; private set; }

    /// <summary>Each once, in the order of the document.</summary>
    public List<string> Operations { get; } = [];

    /// <summary>What is used for several things must be fit for the strictest of them.</summary>
    public void Use(EntityRole role, string? operation)
    {
        Role = Role is { } known && Strictness(known) <= Strictness(role) ? known : role;
        if (operation is not null && Counts && (Operations.Count == 0 || Operations[^1] != operation))
            Operations.Add(operation);
    }

    private static int Strictness(EntityRole role) => role switch
    {
        EntityRole.Full => 0,
        EntityRole.Input => 1,
        EntityRole.Summary => 2,
        _ => 3,
    };
}
