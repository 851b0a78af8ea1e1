namespace ApiGovernance.Gateway.Problems;

/// <summary>Every way in which the gateway itself refuses a request. The reference is generated from this table.</summary>
public static class ProblemTypes
{
    // Requested by draft-ietf-httpapi-ratelimit-headers for the IANA registry of problem types.
    private const string Iana = "https://iana.org/assignments/http-problem-types#";

    public static ProblemType MalformedRequest { get; } = new("malformed-request", 400, "The request is malformed",
        "The request line or a header is ambiguous, e.g. an encoded slash, a dot segment or other capitals than the contract's in the path. Nothing was sent to a back end.");

    public static ProblemType ExpectationFailed { get; } = new("expectation-failed", 417, "The expectation cannot be met",
        "The request has an `Expect` field with something else than `100-continue`.");

    public static ProblemType WebSocketNotOffered { get; } = new("websocket-not-offered", 400, "The operation is no WebSocket",
        "The request asks for a WebSocket where the contract does not offer one (`x-apigov-websocket: true` on a GET).");

    public static ProblemType ApiNotRegistered { get; } = new("api-not-registered", 404, "No API is registered here",
        "No API of the catalog has a base path that this path begins with.");

    public static ProblemType VersionNotFound { get; } = new("version-not-found", 404, "The API has no such version",
        "The request names a version that the API does not have, or none although the API has no default; `versions` lists the names and "
        + "`available` the contracts and days of release.");

    public static ProblemType MinorVersionBroken { get; } = new("minor-version-broken", 410, "The minor version is no longer served",
        "The contract in force is not proven compatible with the one that the request names: a break was waived since. `contractVersion` is in force.");

    public static ProblemType VersionConflict { get; } = new("version-conflict", 400, "The request names two versions",
        "Two of path, version header, media type and query name different versions, or one names a version twice; `available` lists what there is. Send one, or the same in all.");

    public static ProblemType VersionNotPublished { get; } = new("version-not-published", 404, "The version is not published yet",
        "The version is still designed or developed.");

    public static ProblemType VersionRetired { get; } = new("version-retired", 410, "The version is retired",
        "The version is past its sunset. `successor` names the version to move to.");

    public static ProblemType VersionBrownOut { get; } = new("version-brown-out", 503, "The version is in a scheduled brown-out",
        "A deprecated version answers nothing for a time that was announced, so that forgotten callers notice. It goes on after `Retry-After`; "
        + "move to `successor` before the sunset.");

    public static ProblemType PreviewNotGranted { get; } = new("preview-not-granted", 403, "The version is in preview",
        "A preview is for consumers whose subscription names the version. Ask the owner, who is named in the answer.");

    public static ProblemType VersionUnavailable { get; } = new("version-unavailable", 503, "The version cannot be served",
        "The gateway could not make sense of what was published for this version and has nothing earlier to serve.")
    { ProxyError = "proxy_configuration_error" };

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

    public static ProblemType DpopProofNotAcceptable { get; } = new("dpop-proof-not-acceptable", 401, "The DPoP proof is not acceptable",
        "The proof (RFC 9449) is missing, malformed, for another request, token or key, too old, or was used before. Make a new one for each request.");

    public static ProblemType CertificateNotAcceptable { get; } = new("certificate-not-acceptable", 401, "The client certificate is not acceptable",
        "No consumer of the catalog has this certificate, or it is out of its time or of an authority that is not trusted here.");

    public static ProblemType SignatureNotAcceptable { get; } = new("signature-not-acceptable", 401, "The request's signature is not acceptable",
        "The signature (RFC 9421) is malformed, of an unknown key, too old, used before, wrong, or does not cover `@method`, the target and `content-digest`.");

    public static ProblemType ReplayCheckUnavailable { get; } = new("replay-check-unavailable", 503, "Whether the proof was used before cannot be told",
        "More DPoP proofs or signatures were used lately, by this consumer or by all, than the gateway can keep apart. Try again after `Retry-After`.")
    { ProxyError = "proxy_internal_error" };

    public static ProblemType PublicAddressUnknown { get; } = new("public-address-unknown", 503, "The gateway does not know its own address",
        "A DPoP proof or a signature names the address that it is for, and the gateway was not told under which one callers know it (`--public-url`). "
        + "It knows itself only where it is called on its own machine, by a loopback address and its own port.")
    { ProxyError = "proxy_configuration_error" };

