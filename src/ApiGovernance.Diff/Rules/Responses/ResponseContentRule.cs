using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Responses;

/// <summary>Media types of an answer.</summary>
internal static class ResponseContentRule
{
    public static IEnumerable<Change> Check(OperationPair pair, StatusMatch status, ContentMatching matching)
    {
        ApiResponse after = status.After;
        string root = $"response {status.Label}";
        foreach (ApiMediaType removed in matching.Removed)
        {
            yield return new Change("response-media-type-removed", after.Place, $"no longer gives its {root} as `{removed.Name}`.")
            {
                Before = removed.Name,
                Proof = Gone(pair, status, removed),
            };
        }

        foreach (MediaTypeMatch match in matching.Matches)
        {
            Change? change = match.Relation switch
            {
                MediaTypeRelation.Wider when matching.Matches.All(other => other.After != match.After || other.Relation == MediaTypeRelation.Wider) => Of(
                    match, "response-media-type-name-generalized", $"may give its {root} as any `{match.After.Name}`, no longer only as `{match.Before.Name}`.") with
                {
                    Proof = Other(pair, status.Code, match),
                },
                MediaTypeRelation.Narrower => Of(match, "response-media-type-name-specialized", $"gives its {root} as `{match.After.Name}`, before as any `{match.Before.Name}`."),
                MediaTypeRelation.Same when match.Before.Name != match.After.Name => Of(match, "response-media-type-name-changed", $"gives its {root} as `{match.After.Name}`, before as `{match.Before.Name}`."),
                _ => null,
            };
            if (change is not null)
                yield return change;
        }

        foreach (ApiMediaType added in matching.Added)
            yield return new Change("response-media-type-added", after.Place, $"may give its {root} as `{added.Name}` now.") { After = added.Name };
    }

    private static Change Of(MediaTypeMatch match, string id, string message) => new(id, match.After.Place, message) { Before = match.Before.Name, After = match.After.Name };

    private static Proof Gone(OperationPair pair, StatusMatch status, ApiMediaType type)
    {
        string shown = MediaTypes.Example(type.Name);
        string reason = $"The base gives {shown} there.";
        if (status.After.Content.Count == 0)
            return pair.Request().Answered(status.Code, [], $"may be answered with {status.Code} without a body now, which was {shown} before", reason);
        if (StatusMatching.IsSuccess(status.Code))
            return pair.Request().WithHeader("Accept", shown).Refused($" with Accept: {shown}", $"No answer of the media type {shown} is described; the answer is 406.");
        // Nobody negotiates about an error: it comes as it comes.
        string instead = MediaTypes.Example(status.After.Content[0].Name);
        return pair.Request().Answered(
            status.Code, [new("Content-Type", instead)], $"may be answered with {status.Code} and Content-Type: {instead} now, which was {shown} before", reason);
    }

    private static Proof Other(OperationPair pair, string status, MediaTypeMatch match)
    {
        string shown = MediaTypes.Example(match.After.Name);
        return pair.Request().Answered(
            status, [new("Content-Type", shown)], $"may be answered with Content-Type: {shown} now, which was not allowed before", $"The base describes {match.Before.Name} only.");
    }
}
