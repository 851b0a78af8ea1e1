using ApiGovernance.Catalog.Publishing;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog;

/// <summary>Whether the control plane can do its work.</summary>
public sealed class CatalogReadiness
{
    private readonly SnapshotPublisher _publisher;

    internal CatalogReadiness(SnapshotPublisher publisher) => _publisher = publisher;

    /// <summary>Why the catalog folder was left aside at start-up; empty when it was applied.</summary>
    public IReadOnlyList<Finding> FolderErrors { get; internal set; } = [];

    /// <summary>What is missing, in words; null when ready.</summary>
    public string? Missing => _publisher.Current is null ? "No snapshot has been published yet." : null;

    /// <summary>The revision in force; null before the first.</summary>
    public string? Revision => _publisher.Current?.Revision;
}
