using System.Globalization;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Responses;

/// <summary>Two responses that stand for the same status.</summary>
/// <param name="Code">A status that both stand for, to show: <c>200</c>.</param>
internal sealed record StatusMatch(ApiResponse Before, ApiResponse After, string Code)
{
    /// <summary>The narrower of the two: where a status falls to a range or to <c>default</c>, it alone is what changed.</summary>
    public string Label => StatusMatching.Width(Before.Status) < StatusMatching.Width(After.Status) ? Before.Status : After.Status;
}

/// <summary>
/// Which response stands for a status on each side: its own, that of its range, <c>default</c>. OpenAPI lets <c>default</c> stand for every
/// status that is not named, and nearly all documents mean errors by it: so it is the answer of success where a document names no success
/// at all, and of errors only where it does.
/// </summary>
internal sealed class StatusMatching
{
    private readonly IReadOnlyList<ApiResponse> _before, _after;
    private readonly List<(string Code, ApiResponse? Before, ApiResponse? After)> _codes;

    public StatusMatching(IReadOnlyList<ApiResponse> before, IReadOnlyList<ApiResponse> after)
    {
        (_before, _after) = (before, after);
        _codes = [.. Codes(before, after).Select(code => (code, Of(before, code), Of(after, code)))];
        Matches = [.. _codes.Where(code => code is { Before: not null, After: not null }).DistinctBy(code => (code.Before!.Status, code.After!.Status)).Select(code => new StatusMatch(code.Before!, code.After!, code.Code))];
    }

    /// <summary>All that stand for one status somewhere.</summary>
    public IReadOnlyList<StatusMatch> Matches { get; }

    /// <summary>Of the revision: the base names neither the status nor its range.</summary>
    public IEnumerable<ApiResponse> Added => _after.Where(now => Exact(_before, now.Status) is null && Range(_before, now.Status) is null);

    /// <summary>A status for which the response stood and none of the revision stands; null when there is none.</summary>
    public string? Lost(ApiResponse old) => _codes.Where(code => code.Before == old && code.After is null).Select(code => code.Code).FirstOrDefault();

    /// <summary>A success for which the response stood and none of the revision stands; null when there is none.</summary>
    public string? LostSuccess(ApiResponse old) => _codes.Where(code => code.Before == old && code.After is null && IsSuccess(code.Code)).Select(code => code.Code).FirstOrDefault();

    /// <summary>Statuses that the revision may answer with, success first.</summary>
    public IEnumerable<string> Answers => _codes.Where(code => code.After is not null).OrderBy(code => !IsSuccess(code.Code)).Select(code => code.Code);

    public static bool IsSuccess(string status) => status.StartsWith('2');

    public static int Width(string status) => status == "default" ? 2 : IsRange(status) ? 1 : 0;

    public static bool IsRange(string status) => status is [_, 'X', 'X'];

    /// <summary>What stands for a status code.</summary>
    private static ApiResponse? Of(IReadOnlyList<ApiResponse> responses, string code) =>
        Exact(responses, code) ?? Range(responses, code)
        ?? (IsSuccess(code) && responses.Any(response => IsSuccess(response.Status)) ? null : Exact(responses, "default"));

    private static ApiResponse? Exact(IReadOnlyList<ApiResponse> responses, string status) => responses.FirstOrDefault(response => response.Status == status);

    private static ApiResponse? Range(IReadOnlyList<ApiResponse> responses, string status) => status is "" or "default" ? null : Exact(responses, $"{status[0]}XX");

    /// <summary>Those that a side names, and of each class one that no side names.</summary>
    private static IEnumerable<string> Codes(IReadOnlyList<ApiResponse> before, IReadOnlyList<ApiResponse> after)
    {
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (ApiResponse response in before.Concat(after).Where(response => Width(response.Status) == 0 && response.Status.Length > 0))
        {
            if (named.Add(response.Status))
                yield return response.Status;
        }

        foreach (int first in (int[])[200, 500, 400, 300, 100])
        {
            if (Enumerable.Range(first, 100).Select(code => code.ToString(CultureInfo.InvariantCulture)).FirstOrDefault(code => !named.Contains(code)) is { } other)
                yield return other;
        }
    }
}
