namespace ApiGovernance.Catalog.Access;

/// <summary>How far a role may do something.</summary>
internal enum AccessGrant
{
    Never,

    /// <summary>With what belongs to the teams that the role was given for.</summary>
    Own,

    All,
}

/// <summary>A row of <see cref="AccessRules"/>. What is not said is <see cref="AccessGrant.Never"/>.</summary>
/// <param name="What">The action in words, after "may not".</param>
/// <param name="Whose">Whose team decides about <see cref="AccessGrant.Own"/>; empty where nobody has it.</param>
internal sealed record AccessRule(CatalogAction Action, string What, string Whose = "")
{
    public AccessGrant Viewer { get; init; }

    public AccessGrant Ci { get; init; }

    public AccessGrant Reviewer { get; init; }

    public AccessGrant Owner { get; init; }

    public AccessGrant Architect { get; init; } = AccessGrant.All;

    public AccessGrant Gateway { get; init; }

    public AccessGrant Of(CatalogRole role) => role switch
    {
        CatalogRole.Viewer => Viewer,
        CatalogRole.Ci => Ci,
        CatalogRole.Reviewer => Reviewer,
        CatalogRole.Owner => Owner,
        CatalogRole.Architect => Architect,
        CatalogRole.Gateway => Gateway,
        _ => AccessGrant.Never,
    };
}
