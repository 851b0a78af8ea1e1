using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Bodies;

/// <summary>What a caller sends in the body.</summary>
internal sealed class BodyComparison(ChangeSink sink, ContentSchemas content)
{
    public void Compare(OperationPair pair)
    {
        ApiRequestBody? before = SwaggerForms.BodyOf(pair.Before), after = SwaggerForms.BodyOf(pair.After);
        if (Presence(pair, before, after) is { } presence)
            sink.Add(presence with { Identity = $"{pair.Identity} request" });
        if (before is null || after is null)
            return;
        ContentMatching matching = new(before.Content, after.Content);
        foreach (Change change in MediaTypeChanges(pair, after, matching))
            sink.Add(change with { Was = before.Place, Identity = $"{pair.Identity} request {MediaTypes.Key(change.Before ?? change.After ?? "")}" });
        foreach (Change change in EmptyFields.Check(pair, before, after))
            sink.Add(change with { Identity = $"{pair.Identity} request" });
        foreach (MediaTypeMatch match in matching.Matches)
        {
            content.Compare(
                match.Before, match.After, new SchemaPosition("request-body", ChangeDirection.Request, "request", []) { Part = Subjects.Body(FieldDirection.Request) }, $"{pair.Identity} request",
                new BodyFrame(pair.Before, pair.After, match.Before, match.After, null));
        }
    }

    private static Change? Presence(OperationPair pair, ApiRequestBody? before, ApiRequestBody? after) => (before, after) switch
    {
        (null, { Required: true }) => new Change("request-body-added-required", after.Place, "requires a body now.") { Proof = WithoutBody(pair) },
        (null, { }) => new Change("request-body-added-optional", after.Place, "takes a body now."),
        ({ }, null) => new Change("request-body-removed", pair.Place, "no longer takes a body.") { Was = before.Place, Proof = WithBody(pair, before) },
        ({ Required: false }, { Required: true }) => new Change("request-body-became-required", after.Place, "requires its body now.") { Was = before.Place, Proof = WithoutBody(pair) },
        ({ Required: true }, { Required: false }) => new Change("request-body-became-optional", after.Place, "no longer requires its body.") { Was = before.Place },
        _ => null,
    };

    private static IEnumerable<Change> MediaTypeChanges(OperationPair pair, ApiRequestBody after, ContentMatching matching)
    {
        foreach (ApiMediaType removed in matching.Removed)
            yield return Refused(pair, after, removed, $"no longer accepts `{removed.Name}`.");
        foreach (IGrouping<string, MediaTypeMatch> range in matching.Matches.Where(match => match.Relation == MediaTypeRelation.Narrower).GroupBy(match => match.Before.Name, StringComparer.Ordinal))
            yield return Refused(pair, after, range.First().Before, $"no longer accepts every `{range.Key}`, only {string.Join(" and ", range.Select(match => $"`{match.After.Name}`"))}.");
        IEnumerable<ApiMediaType> wider = matching.Matches.Where(match => match.Relation == MediaTypeRelation.Wider && !IsKept(match, matching)).Select(match => match.After);
        foreach (string added in matching.Added.Concat(wider).Select(type => type.Name).Distinct(StringComparer.Ordinal))
            yield return new Change("request-body-media-type-added", after.Place, $"accepts `{added}` now.") { After = added };
    }

    /// <summary>The range that covers it was there before.</summary>
    private static bool IsKept(MediaTypeMatch match, ContentMatching matching) =>
        matching.Matches.Any(other => other.Relation == MediaTypeRelation.Same && other.After == match.After);

    private static Change Refused(OperationPair pair, ApiRequestBody after, ApiMediaType type, string message)
    {
        string shown = MediaTypes.Example(type.Name);
        return new Change("request-body-media-type-removed", after.Place, message)
        {
            Before = type.Name,
            Proof = new Proof(
                $"{pair.Request().Line} with Content-Type: {shown} was accepted and is answered with 415 now",
                pair.Request().WithHeader("Content-Type", shown).Refused("", $"The media type {shown} is not taken; the answer is 415.").Exchange),
        };
    }

    private static Proof WithoutBody(OperationPair pair) => pair.Request().Refused(" without a body", "The body is required.");

    private static Proof WithBody(OperationPair pair, ApiRequestBody before) =>
        pair.Request().WithHeader("Content-Type", MediaTypes.Example(before.Content.Count > 0 ? before.Content[0].Name : "application/octet-stream"))
            .Unheard(" with a body was understood, and the body is not heard now", "The contract has no body there.");
}
