using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.Diff.Rules.Links;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Responses;

/// <summary>What a caller gets: statuses, and for each its media types, schemas, headers and links.</summary>
internal sealed class ResponseComparison(ChangeSink sink, SchemaComparison schemas, ContentSchemas content)
{
    private readonly HeaderComparison _headers = new(sink, schemas);

    public void Compare(OperationPair pair)
    {
        StatusMatching matching = new(pair.Before.Responses, pair.After.Responses);
        foreach (Change change in StatusRule.Check(pair, matching))
            sink.Add(change);
        foreach (StatusMatch match in matching.Matches)
            Compare(pair, match);
    }

    private void Compare(OperationPair pair, StatusMatch status)
    {
        string identity = $"{pair.Identity} response {status.Label}", root = $"response {status.Label}";
        ContentMatching matching = new(status.Before.Content, status.After.Content);
        foreach (Change change in ResponseContentRule.Check(pair, status, matching))
            sink.Add(change with { Was = status.Before.Place, Identity = $"{identity} {MediaTypes.Key(change.Before ?? change.After ?? "")}" });
        foreach (MediaTypeMatch match in matching.Matches)
        {
            content.Compare(
                match.Before, match.After, new SchemaPosition("response-body", ChangeDirection.Response, root, []) { Part = Subjects.Body(FieldDirection.Response) }, identity,
                new BodyFrame(pair.Before, pair.After, match.Before, match.After, status.Code));
        }

        _headers.Compare(pair, status, identity);
        foreach (Change change in LinkRules.Check(status.Before, status.After))
            sink.Add(change with { Identity = $"{identity} link:{change.Identity}" });
    }
}
