using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Responses;

/// <summary>Statuses that came and went.</summary>
internal static class StatusRule
{
    public static Change Removed(OperationPair pair, ApiResponse old)
    {
        bool success = StatusMatching.IsSuccess(old.Status);
        return new Change(
            success ? "response-success-status-removed" : "response-non-success-status-removed",
            pair.Place.Member("responses") ?? pair.Place,
            $"no longer answers with status {old.Status}.")
        {
            Before = old.Status,
            Was = old.Place,
            Identity = $"{pair.Identity} response {old.Status}",
            Proof = success ? NoLonger(pair, old) : null,
        };
    }

    public static Change Added(OperationPair pair, ApiResponse now) => new(
        StatusMatching.IsSuccess(now.Status) ? "response-success-status-added" : "response-non-success-status-added", now.Place, $"may answer with status {now.Status} now.")
    {
        After = now.Status,
        Identity = $"{pair.Identity} response {now.Status}",
    };

    private static Proof NoLonger(OperationPair pair, ApiResponse old)
    {
        string[] others = [.. pair.After.Responses.Select(response => response.Status).Where(StatusMatching.IsSuccess)];
        string instead = others.Length > 0 ? string.Join(" or ", others) : pair.After.Responses.Count > 0 ? pair.After.Responses[0].Status : "default";
        return pair.Request().Answered(
            instead, [], $"was answered with {old.Status}, which is not among its answers now ({instead})",
            others.Length > 0 ? $"The base describes {old.Status}, and the revision {instead} instead." : $"The base describes {old.Status}, and the revision no success at all.");
    }
}
