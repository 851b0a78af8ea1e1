using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Changelogs;

/// <summary>What changed in an API from version to version, for those who call it.</summary>
public sealed record Changelog
{
    /// <summary>What it is the changelog of, e.g. <c>Orders</c> or a folder.</summary>
    public required string Title { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<ChangelogRelease> Releases { get; init; }

    public required string ToolVersion { get; init; }

    /// <summary>What a reader must know beside the changes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One step from a version to the next.</summary>
public sealed record ChangelogRelease
{
    /// <summary>The API's title, or a document's path.</summary>
    public required string Name { get; init; }

    /// <summary><c>info.version</c> before and after; null where there is no such document.</summary>
    public string? VersionBefore { get; init; }

    public string? VersionAfter { get; init; }

    /// <summary>The commit that made the step, when history was walked.</summary>
    public ChangelogCommit? Commit { get; init; }

    /// <summary>Null when the step could not be compared; <see cref="Problem"/> then says why.</summary>
    public DiffResult? Result { get; init; }

    public string? Problem { get; init; }

    /// <summary>The changes by section, in the order of the sections; sections without any are left out.</summary>
    public IEnumerable<(ChangelogSection Section, IReadOnlyList<Finding> Changes)> Sections =>
        (Result is null ? [] : Result.Findings.Concat(Result.NotCompared))
            .GroupBy(ChangelogSections.Of)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, (IReadOnlyList<Finding>)[.. group]));
}

/// <param name="Hash">Short.</param>
/// <param name="Date">The author's day, <c>yyyy-MM-dd</c>.</param>
public sealed record ChangelogCommit(string Hash, string Date, string Author, string Subject);
