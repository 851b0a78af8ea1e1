using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Bodies;

/// <summary>How a media type of the revision stands to its partner in the base.</summary>
internal enum MediaTypeRelation
{
    Same,

    /// <summary>A range (or a type without parameters) stands where one type stood.</summary>
    Wider,

    /// <summary>One type stands where a range stood.</summary>
    Narrower,

    /// <summary>One type has a word of its own now beside the range that covered it and still does.</summary>
    Beside,
}

internal sealed record MediaTypeMatch(ApiMediaType Before, ApiMediaType After, MediaTypeRelation Relation);

/// <summary>Which media types of two bodies are which. The order in which they are written means nothing.</summary>
internal sealed class ContentMatching
{
    public ContentMatching(IReadOnlyList<ApiMediaType> before, IReadOnlyList<ApiMediaType> after)
    {
        List<MediaTypeMatch> matches = [];
        List<ApiMediaType> removed = [];
        foreach (ApiMediaType old in before)
        {
            ApiMediaType[] inside = [.. after.Where(candidate => MediaTypes.Covers(old.Name, candidate.Name) && !IsIn(before, candidate))];
            if (MediaTypes.Find(after, old) is { } found)
                matches.Add(new MediaTypeMatch(old, found, IsSame(found, old) ? MediaTypeRelation.Same : MediaTypeRelation.Wider));
            else if (inside.Length == 0)
                removed.Add(old);
            matches.AddRange(inside.Where(type => !IsSame(type, old)).Select(type => new MediaTypeMatch(old, type, IsIn(after, old) ? MediaTypeRelation.Beside : MediaTypeRelation.Narrower)));
        }

        Matches = matches;
        Removed = removed;
        Added = [.. after.Where(type => matches.All(match => match.After != type))];
    }

    public IReadOnlyList<MediaTypeMatch> Matches { get; }

    /// <summary>Of the base: nothing of the revision covers a part of them.</summary>
    public IReadOnlyList<ApiMediaType> Removed { get; }

    public IReadOnlyList<ApiMediaType> Added { get; }

    private static bool IsSame(ApiMediaType one, ApiMediaType other) => MediaTypes.Key(one.Name) == MediaTypes.Key(other.Name);

    private static bool IsIn(IReadOnlyList<ApiMediaType> types, ApiMediaType wanted) => types.Any(type => IsSame(type, wanted));
}
