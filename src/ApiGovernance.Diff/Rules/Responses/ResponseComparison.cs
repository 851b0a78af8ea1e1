using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.Diff.Rules.Links;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Responses;

/// <summary>What a caller gets: statuses, and for each its media types, schemas, headers and links.</summary>
internal sealed class ResponseComparison(ChangeSink sink, SchemaComparison schemas, ContentSchemas content)
{
    private readonly HeaderComparison _headers = new(sink, schemas);

    public void Compare(OperationPair pair)
    {
        IReadOnlyList<ApiResponse> before = pair.Before.Responses, after = pair.After.Responses;
        foreach (ApiResponse old in before)
        {
            // A status that is not named any more is answered as its range or the default says.
            ApiResponse? now = StatusMatching.Exact(after, old.Status) ?? StatusMatching.Range(after, old.Status), rest = StatusMatching.Default(after);
            if (now is null && (rest is null || StatusMatching.Default(before) is null))
                sink.Add(StatusRule.Removed(pair, old));
            if ((now ?? rest) is { } same)
                Compare(pair, old, same);
        }

        foreach (ApiResponse added in after.Where(candidate => StatusMatching.Exact(before, candidate.Status) is null))
        {
            ApiResponse? range = StatusMatching.Range(before, added.Status);
            if (range is null)
                sink.Add(StatusRule.Added(pair, added));
            // An error that the default described has a word of its own now.
            if ((range ?? (StatusMatching.IsSuccess(added.Status) ? null : StatusMatching.Default(before))) is { } covered)
                Compare(pair, covered, added);
        }
    }

    private void Compare(OperationPair pair, ApiResponse before, ApiResponse after)
    {
        string identity = $"{pair.Identity} response {after.Status}", root = $"response {after.Status}";
        ContentMatching matching = new(before.Content, after.Content);
        foreach (Change change in ResponseContentRule.Check(pair, after, matching))
            sink.Add(change with { Was = before.Place, Identity = $"{identity} {MediaTypes.Key(change.Before ?? change.After ?? "")}" });
        foreach (MediaTypeMatch match in matching.Matches)
        {
            content.Compare(
                match.Before, match.After, new SchemaPosition("response-body", ChangeDirection.Response, root, []), identity,
                new BodyFrame(pair.Before, pair.After, match.Before, match.After, after.Status));
        }

        _headers.Compare(pair, before, after, identity);
        foreach (Change change in LinkRules.Check(before, after))
            sink.Add(change with { Identity = $"{identity} link:{change.Identity}" });
    }
}