    public static ProblemType IssuerUnavailable { get; } = new("issuer-unavailable", 503, "The token's issuer cannot be reached",
        "The issuer is trusted, but its signing keys or what it says about the token could not be fetched. Tokens of other issuers are not affected.")
    { ProxyError = "proxy_internal_error" };

    public static ProblemType ConsumerUnknown { get; } = new("consumer-unknown", 403, "The client is not a registered consumer",
        "The token is valid, but no consumer of the catalog has its client as a credential.");

    public static ProblemType SubscriptionRequired { get; } = new("subscription-required", 403, "The consumer has no subscription",
        "The consumer is known but not subscribed to this version of the API. Ask the owner, who is named in the answer.");

    public static ProblemType InsufficientScope { get; } = new("insufficient-scope", 403, "The token lacks a scope",
        "The operation needs scopes that the token does not carry; `requiredScopes` lists them.");

    public static ProblemType QuotaExceeded { get; } = new("quota-exceeded", 429, "The plan's limit is reached",
        "A limit of the consumer's plan is used up; `violated-policies` names it and `Retry-After` tells when to go on.")
    { Uri = Iana + "quota-exceeded" };

    public static ProblemType AbnormalUsageDetected { get; } = new("abnormal-usage-detected", 429, "The consumer does not wait as it was told",
        "A limit of the consumer's plan is used up, and over 100 calls within a minute came before `Retry-After` had passed: most likely a loop without a pause.")
    { Uri = Iana + "abnormal-usage-detected" };

    public static ProblemType TemporaryReducedCapacity { get; } = new("temporary-reduced-capacity", 503, "The back end is at its limit",
        "The back end takes no more calls of this `priority` now: its owner's limits, its calendar, its own `Retry-After` or how quickly it answers says so; `violated-policies` names which. Try again after `Retry-After`.")
    { Uri = Iana + "temporary-reduced-capacity", Side = ProblemSide.Backend, ProxyError = "connection_limit_reached" };

    public static ProblemType InvalidParameters { get; } = new("invalid-parameters", 400, "Parameters break the contract",
        "A path, query, header or cookie parameter is missing or not what the contract says; `errors` lists each.");

    public static ProblemType RequestTimeout { get; } = new("request-timeout", 408, "The body came too slowly",
        "The request's body came more slowly than the server waits for. Send it again on a new connection.");

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

    public static ProblemType BackendCredentialsUnavailable { get; } = new("backend-credentials-unavailable", 502, "The gateway is not let in at the back end",
        "The gateway could not get the token that the back end asks for; its owner is named in the answer. The call was not sent.")
    { RetrySafe = true, ProxyError = "destination_unavailable" };

    public static ProblemType IdempotencyKeyMissing { get; } = new("idempotency-key-missing", 400, "The call needs a key",
        "The operation must not have its effect twice and the call has nothing that tells it from another: send `Idempotency-Key`, or the natural key that the detail names.");

    public static ProblemType IdempotencyKeyMalformed { get; } = new("idempotency-key-malformed", 400, "The Idempotency-Key is malformed",
        "`Idempotency-Key` is one text of 1 to 255 characters, in quotes as a String of structured fields (RFC 9651) or bare.");

    public static ProblemType IdempotencyKeyInFlight { get; } = new("idempotency-key-in-flight", 409, "The call is being carried out",
        "A call with this key is under way. Repeat it after `Retry-After` to get its answer; it is not carried out twice.");

    public static ProblemType IdempotencyOutcomeUnknown { get; } = new("idempotency-outcome-unknown", 409, "Nobody knows how the call ended",
        "The call was sent to the back end and no answer came. It is not sent again by itself. Look whether it had its effect, or ask the owner, who is named in the answer and can resolve it; `record` is its name there.");

    public static ProblemType IdempotencyResponseNotKept { get; } = new("idempotency-response-not-kept", 409, "The call is over, without an answer to repeat",
        "The call is not carried out again. `outcome` is `answered` when its answer was too large to be kept, `succeeded` or `failed` when somebody found that out.");

