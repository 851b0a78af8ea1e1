using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff;

/// <summary>
/// Every difference that diff can report. The severity of a schema change follows from one law: what a caller sends must not become
/// narrower, what a caller gets must not become wider.
/// </summary>
public static class ChangeCatalog
{
    private const string NewVersion = "Make the change in a new version of the API.";

    private static readonly Dictionary<string, ChangeDefinition> ById = Build().ToDictionary(change => change.Id, StringComparer.Ordinal);

    /// <summary>Ordered by id.</summary>
    public static IReadOnlyList<ChangeDefinition> All { get; } = [.. ById.Values.OrderBy(change => change.Id, StringComparer.Ordinal)];

    internal static ChangeDefinition Get(string id) => ById[id];

    internal static bool Knows(string id) => ById.ContainsKey(id);

    private static IEnumerable<ChangeDefinition> Build() => [.. Structure(), .. Properties(), .. SchemaAspects.Definitions()];

    private static IEnumerable<ChangeDefinition> Structure()
    {
        yield return new("api-removed-without-deprecation", Severity.Error, ChangeDirection.None, "an operation is gone that was not announced as deprecated", "Keep the operation; mark it deprecated and retire the version later.");
        yield return new("api-removed-with-deprecation", Severity.Error, ChangeDirection.None, "a deprecated operation is gone from a version that is in use", "Keep it until the version is retired.");
        yield return new("api-path-base-moved", Severity.Warning, ChangeDirection.None, "a path moved between the servers' base path and the paths; the URL is the same there, but not at a gateway that routes by the contract's paths", "Keep the paths as they are.");
        yield return new("endpoint-added", Severity.Info, ChangeDirection.None, "an operation is new", null);
        yield return new("endpoint-deprecated", Severity.Info, ChangeDirection.None, "an operation is newly marked deprecated", null);
        yield return new("endpoint-reactivated", Severity.Info, ChangeDirection.None, "an operation is no longer marked deprecated", null);
        yield return new("endpoint-deprecated-with-sunset", Severity.Info, ChangeDirection.None, "an operation is newly marked deprecated, with the day on which it ends (`x-sunset`)", null);
        yield return new("api-deprecated-sunset-parse", Severity.Error, ChangeDirection.None, "an operation's `x-sunset` is no date", "Write a date such as 2027-06-30 (RFC 3339).");
        yield return new("api-sunset-date-changed-too-small", Severity.Error, ChangeDirection.None, "an operation ends earlier than was announced", "Keep the day that was announced.");
        yield return new("sunset-deleted", Severity.Error, ChangeDirection.None, "a deprecated operation no longer says when it ends", "Keep the day that was announced.");
        yield return new("api-tag-removed", Severity.Info, ChangeDirection.None, "an operation lost a tag; some generated clients are grouped by it", null);
        yield return new("api-tag-added", Severity.Info, ChangeDirection.None, "an operation has a new tag", null);
        yield return new("webhook-removed", Severity.Error, ChangeDirection.None, "a webhook is gone; receivers wait in vain", "Keep sending it.");
        yield return new("webhook-added", Severity.Info, ChangeDirection.None, "a webhook is new", null);
        yield return new("api-operation-id-removed", Severity.Warning, ChangeDirection.None, "an operationId changed; generated clients name their methods after it", "Keep the operationId.");
        yield return new("new-required-request-parameter", Severity.Error, ChangeDirection.Request, "a required parameter is new", "Make it optional, with a default.");
        yield return new("new-optional-request-parameter", Severity.Info, ChangeDirection.Request, "an optional parameter is new", null);
        yield return new("request-parameter-removed", Severity.Warning, ChangeDirection.Request, "a parameter is gone; callers that send it are not heard", "Keep it, marked deprecated.");
        yield return new("request-parameter-became-required", Severity.Error, ChangeDirection.Request, "a parameter became required", "Keep it optional.");
        yield return new("request-parameter-became-optional", Severity.Info, ChangeDirection.Request, "a parameter became optional", null);
        yield return new("request-parameter-deprecated", Severity.Info, ChangeDirection.Request, "a parameter is newly marked deprecated", null);
        yield return new("request-parameter-reactivated", Severity.Info, ChangeDirection.Request, "a parameter is no longer marked deprecated", null);
        yield return new("request-parameter-empty-value-refused", Severity.Error, ChangeDirection.Request, "a parameter may no longer be empty", "Keep `allowEmptyValue: true`.");
        yield return new("request-parameter-serialization-changed", Severity.Error, ChangeDirection.Request, "a parameter is spelled in another way (style, explode or media type)", "Keep the old spelling.");
        yield return new("request-body-added-required", Severity.Error, ChangeDirection.Request, "a required body is new", "Make the body optional.");
        yield return new("request-body-added-optional", Severity.Info, ChangeDirection.Request, "an optional body is new", null);
        yield return new("request-body-removed", Severity.Warning, ChangeDirection.Request, "the body is gone", NewVersion);
        yield return new("request-body-became-required", Severity.Error, ChangeDirection.Request, "the body became required", "Keep it optional.");
        yield return new("request-body-became-optional", Severity.Info, ChangeDirection.Request, "the body became optional", null);
        yield return new("request-body-media-type-removed", Severity.Error, ChangeDirection.Request, "a media type of the body is no longer taken", "Keep taking it.");
        yield return new("request-body-media-type-added", Severity.Info, ChangeDirection.Request, "a media type of the body is new", null);
        yield return new("response-success-status-removed", Severity.Error, ChangeDirection.Response, "a success status is no longer given", "Keep answering with it.");
        yield return new("response-success-status-added", Severity.Warning, ChangeDirection.Response, "a success status is new; callers may not expect it", NewVersion);
        yield return new("response-non-success-status-removed", Severity.Info, ChangeDirection.Response, "an error status is no longer given", null);
        yield return new("response-non-success-status-added", Severity.Info, ChangeDirection.Response, "an error status is new", null);
        yield return new("response-media-type-removed", Severity.Error, ChangeDirection.Response, "a media type of the answer is no longer given", "Keep offering it.");
        yield return new("response-media-type-added", Severity.Info, ChangeDirection.Response, "a media type of the answer is new", null);
        yield return new("required-response-header-removed", Severity.Error, ChangeDirection.Response, "a response header is gone that was always there", "Keep sending it.");
        yield return new("optional-response-header-removed", Severity.Warning, ChangeDirection.Response, "a response header is gone that was there sometimes", "Keep sending it.");
        yield return new("response-header-added", Severity.Info, ChangeDirection.Response, "a response header is new", null);
        yield return new("response-header-became-optional", Severity.Error, ChangeDirection.Response, "a response header that was always there may be missing", "Keep sending it.");
        yield return new("response-header-became-required", Severity.Info, ChangeDirection.Response, "a response header is always there now", null);
        yield return new("api-security-added", Severity.Error, ChangeDirection.Request, "callers that needed no authorization need one now", NewVersion);
        yield return new("api-security-removed", Severity.Info, ChangeDirection.Request, "an operation needs no authorization any more", null);
        yield return new("api-security-narrowed", Severity.Error, ChangeDirection.Request, "a token that was enough is not any more (another scheme or more scopes)", "Let the scopes of before be enough.");
        yield return new("api-security-changed", Severity.Info, ChangeDirection.Request, "authorization changed; what was enough still is", null);
        yield return new("schema-not-compared", Severity.Warning, ChangeDirection.None, "a schema differs in a way that could not be judged", "Compare the two by hand, or write the schema with keywords that can be compared.");
    }

