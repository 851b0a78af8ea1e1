namespace ApiGovernance.Cli.Hosting;

/// <summary>What `apigov serve` was asked for, after defaults.</summary>
internal sealed record ServeOptions
{
    /// <summary>The environment variable with the connection string: a command line is seen by every user of the machine.</summary>
    public const string SqlServerVariable = "APIGOV_SQLSERVER";

    /// <summary>The environment variable with the connection string of the Redis that gateways share.</summary>
    public const string RedisVariable = "APIGOV_REDIS";

    /// <summary>What the secrets of webhooks are sealed with.</summary>
    public const string WebhookKeyVariable = "APIGOV_WEBHOOK_KEY";

    public ServeRole Role { get; init; } = ServeRole.All;

    public required string CatalogDirectory { get; init; }

    public required string PoliciesDirectory { get; init; }

    public required string DataDirectory { get; init; }

    /// <summary>Where the gateway listens; port 0 takes a free one.</summary>
    public Uri GatewayUrl { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>Where the control plane listens; for the role gateway, where it is.</summary>
    public Uri ControlPlaneUrl { get; init; } = new("http://127.0.0.1:8081");

    /// <summary>False when all tokens come from the issuers of <c>policies/traffic/issuers.yaml</c>.</summary>
    public bool EmbeddedAuthority { get; init; } = true;

    /// <summary>False when the embedded authority takes the consumers' keys only, and nothing stands in clear anywhere.</summary>
    public bool DevelopmentSecrets { get; init; } = true;

    /// <summary>Bearer token that every call of the catalog API needs; null: none, which only a loopback address allows.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Connection string of the SQL Server database that holds the catalog; null: SQLite in the data folder.</summary>
    public string? SqlServer { get; init; }

    /// <summary>Connection string of the Redis that gateways share; null: each gateway is by itself.</summary>
    public string? Redis { get; init; }

    /// <summary>Where idempotency keys are kept, as <see cref="ApiGovernance.Gateway.GatewayOptions.Idempotency"/>; null: the default.</summary>
    public string? Idempotency { get; init; }

    /// <summary>This gateway's name in acknowledgements and usage reports.</summary>
    public string Node { get; init; } = Environment.MachineName;

    /// <summary>The environment whose back ends the gateway calls; null: those of the catalog's one address.</summary>
    public string? BackendEnvironment { get; init; }

    /// <summary>Other addresses for back ends than the catalog's, by name.</summary>
    public IReadOnlyDictionary<string, Uri> BackendAddresses { get; init; } = new Dictionary<string, Uri>();

    /// <summary>How the gateway knows who calls, beside what the catalog says.</summary>
    public CallerOptions Callers { get; init; } = new();

    public TimeSpan UsageInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a gateway that was told to stop still takes requests while /readyz says that it is draining.</summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.Zero;

    /// <summary>How long requests in flight may take after a stop signal.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Networks inside that webhooks may lead to.</summary>
    public IReadOnlyList<System.Net.IPNetwork> WebhookNetworks { get; init; } = [];

    /// <summary>32 bytes in base64; null: a file of the data folder.</summary>
    public string? WebhookKey { get; init; }

    public bool DeliversWebhooks { get; init; } = true;

    /// <summary>How many days observed usage is kept; null: as the policies need it.</summary>
    public int? UsageRetentionDays { get; init; }

    public bool JsonLogs { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    public string AuthorityDirectory => Path.Combine(DataDirectory, "authority");

    public string SecretsFile => Path.Combine(DataDirectory, "dev-credentials.json");

    /// <summary>True when the policies say whose tokens the catalog API takes; whether they say it well is told when they are read.</summary>
    public bool HasAccessPolicy => File.Exists(Path.Combine(PoliciesDirectory, "access", "access.yaml"));

    public bool RunsControlPlane => Role is ServeRole.All or ServeRole.ControlPlane;

    public bool RunsGateway => Role is ServeRole.All or ServeRole.Gateway;

    public bool RunsAuthority => EmbeddedAuthority && Role is not ServeRole.Gateway;
}
