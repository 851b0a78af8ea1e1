namespace ApiGovernance.Catalog.Access;

/// <summary>Who asks for something: a person or a system, with what its credential lets it be.</summary>
/// <param name="Name">How the audit names it.</param>
internal sealed record CatalogActor(string Name)
{
    /// <summary>The catalog folder at start-up: what is in it was reviewed where it is kept.</summary>
    public static CatalogActor Folder { get; } = new("folder") { Roles = All, Origin = "folder" };

    /// <summary>Whoever calls a control plane that asks nobody for a token, which only a loopback address allows.</summary>
    public static CatalogActor Local { get; } = new("local") { Roles = All };

    /// <summary>The holder of the admin token.</summary>
    public static CatalogActor Admin { get; } = new("admin") { Roles = All };

    public IReadOnlySet<CatalogRole> Roles { get; init; } = new HashSet<CatalogRole>();

    /// <summary>The teams whose APIs an <see cref="CatalogRole.Owner"/> may change.</summary>
    public IReadOnlySet<string> Teams { get; init; } = new HashSet<string>();

    /// <summary>Where the call came from: an address, or <c>folder</c>.</summary>
    public string Origin { get; init; } = "";

    private static IReadOnlySet<CatalogRole> All => new HashSet<CatalogRole> { CatalogRole.Architect };

    public bool Is(CatalogRole role) => Roles.Contains(role);
}
