using System.Net;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog;

/// <summary>How a host sets the catalog up.</summary>
public sealed record CatalogOptions
{
    /// <summary>Where the SQLite database is kept; made when it is not there. On a local disk.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// Connection string of a SQL Server database that is used instead, by one or several control planes; null: SQLite. It may hold a
    /// password, so it comes from the environment or a secret store and is never logged.
    /// </summary>
    public string? SqlServer { get; init; }

    /// <summary>The policies' folder; null: the built-in defaults hold.</summary>
    public string? PoliciesDirectory { get; init; }

    /// <summary>The folder that seeds the catalog at start-up; null: the catalog is only changed over HTTP.</summary>
    public string? CatalogDirectory { get; init; }

    /// <summary>What every call of the catalog API must send as bearer token; null: none is asked for.</summary>
    public string? AdminToken { get; init; }

    /// <summary>The built-in token authority, trusted by gateways beside those of the policies.</summary>
    public TokenIssuer? EmbeddedIssuer { get; init; }

    /// <summary>Another address for a back end's name than the catalog's, or null to keep that.</summary>
    public Func<string, string?>? BackendAddress { get; init; }

    /// <summary>Where callers reach the gateways, for what is told about APIs; null: addresses are told without it.</summary>
    public Uri? GatewayAddress { get; init; }

    /// <summary>Networks that are not public and where webhooks may lead all the same; loopback among them allows plain http there.</summary>
    public IReadOnlyList<IPNetwork> WebhookNetworks { get; init; } = [];

    /// <summary>What the secrets of webhooks are sealed with: 32 bytes in base64; null: a file of the data folder.</summary>
    public string? WebhookKey { get; init; }

    /// <summary>How many days observed usage is kept; null: 400, or a month more than the longest that a policy looks back.</summary>
    public int? UsageRetentionDays { get; init; }

    /// <summary>False when another control plane over the same store delivers what webhooks are to be told.</summary>
    public bool DeliversWebhooks { get; init; } = true;
}
