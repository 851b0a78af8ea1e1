using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>Where a call may name a version, and what happens when it names several.</summary>
public sealed record ApiVersioning
{
    public static IReadOnlyList<VersionSource> UsualPrecedence { get; } =
        [VersionSource.Path, VersionSource.Header, VersionSource.MediaType, VersionSource.Query];

    /// <summary>The request header that names a version.</summary>
    public string Header { get; init; } = "Api-Version";

    /// <summary>The parameter of <c>Accept</c> and <c>Content-Type</c> that names a version; null: these fields are not looked at.</summary>
    public string? MediaTypeParameter { get; init; }

    /// <summary>The query parameter that names a version; null: the query is not looked at.</summary>
    public string? Query { get; init; }

    /// <summary>The version used when a call names none; null: such a call is refused with the list of versions.</summary>
    public string? Default { get; init; }

    /// <summary>Where a version is looked for, what counts most first; a place that is not listed is not looked at.</summary>
    public IReadOnlyList<VersionSource> Precedence { get; init; } = UsualPrecedence;

    public VersionConflictRule OnConflict { get; init; }
}

/// <summary>A place in a request that names a version.</summary>
[JsonConverter(typeof(WordEnum<VersionSource>))]
public enum VersionSource
{
    /// <summary>The segment behind the base path.</summary>
    [JsonStringEnumMemberName("path")] Path,

    [JsonStringEnumMemberName("header")] Header,

    [JsonStringEnumMemberName("media-type")] MediaType,

    [JsonStringEnumMemberName("query")] Query,
}

/// <summary>What is done with a call that names two versions.</summary>
[JsonConverter(typeof(WordEnum<VersionConflictRule>))]
public enum VersionConflictRule
{
    /// <summary>It is refused.</summary>
    [JsonStringEnumMemberName("refuse")] Refuse,

    /// <summary>The place that comes first in the precedence counts; the others are not looked at.</summary>
    [JsonStringEnumMemberName("first")] First,
}
