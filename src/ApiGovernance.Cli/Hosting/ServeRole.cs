namespace ApiGovernance.Cli.Hosting;

/// <summary>Which planes a process runs.</summary>
internal enum ServeRole
{
    /// <summary>Both planes in one process, joined by the same interface that a remote gateway uses over HTTP.</summary>
    All,

    /// <summary>Catalog API, change gate, snapshot feed and the embedded token authority.</summary>
    ControlPlane,

    /// <summary>Only the gateway; its snapshots come from <see cref="ServeOptions.ControlPlaneUrl"/>.</summary>
    Gateway,

    /// <summary>Only the embedded token authority, for the consumers of the catalog folder.</summary>
    Authority,
}
