using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Callbacks;

/// <summary>Whether a message that the API sends has a body, and in which media types it may come: the receiver does not choose.</summary>
internal static class SentBodyRules
{
    public static IEnumerable<Change> Check(SentMessage message, ApiRequestBody? before, ApiRequestBody? after)
    {
        Change? presence = (before, after) switch
        {
            (null, { }) => new Change("webhook-body-added", after.Place, $"sends its {message.Name} with a body now."),
            ({ }, null) => new Change("webhook-body-removed", message.Pair.Place, $"sends its {message.Name} without a body now.") { Proof = WithoutBody(message) },
            ({ Required: true }, { Required: false }) => new Change("webhook-body-became-optional", after.Place, $"may send its {message.Name} without a body now.") { Proof = WithoutBody(message) },
            ({ Required: false }, { Required: true }) => new Change("webhook-body-became-required", after.Place, $"always sends its {message.Name} with a body now."),
            _ => null,
        };
        if (presence is not null)
            yield return presence with { Was = before?.Place };
        if (before is null || after is null)
            yield break;
        ContentMatching matching = new(before.Content, after.Content);
        IEnumerable<ApiMediaType> wider = matching.Matches.Where(match => match.Relation == MediaTypeRelation.Wider).Select(match => match.After);
        foreach (string added in matching.Added.Concat(wider).Select(type => type.Name).Distinct(StringComparer.Ordinal))
        {
            yield return new Change("webhook-media-type-added", after.Place, $"may send its {message.Name} as `{added}` now.")
            {
                After = added,
                Was = before.Place,
                Proof = message.Sent(
                    $"may be sent with Content-Type: {MediaTypes.Example(added)} now, which was not allowed before", "The base does not name the media type.", [new("Content-Type", MediaTypes.Example(added))]),
            };
        }

        IEnumerable<ApiMediaType> narrower = matching.Matches.Where(match => match.Relation == MediaTypeRelation.Narrower).Select(match => match.Before);
        foreach (string gone in matching.Removed.Concat(narrower).Select(type => type.Name).Distinct(StringComparer.Ordinal))
            yield return new Change("webhook-media-type-removed", after.Place, $"no longer sends its {message.Name} as `{gone}`.") { Before = gone, Was = before.Place };
    }

    private static Proof WithoutBody(SentMessage message) => message.Sent("may be sent without a body now, which was always there", "The base always sends a body.");
}
