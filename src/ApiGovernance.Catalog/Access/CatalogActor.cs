namespace ApiGovernance.Catalog.Access;

/// <summary>Who asks for something: a person or a system, with what its credential lets it be.</summary>
/// <param name="Name">How the audit names it.</param>
internal sealed record CatalogActor(string Name)
{
    /// <summary>In place of a team's name: all of them.</summary>
    public const string EveryTeam = "*";

    private static readonly IReadOnlySet<string> NoTeams = new HashSet<string>();

    /// <summary>The catalog folder at start-up: what is in it was reviewed where it is kept.</summary>
    public static CatalogActor Folder { get; } = Architect("folder") with { Origin = "folder" };

    /// <summary>The control plane itself, where nobody asked it: a rollout that it withdraws.</summary>
    public static CatalogActor ControlPlane { get; } = new("control-plane") { Origin = "control-plane" };

    /// <summary>Whoever calls a control plane that asks nobody for a token, which only a loopback address allows.</summary>
    public static CatalogActor Local { get; } = Architect("local");

    /// <summary>The holder of the admin token.</summary>
    public static CatalogActor Admin { get; } = Architect("admin");

    /// <summary>Its roles, each with the teams that it was given for.</summary>
    public IReadOnlyDictionary<CatalogRole, IReadOnlySet<string>> Teams { get; init; } = new Dictionary<CatalogRole, IReadOnlySet<string>>();

    public IReadOnlyCollection<CatalogRole> Roles => [.. Teams.Keys];

    /// <summary>Where the call came from: an address, or <c>folder</c>.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Why it does what it does, in its own words; kept with every audit entry.</summary>
    public string Reason { get; init; } = "";

    public bool Is(CatalogRole role) => Teams.ContainsKey(role);

    /// <summary>Whether it has the role for this team.</summary>
    public bool IsFor(CatalogRole role, string team) => Teams.TryGetValue(role, out IReadOnlySet<string>? teams) && (teams.Contains(team) || teams.Contains(EveryTeam));

    /// <summary>The role in words: <c>owner of sales</c>.</summary>
    public string Describe(CatalogRole role)
    {
        IReadOnlySet<string> teams = Teams.GetValueOrDefault(role, NoTeams);
        return RoleNames.Of(role) + (teams.Count == 0 ? "" : $" of {string.Join(", ", teams.Order(StringComparer.Ordinal))}");
    }

    private static CatalogActor Architect(string name) =>
        new(name) { Teams = new Dictionary<CatalogRole, IReadOnlySet<string>> { [CatalogRole.Architect] = NoTeams } };
}