    private static IEnumerable<ChangeDefinition> Properties()
    {
        yield return new("new-required-request-property", Severity.Error, ChangeDirection.Request, "a required request property is new", "Make it optional, and say what happens without it.");
        yield return new("new-optional-request-property", Severity.Info, ChangeDirection.Request, "an optional request property is new", null);
        yield return new("request-property-removed", Severity.Warning, ChangeDirection.Request, "a request property is gone; where the schema is closed, callers that send it are refused, and this is an error", "Keep it, marked deprecated.");
        yield return new("request-property-became-required", Severity.Error, ChangeDirection.Request, "a request property became required", "Keep it optional.");
        yield return new("request-property-became-optional", Severity.Info, ChangeDirection.Request, "a request property became optional", null);
        foreach (string need in new[] { "required", "optional" })
            yield return new($"request-{need}-property-became-read-only", Severity.Warning, ChangeDirection.Request, $"a request property that was {need} is read-only; what callers send is not heard", "Keep listening to it.");
        foreach ((string side, ChangeDirection direction) in new[] { ("request", ChangeDirection.Request), ("response", ChangeDirection.Response) })
        {
            yield return new($"{side}-property-deprecated", Severity.Info, direction, $"a {side} property is newly marked deprecated", null);
            yield return new($"{side}-property-reactivated", Severity.Info, direction, $"a {side} property is no longer marked deprecated", null);
        }

        yield return new("response-required-property-removed", Severity.Error, ChangeDirection.Response, "a response property is gone that was always there", "Keep returning it.");
        yield return new("response-optional-property-removed", Severity.Warning, ChangeDirection.Response, "a response property is gone that was there sometimes", "Keep returning it.");
        yield return new("response-required-property-added", Severity.Info, ChangeDirection.Response, "a response property is new and always there", null);
        yield return new("response-optional-property-added", Severity.Info, ChangeDirection.Response, "a response property is new", null);
        yield return new("response-property-became-optional", Severity.Error, ChangeDirection.Response, "a response property that was always there may be missing", "Keep returning it.");
        yield return new("response-property-became-required", Severity.Info, ChangeDirection.Response, "a response property is always there now", null);
    }
}
