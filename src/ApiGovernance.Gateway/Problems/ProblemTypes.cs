namespace ApiGovernance.Gateway.Problems;

/// <summary>Every way in which the gateway itself refuses a request. The reference is generated from this table.</summary>
public static class ProblemTypes
{
    // Requested by draft-ietf-httpapi-ratelimit-headers for the IANA registry of problem types.
    private const string Iana = "https://iana.org/assignments/http-problem-types#";

    public static ProblemType MalformedRequest { get; } = new("malformed-request", 400, "The request is malformed",
        "The request line or a header is ambiguous, e.g. an encoded slash or a dot segment in the path. Nothing was routed.");

    public static ProblemType ExpectationFailed { get; } = new("expectation-failed", 417, "The expectation cannot be met",
        "The request has an `Expect` field with something else than `100-continue`.");

    public static ProblemType WebSocketNotOffered { get; } = new("websocket-not-offered", 400, "The operation is no WebSocket",
        "The request asks for a WebSocket where the contract does not offer one (`x-apigov-websocket: true` on a GET).");

    public static ProblemType ApiNotRegistered { get; } = new("api-not-registered", 404, "No API is registered here",
        "No API of the catalog has a base path that this path begins with.");

    public static ProblemType VersionNotFound { get; } = new("version-not-found", 404, "The API has no such version",
        "The request names a version that the API does not have, or none although the API has no default; `versions` lists them.");

    public static ProblemType VersionConflict { get; } = new("version-conflict", 400, "The request names two versions",
        "The path and the version header disagree. Send one of them, or both with the same version.");

    public static ProblemType VersionNotPublished { get; } = new("version-not-published", 404, "The version is not published yet",
        "The version is still designed or developed.");

    public static ProblemType VersionRetired { get; } = new("version-retired", 410, "The version is retired",
        "The version is past its sunset. `successor` names the version to move to.");

    public static ProblemType VersionUnavailable { get; } = new("version-unavailable", 503, "The version cannot be served",
        "The gateway could not make sense of what was published for this version and has nothing earlier to serve.");

    public static ProblemType OperationNotFound { get; } = new("operation-not-found", 404, "The contract has no such path",
        "The API is registered, but its contract has no operation on this path.");

    public static ProblemType MethodNotAllowed { get; } = new("method-not-allowed", 405, "The contract has no such method on this path",
        "The path exists with other methods; `Allow` lists them.");

    public static ProblemType TokenMissing { get; } = new("token-missing", 401, "An access token is required",
        "The API takes no anonymous calls. Send `Authorization: Bearer` with a token of a trusted issuer.");

    public static ProblemType TokenExpired { get; } = new("token-expired", 401, "The access token has expired",
        "Get a new token from the issuer and try again.");

    public static ProblemType TokenNotAcceptable { get; } = new("token-not-acceptable", 401, "The access token is not acceptable",
        "The token is malformed, or not signed by, meant for or issued as this gateway wants it. Which of these is not told.");

    public static ProblemType ApiKeyNotAcceptable { get; } = new("api-key-not-acceptable", 401, "The API key is not acceptable",
        "The key is unknown, misspelt, revoked or past its end, or came with a second credential. Which of these is not told.");

    public static ProblemType IssuerUnavailable { get; } = new("issuer-unavailable", 503, "The token's issuer cannot be reached",
        "The issuer is trusted, but its signing keys could not be fetched yet. Tokens of other issuers are not affected.");

    public static ProblemType ConsumerUnknown { get; } = new("consumer-unknown", 403, "The client is not a registered consumer",
        "The token is valid, but no consumer of the catalog has its client as a credential.");

    public static ProblemType SubscriptionRequired { get; } = new("subscription-required", 403, "The consumer has no subscription",
        "The consumer is known but not subscribed to this version of the API. Ask the owner, who is named in the answer.");

    public static ProblemType InsufficientScope { get; } = new("insufficient-scope", 403, "The token lacks a scope",
        "The operation needs scopes that the token does not carry; `requiredScopes` lists them.");

    public static ProblemType QuotaExceeded { get; } = new("quota-exceeded", 429, "The plan's limit is reached",
        "A limit of the consumer's plan is used up; `violated-policies` names it and `Retry-After` tells when to go on.")
    { Uri = Iana + "quota-exceeded" };

    public static ProblemType TemporaryReducedCapacity { get; } = new("temporary-reduced-capacity", 503, "The back end is at its limit",
        "The back end has as many calls in flight as its owner allows. Try again after `Retry-After`.")
    { Uri = Iana + "temporary-reduced-capacity" };

    public static ProblemType InvalidParameters { get; } = new("invalid-parameters", 400, "Parameters break the contract",
        "A path, query, header or cookie parameter is missing or not what the contract says; `errors` lists each.");

    public static ProblemType MissingBody { get; } = new("missing-body", 400, "A request body is required",
        "The contract wants a body and none was sent.");

    public static ProblemType MalformedBody { get; } = new("malformed-body", 400, "The body is malformed",
        "The body is not what its content type says. For JSON (RFC 8259, no duplicate keys) `line` and `column` tell where; else the detail says it.");

    public static ProblemType BodyTooLarge { get; } = new("body-too-large", 413, "The body is too large",
        "The body is longer than the API allows; `maxBodyBytes` is the limit.");

    public static ProblemType UnsupportedMediaType { get; } = new("unsupported-media-type", 415, "The body's type is not in the contract",
        "The content type, charset or content encoding is not one that the contract offers; `Accept` lists the types.");

    public static ProblemType ContractViolation { get; } = new("contract-violation", 422, "The body breaks the contract",
        "The body is JSON but not what the contract's schema says; `errors` has a JSON pointer into the body for each violation.");

    public static ProblemType BackendAnswerInvalid { get; } = new("backend-answer-invalid", 502, "The back end's answer breaks the contract",
        "The back end answered, but not with what the contract says; `errors` has the places, `backendOwner` who can mend it. The call may have had an effect.");

    public static ProblemType BackendUnreachable { get; } = new("backend-unreachable", 502, "The back end cannot be reached",
        "No connection, or the connection broke before an answer came. Whether the call had an effect is unknown once it was sent.");

    public static ProblemType BackendTimeout { get; } = new("backend-timeout", 504, "The back end did not answer in time",
        "The back end made no progress for the time its owner set. Whether the call had an effect is unknown.");

    public static ProblemType GatewayNotReady { get; } = new("gateway-not-ready", 503, "The gateway has no snapshot yet",
        "The gateway has just started and waits for the control plane.");

    public static ProblemType InternalError { get; } = new("internal-error", 500, "The gateway failed",
        "A defect of the gateway; the correlation id leads to it in the logs.");

    /// <summary>The whole table, in the order of the pipeline.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        GatewayNotReady, MalformedRequest, ExpectationFailed, WebSocketNotOffered, ApiNotRegistered, VersionNotFound, VersionConflict, VersionUnavailable, OperationNotFound,
        MethodNotAllowed, VersionNotPublished, VersionRetired, TokenMissing, TokenExpired, TokenNotAcceptable, ApiKeyNotAcceptable,
        IssuerUnavailable, ConsumerUnknown, SubscriptionRequired, InsufficientScope, QuotaExceeded, InvalidParameters, MissingBody, UnsupportedMediaType,
        BodyTooLarge, MalformedBody, ContractViolation, TemporaryReducedCapacity, BackendAnswerInvalid, BackendUnreachable, BackendTimeout, InternalError,
    ];
}
