using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>Where the calls of an API name a version, compiled.</summary>
internal sealed class VersionRules
{
    private readonly int firstField;

    public VersionRules(ApiVersionPart part)
    {
        SnapshotVersioning? said = part.Versioning;
        Header = part.VersionHeader;
        MediaTypeParameter = said?.MediaTypeParameter ?? "";
        Query = said?.Query ?? "";
        Sources =
        [
            .. (said?.Precedence ?? ApiVersioning.UsualPrecedence).Where(source =>
                (source != VersionSource.MediaType || MediaTypeParameter.Length > 0) && (source != VersionSource.Query || Query.Length > 0)),
        ];
        LooksAtPath = Sources.Contains(VersionSource.Path);
        LooksAtHeader = Sources.Contains(VersionSource.Header);
        LooksAtMediaType = Sources.Contains(VersionSource.MediaType);
        LooksAtQuery = Sources.Contains(VersionSource.Query);
        HeaderComponent = Header.ToLowerInvariant();
        FirstCounts = said?.OnConflict == VersionConflictRule.First;
        string?[] fields =
        [
            LooksAtHeader ? Header : null,
            LooksAtMediaType ? "Accept" : null,
        ];
        Vary = string.Join(", ", fields.Where(field => field is not null));
        firstField = Array.FindIndex(Sources, IsField);
    }

    /// <summary>The places to look at, what counts most first.</summary>
    public VersionSource[] Sources { get; }

    public bool LooksAtPath { get; }

    public bool LooksAtHeader { get; }

    public bool LooksAtMediaType { get; }

    public bool LooksAtQuery { get; }

    /// <summary>The first place that names a version counts; else all have to agree.</summary>
    public bool FirstCounts { get; }

    public string Header { get; }

    /// <summary>The header as signatures name it (RFC 9421, 2.1).</summary>
    public string HeaderComponent { get; }

    public string MediaTypeParameter { get; }

    public string Query { get; }

    /// <summary>The fields that decide where path and query do not, for caches (RFC 9110, 12.5.5); empty for none.</summary>
    public string Vary { get; }

    /// <summary>Whether other fields would have led to another version than the one that <paramref name="source"/> named.</summary>
    public bool HangsOnFields(VersionSource source) => IsField(source) || (FirstCounts && firstField >= 0 && firstField < Array.IndexOf(Sources, source));

    /// <summary>How people are told where to put a version.</summary>
    public string Advice(string basePath) => string.Join(", or ", Sources.Select(source => source switch
    {
        VersionSource.Path => $"put one behind {basePath}/",
        VersionSource.Header => $"send the header {Header}",
        VersionSource.MediaType => $"add ;{MediaTypeParameter}= to Accept or Content-Type",
        _ => $"add the query parameter {Query}",
    }));

    /// <summary>What a place is called in a refusal.</summary>
    public string NameOf(VersionSource source) => source switch
    {
        VersionSource.Path => "the path",
        VersionSource.Header => $"the header {Header}",
        VersionSource.MediaType => $"the media type's parameter {MediaTypeParameter}",
        _ => $"the query parameter {Query}",
    };

    private static bool IsField(VersionSource source) => source is VersionSource.Header or VersionSource.MediaType;
}
