using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.Diff.Rules.Responses;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Callbacks;

/// <summary>What receivers may answer: it is judged as what a caller sends.</summary>
internal static class AnswerRules
{
    /// <param name="code">A status that is no longer taken.</param>
    public static Change Removed(SentMessage message, ApiResponse old, string code) =>
        new("webhook-response-status-removed", message.Pair.Place.Member("responses") ?? message.Pair.Place, $"no longer takes {(old.Status == "default" ? "every success" : old.Status)} as an answer to its {message.Name}.")
        {
            Before = old.Status,
            Was = old.Place,
            Proof = message.Answer(code, "", "The revision does not name the status."),
        };

    public static Change Added(SentMessage message, ApiResponse now) =>
        new("webhook-response-status-added", now.Place, $"takes {now.Status} as an answer to its {message.Name} now.") { After = now.Status };

    public static IEnumerable<Change> Kept(SentMessage message, StatusMatch status, ContentMatching matching)
    {
        ApiResponse old = status.Before, now = status.After;
        string words = $"answer {status.Label} to its {message.Name}";
        if (old.Content.Count == 0 && now.Content.Count > 0)
        {
            yield return new Change("webhook-response-body-added", now.Place, $"asks for a body in the {words}.") { Proof = message.Answer(status.Code, " without a body", "A body is described.") };
        }
        else if (old.Content.Count > 0 && now.Content.Count == 0)
        {
            yield return new Change("webhook-response-body-removed", now.Place, $"no longer describes a body in the {words}.");
        }
        else
        {
            IEnumerable<ApiMediaType> narrower = matching.Matches.Where(match => match.Relation == MediaTypeRelation.Narrower).Select(match => match.Before);
            foreach (string gone in matching.Removed.Concat(narrower).Select(type => type.Name).Distinct(StringComparer.Ordinal))
            {
                yield return new Change("request-body-media-type-removed", now.Place, $"no longer takes the {words} as `{gone}`.")
                {
                    Before = gone,
                    Proof = message.Answer(status.Code, $" and Content-Type: {MediaTypes.Example(gone)}", "The revision does not name the media type."),
                };
            }

            foreach (ApiMediaType added in matching.Added)
                yield return new Change("request-body-media-type-added", now.Place, $"takes the {words} as `{added.Name}` now.") { After = added.Name };
        }
    }

    public static IEnumerable<Change> Headers(SentMessage message, StatusMatch status)
    {
        ApiResponse old = status.Before, now = status.After;
        string words = $"answer {status.Label} to its {message.Name}";
        foreach (ApiHeader header in now.Headers.Where(header => header is { Required: true, IsIgnored: false } && old.Headers.All(was => !Same(was, header) || !was.Required)))
        {
            yield return new Change("webhook-response-header-required", header.Place, $"asks for the header `{header.Name}` in the {words}.")
            {
                After = header.Name,
                Proof = message.Answer(status.Code, $" without the header {header.Name}", $"The header {header.Name} is required."),
            };
        }

        foreach (ApiHeader header in old.Headers.Where(header => !header.IsIgnored && now.Headers.All(kept => !Same(kept, header))))
            yield return new Change("webhook-response-header-removed", now.Place, $"no longer describes the header `{header.Name}` in the {words}.") { Before = header.Name, Was = header.Place };
    }

    // RFC 9110, 5.1: field names are case-insensitive.
    public static bool Same(ApiHeader one, ApiHeader other) => string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);
}
