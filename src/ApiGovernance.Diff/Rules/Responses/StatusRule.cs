using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Responses;

/// <summary>Statuses that came and went.</summary>
internal static class StatusRule
{
    public static IEnumerable<Change> Check(OperationPair pair, StatusMatching matching)
    {
        foreach (ApiResponse old in pair.Before.Responses)
        {
            if (Removed(pair, old, matching) is { } removed)
                yield return removed;
        }

        foreach (ApiResponse added in matching.Added)
            yield return Added(pair, added);
    }

    private static Change? Removed(OperationPair pair, ApiResponse old, StatusMatching matching)
    {
        bool isDefault = old.Status == "default";
        if (isDefault ? pair.After.Responses.Any(now => now.Status == "default") : matching.Lost(old) is null)
            return null;
        // A caller waits for a status that was named; of a range nobody knew which one would come, so one of them is as good as another.
        bool success = matching.LostSuccess(old) is not null && (StatusMatching.Width(old.Status) == 0 || !matching.Answers.Any(StatusMatching.IsSuccess));
        string id = success ? "response-success-status-removed"
            : StatusMatching.IsSuccess(old.Status) ? "response-success-status-range-narrowed"
            : "response-non-success-status-removed";
        return new Change(
            id,
            pair.Place.Member("responses") ?? pair.Place,
            id == "response-success-status-range-narrowed" ? $"no longer answers with every status {old.Status}."
                : isDefault && success ? "no longer answers with success, for which its response default stood."
                : $"no longer answers with status {old.Status}.")
        {
            Before = old.Status,
            Was = old.Place,
            Identity = $"{pair.Identity} response {old.Status}",
            Proof = success ? NoLonger(pair, matching.LostSuccess(old)!, matching) : null,
        };
    }

    private static Change Added(OperationPair pair, ApiResponse now) => new(
        StatusMatching.IsSuccess(now.Status) ? "response-success-status-added" : "response-non-success-status-added", now.Place, $"may answer with status {now.Status} now.")
    {
        After = now.Status,
        Identity = $"{pair.Identity} response {now.Status}",
    };

    private static Proof NoLonger(OperationPair pair, string code, StatusMatching matching)
    {
        string[] answers = [.. matching.Answers], successes = [.. answers.Where(StatusMatching.IsSuccess)];
        string instead = answers.Length > 0 ? answers[0] : "500", listed = successes.Length > 0 ? string.Join(" or ", successes) : instead;
        return pair.Request().Answered(
            instead, [], $"was answered with {code}, which is not among its answers now ({listed})",
            successes.Length > 0 ? $"The base describes {code}, and the revision {listed} instead." : $"The base describes {code}, and the revision no success at all.");
    }
}
