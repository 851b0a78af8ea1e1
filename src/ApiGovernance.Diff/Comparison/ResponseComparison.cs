using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>What a caller gets: statuses, media types, bodies and headers.</summary>
internal sealed class ResponseComparison(ChangeSink sink, SchemaComparison schemas)
{
    public void Compare(ApiOperation oldOperation, ApiOperation newOperation, ResolvedNode operation)
    {
        IReadOnlyList<ApiResponse> before = oldOperation.Responses, after = newOperation.Responses;
        (ApiOperation, ApiOperation) operations = (oldOperation, newOperation);
        foreach (ApiResponse old in before)
        {
            // A status that is not named any more is answered as its range or the default says.
            ApiResponse? exact = after.FirstOrDefault(candidate => candidate.Status == old.Status), range = exact ?? Range(after, old.Status);
            if (range is null)
            {
                sink.Add(
                    IsSuccess(old) ? "response-success-status-removed" : "response-non-success-status-removed", operation,
                    $"no longer answers with status {old.Status}.", old.Status, null);
            }

            if ((range ?? Default(after)) is { } now)
                Compare(old, now, operation with { Pointer = now.Pointer, Node = now.Node }, operations);
        }

        foreach (ApiResponse added in after.Where(candidate => before.All(old => old.Status != candidate.Status)))
        {
            ResolvedNode place = operation with { Pointer = added.Pointer, Node = added.Node };
            if (Range(before, added.Status) is { } range)
            {
                Compare(range, added, place, operations);
                continue;
            }

            sink.Add(
                IsSuccess(added) ? "response-success-status-added" : "response-non-success-status-added", place,
                $"may answer with status {added.Status} now.", null, added.Status);
        }
    }

    public void Content(IReadOnlyList<ApiMediaType> before, IReadOnlyList<ApiMediaType> after, ResolvedNode place, string root, (ApiOperation Old, ApiOperation New)? operations, string? status = null)
    {
        foreach (ApiMediaType old in before)
        {
            if (MediaTypes.Find(after, old) is { } now)
                schemas.Compare(old.Schema, now.Schema, new SchemaPosition("response-body", ChangeDirection.Response, root, []), operations is { } both ? new BodyFrame(both.Old, both.New, old, now, status) : null);
            else
                sink.Add("response-media-type-removed", place, $"no longer gives its {root} as `{old.Name}`.", old.Name, null);
        }

        foreach (ApiMediaType added in after.Where(candidate => before.All(old => old.Name != candidate.Name)))
            sink.Add("response-media-type-added", place, $"may give its {root} as `{added.Name}` now.", null, added.Name);
    }

    private void Compare(ApiResponse before, ApiResponse after, ResolvedNode place, (ApiOperation Old, ApiOperation New) operations)
    {
        Content(before.Content, after.Content, place, $"response {before.Status}", operations, after.Status);
        Headers(before, after, place, operations);
    }

    private void Headers(ApiResponse before, ApiResponse after, ResolvedNode place, (ApiOperation Old, ApiOperation New) operations)
    {
        foreach (ApiHeader old in before.Headers)
        {
            string words = $"header `{old.Name}` of its response {before.Status}";
            if (after.Headers.FirstOrDefault(candidate => Same(candidate, old)) is not { } now)
            {
                sink.Add(old.Required ? "required-response-header-removed" : "optional-response-header-removed", place, $"no longer sends the {words}.", old.Name, null);
                continue;
            }

            ResolvedNode header = now.Schema is { } schema ? new ResolvedNode(schema.DocumentUri, now.Pointer, schema.Node) : place;
            if (old.Required != now.Required)
            {
                sink.Add(
                    now.Required ? "response-header-became-required" : "response-header-became-optional", header,
                    $"{(now.Required ? "always sends" : "may leave out")} the {words}.", old.Name);
            }

            schemas.Compare(old.Schema, now.Schema, new SchemaPosition("response-header", ChangeDirection.Response, words, []), new HeaderFrame(operations.Old, operations.New, old, now, after.Status));
        }

        foreach (ApiHeader added in after.Headers.Where(candidate => before.Headers.All(old => !Same(old, candidate))))
            sink.Add("response-header-added", place, $"sends the header `{added.Name}` in its response {after.Status} now.", null, added.Name);
    }

    // RFC 9110, 5.1: field names are case-insensitive.
    private static bool Same(ApiHeader one, ApiHeader other) => string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);

    private static ApiResponse? Range(IReadOnlyList<ApiResponse> responses, string status) =>
        status == "default" ? null : responses.FirstOrDefault(response => response.Status == status[0] + "XX");

    private static ApiResponse? Default(IReadOnlyList<ApiResponse> responses) => responses.FirstOrDefault(response => response.Status == "default");

    private static bool IsSuccess(ApiResponse response) => response.Status.StartsWith('2');
}