    public static ProblemType IdempotencyKeyReused { get; } = new("idempotency-key-reused", 422, "The key belongs to another request",
        "A request with this key came before and differs in path, query, content type or body. Repeat it byte for byte, or take a new key.");

    public static ProblemType IdempotencyStoreUnavailable { get; } = new("idempotency-store-unavailable", 503, "Keys cannot be looked up",
        "The gateway cannot tell whether the call was carried out before, so it does not carry it out. Repeat it with the same key after `Retry-After`.")
    { ProxyError = "proxy_internal_error" };

    public static ProblemType BackendAnswerInvalid { get; } = new("backend-answer-invalid", 502, "The back end's answer breaks the contract",
        "The back end answered, but not with what the contract says; `errors` has the places, `backendOwner` who can mend it. `effect` tells whether the call may have done something.")
    { ProxyError = "http_protocol_error" };

    public static ProblemType BackendUnreachable { get; } = new("backend-unreachable", 502, "The back end cannot be reached",
        "No connection, or the connection broke before an answer came. `effect` is `none` when nothing was sent, or nothing that changes anything; else it is `unknown`.")
    { ProxyError = "connection_terminated" };

    public static ProblemType BackendTimeout { get; } = new("backend-timeout", 504, "The back end did not answer in time",
        "The back end made no progress for the time its owner set, or did not answer in the time that the operation allows. `effect` tells whether it may have done something.")
    { ProxyError = "http_response_timeout" };

    public static ProblemType BackendAnswerMalformed { get; } = new("backend-answer-malformed", 502, "The back end's answer is no HTTP",
        "What came back cannot be read as HTTP, or has more headers than are taken. `effect` tells whether the call may have done something.")
    { ProxyError = "http_protocol_error" };

    public static ProblemType BackendCircuitOpen { get; } = new("backend-circuit-open", 503, "The back end fails too often",
        "Too many calls to the back end failed, so none is sent for the time that its owner set. Nothing was sent; try again after `Retry-After`.")
    { Side = ProblemSide.Backend, ProxyError = "destination_unavailable" };

    public static ProblemType BackendUnhealthy { get; } = new("backend-unhealthy", 503, "The back end is not healthy",
        "No address of the back end answers its probes, so nothing was sent. Try again after `Retry-After`.")
    { Side = ProblemSide.Backend, ProxyError = "destination_unavailable" };

    public static ProblemType GatewayNotReady { get; } = new("gateway-not-ready", 503, "The gateway has no snapshot yet",
        "The gateway has just started and waits for the control plane.");

    public static ProblemType InternalError { get; } = new("internal-error", 500, "The gateway failed",
        "A defect of the gateway; the correlation id leads to it in the logs.")
    { ProxyError = "proxy_internal_error" };

    /// <summary>The whole table, in the order of the pipeline.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        GatewayNotReady, MalformedRequest, ExpectationFailed, WebSocketNotOffered, ApiNotRegistered, VersionNotFound, MinorVersionBroken, VersionConflict, VersionUnavailable, OperationNotFound,
        MethodNotAllowed, VersionNotPublished, VersionRetired, VersionBrownOut, TokenMissing, TokenExpired, TokenNotAcceptable, ApiKeyNotAcceptable,
        DpopProofNotAcceptable, CertificateNotAcceptable, SignatureNotAcceptable, ReplayCheckUnavailable, PublicAddressUnknown,
        IssuerUnavailable, PreviewNotGranted, ConsumerUnknown, SubscriptionRequired, InsufficientScope, QuotaExceeded, AbnormalUsageDetected,
        InvalidParameters, RequestTimeout, MissingBody, UnsupportedMediaType, BodyTooLarge, MalformedBody, ContractViolation,
        IdempotencyKeyMissing, IdempotencyKeyMalformed, IdempotencyKeyInFlight, IdempotencyOutcomeUnknown, IdempotencyResponseNotKept,
        IdempotencyKeyReused, IdempotencyStoreUnavailable,
        TemporaryReducedCapacity, BackendCircuitOpen, BackendUnhealthy, BackendCredentialsUnavailable, BackendAnswerInvalid, BackendUnreachable,
        BackendAnswerMalformed, BackendTimeout, InternalError,
    ];
}
