using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.Diff.Rules.Parameters;
using ApiGovernance.Diff.Rules.Responses;
using ApiGovernance.Diff.Rules.Security;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Callbacks;

/// <summary>
/// A message that the API sends, with its answers: body and parameters are judged as what a caller gets, the answers as what a caller
/// sends. A witness is the message that the API sends, or the answer that it gets.
/// </summary>
internal sealed class SentComparison(ChangeSink sink, SchemaComparison schemas, ContentSchemas content, CallbackComparison taken)
{
    public void Compare(SentMessage message)
    {
        LifecycleRule lifecycle = new(
            LifecycleIds.Operation, message.Name, message.Identity, sink.Options.Today, sink.Policy.NoticeFor(sink.Context));
        ApiOperation before = message.Pair.Before, after = message.Pair.After;
        foreach (Change change in lifecycle.Check(new LifecycleSide(before, before.Deprecated), new LifecycleSide(after, after.Deprecated)))
            sink.Add(change);
        if (SecurityComparison.Sent(message.Pair, message.Name) is { } credentials)
            sink.Add(credentials with { Identity = $"{message.Identity} security" });
        Parameters(message);
        Body(message);
        Answers(message);
        // A webhook is an operation of its own.
        if (message.IsWebhook)
            taken.Compare(message.Pair);
        else
            sink.Inside(message.Name, () => taken.Compare(message.Pair));
    }

    private void Parameters(SentMessage message)
    {
        IReadOnlyDictionary<string, ApiParameter> old = ParameterKeys.Of(message.Pair.Before), now = ParameterKeys.Of(message.Pair.After);
        foreach ((string key, ApiParameter parameter) in old)
        {
            string identity = $"{message.Identity} {key}";
            if (!now.TryGetValue(key, out ApiParameter? same))
            {
                sink.Add(SentParameterRules.Removed(message, parameter) with { Identity = identity });
                continue;
            }

            foreach (Change change in SentParameterRules.Kept(message, parameter, same))
                sink.Add(change with { Identity = identity });
            schemas.Compare(
                parameter.Schema, same.Schema, new SchemaPosition("response-header", ChangeDirection.Response, SentParameterRules.Words(same, message), []) { Part = Subjects.Body(FieldDirection.Callback), Wording = SentMessage.Wording, Spelling = Spellings.Of(parameter, same) },
                new SentParameterFrame(message.Pair.Before, message.Pair.After, parameter, same));
        }

        foreach ((string key, ApiParameter added) in now.Where(one => !old.ContainsKey(one.Key)))
            sink.Add(SentParameterRules.Added(message, added) with { Identity = $"{message.Identity} {key}" });
    }

    private void Body(SentMessage message)
    {
        ApiRequestBody? before = message.Pair.Before.RequestBody, after = message.Pair.After.RequestBody;
        string identity = $"{message.Identity} body";
        foreach (Change change in SentBodyRules.Check(message, before, after))
            sink.Add(change with { Identity = identity });
        if (before is not null && after is not null)
            Schemas(new ContentMatching(before.Content, after.Content), new SchemaPosition("response-body", ChangeDirection.Response, $"{message.Name}'s body", []) { Part = Subjects.Body(FieldDirection.Callback), Wording = SentMessage.Wording }, identity, message.Pair, null);
    }

    private void Answers(SentMessage message)
    {
        StatusMatching matching = new(message.Pair.Before.Responses, message.Pair.After.Responses);
        foreach (StatusMatch match in matching.Matches)
            Answer(message, match);
        foreach (ApiResponse old in message.Pair.Before.Responses)
        {
            if (matching.LostSuccess(old) is { } code)
                sink.Add(AnswerRules.Removed(message, old, code) with { Identity = $"{message.Identity} answer {old.Status}" });
        }

        foreach (ApiResponse added in matching.Added)
            sink.Add(AnswerRules.Added(message, added) with { Identity = $"{message.Identity} answer {added.Status}" });
    }

    private void Answer(SentMessage message, StatusMatch status)
    {
        ApiResponse old = status.Before, now = status.After;
        string identity = $"{message.Identity} answer {status.Label}", words = $"answer {status.Label} to its {message.Name}";
        ContentMatching matching = new(old.Content, now.Content);
        foreach (Change change in AnswerRules.Kept(message, status, matching))
            sink.Add(change with { Was = old.Place, Identity = identity });
        foreach (Change change in AnswerRules.Headers(message, status))
            sink.Add(change with { Identity = identity });
        Schemas(matching, new SchemaPosition("request-body", ChangeDirection.Request, words, []) { Part = Subjects.Body(FieldDirection.Callback) }, identity, message.Pair, status.Code);
        foreach (ApiHeader header in old.Headers.Where(header => !header.IsIgnored))
        {
            if (now.Headers.FirstOrDefault(kept => AnswerRules.Same(kept, header)) is { } same)
            {
                schemas.Compare(
                    header.Schema, same.Schema, new SchemaPosition("request-parameter", ChangeDirection.Request, $"header `{same.Name}` of the {words}", []) { Part = Subjects.Body(FieldDirection.Callback), Spelling = Spellings.Of(header, same) },
                    new HeaderFrame(message.Pair.Before, message.Pair.After, header, same, now.Status) { IsSent = true });
            }
        }
    }

    private void Schemas(ContentMatching matching, SchemaPosition position, string identity, OperationPair pair, string? status)
    {
        foreach (MediaTypeMatch match in matching.Matches)
            content.Compare(match.Before, match.After, position, identity, new BodyFrame(pair.Before, pair.After, match.Before, match.After, status) { IsSent = true });
    }
}
