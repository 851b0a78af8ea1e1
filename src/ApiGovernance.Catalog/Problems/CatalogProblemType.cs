namespace ApiGovernance.Catalog.Problems;

/// <summary>One way in which the catalog says no.</summary>
/// <param name="Id">The last segment of the problem's URI.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Meaning">When it happens, for the reference documentation.</param>
public sealed record CatalogProblemType(string Id, int Status, string Title, string Meaning)
{
    public string Uri => $"https://apigovernance.dev/problems/catalog/{Id}";
}

/// <summary>The table of all of them.</summary>
public static class CatalogProblemTypes
{
    public static CatalogProblemType BodyUnreadable { get; } = new(
        "body-unreadable", 400, "The request body cannot be read", "The body is not the JSON that the operation describes.");

    public static CatalogProblemType ParameterInvalid { get; } = new(
        "parameter-invalid", 400, "A parameter is wrong", "A query parameter or path segment has a value that it cannot have.");

    public static CatalogProblemType Unauthorized { get; } = new(
        "unauthorized", 401, "An access token is needed",
        "The call has no token, or one that is not acceptable: not of a trusted issuer, not for the control plane, expired. Which of these is not told.");

    public static CatalogProblemType Forbidden { get; } = new(
        "forbidden", 403, "The caller's role does not allow this",
        "The caller is known, but none of its roles may do this, or none for the team that owns the record; `requiredRoles` names who may.");

    public static CatalogProblemType NotFound { get; } = new(
        "not-found", 404, "There is no such record", "No descriptor, API, version or contract of that name is registered.");

    public static CatalogProblemType MethodNotAllowed { get; } = new(
        "method-not-allowed", 405, "The address does not take this method", "There is such an address, but not with this method; `Allow` lists those that it takes.");

    public static CatalogProblemType NotAcceptable { get; } = new(
        "not-acceptable", 406, "There is no representation that you accept", "`Accept` names none of the media types that the operation answers with.");

    public static CatalogProblemType ContractBlocked { get; } = new(
        "contract-blocked", 409, "The contract is blocked by the change gate", "The contract breaks callers of a binding version, or violates a rule that blocks.");

    public static CatalogProblemType BasePathTaken { get; } = new(
        "base-path-taken", 409, "Another API has this base path", "Two APIs would be served on one path, or one inside the other's.");

    public static CatalogProblemType CredentialTaken { get; } = new(
        "credential-taken", 409, "Another consumer has this credential", "A token would name two consumers.");

    public static CatalogProblemType TransitionRefused { get; } = new(
        "transition-refused", 409, "The life cycle does not allow this step", "The step is not in the table of transitions, or one of its conditions does not hold.");

    public static CatalogProblemType EvidenceIncomplete { get; } = new(
        "evidence-incomplete", 409, "The verdict cannot be given again", "Something that the gate looked at then is not in the store.");

    public static CatalogProblemType OwnApproval { get; } = new(
        "own-approval", 403, "Nobody approves what they submitted", "Four eyes are asked: another reviewer has to look at it.");

    public static CatalogProblemType NothingToApprove { get; } = new(
        "nothing-to-approve", 409, "No such contract waits for approval", "The document named was not submitted for this version, or it is in force already.");

    public static CatalogProblemType StillReferenced { get; } = new(
        "still-referenced", 409, "Something refers to the record", "What others name cannot be removed; `errors` lists them all.");

    public static CatalogProblemType StillPublished { get; } = new(
        "still-published", 409, "The API is published", "An API can be removed while no version was published, or when all are retired and past their sunset.");

    public static CatalogProblemType SubscriptionRefused { get; } = new(
        "subscription-refused", 409, "The subscription cannot be decided so", "What is asked for is decided already, nothing is asked for, or more would be granted than was asked for.");

    public static CatalogProblemType PlanRefused { get; } = new(
        "plan-refused", 409, "The folder cannot be applied", "Something in the folder is wrong, or the gate or the life cycle objects; `errors` has all of it, `plan` what would change.");

    public static CatalogProblemType IdempotencyInProgress { get; } = new(
        "idempotency-in-progress", 409, "The same call is still running", "A call with this `Idempotency-Key` has not been answered yet; ask again after `Retry-After`.");

    public static CatalogProblemType IdempotencyAnswerGone { get; } = new(
        "idempotency-answer-gone", 409, "The call was made, and its answer is not kept", "The first answer to this `Idempotency-Key` held a secret, which is shown once.");

    public static CatalogProblemType RolloutOver { get; } = new(
        "rollout-over", 409, "The rollout has ended", "The snapshot was completed, rolled back or superseded; only one that runs, waits or was rolled back last can be decided.");

    public static CatalogProblemType VersionRetired { get; } = new(
        "version-retired", 409, "The version is retired", "A retired version takes no new contract.");

    public static CatalogProblemType Changed { get; } = new(
        "changed-meanwhile", 412, "The record is not the one that you read", "`If-Match` or `If-None-Match` does not hold.");

    public static CatalogProblemType BodyTooLarge { get; } = new(
        "body-too-large", 413, "The request body is too large", "Bodies are limited to 20 MB.");

    public static CatalogProblemType UnsupportedMediaType { get; } = new(
        "unsupported-media-type", 415, "The body's type is not one that the operation takes", "The content type, charset or content encoding is not taken; `Accept` lists the types.");

    public static CatalogProblemType DescriptorInvalid { get; } = new(
        "descriptor-invalid", 422, "The descriptor is wrong", "A member is missing, unknown or has a value that it cannot have, or it names what is not registered.");

    public static CatalogProblemType ContractUnreadable { get; } = new(
        "contract-unreadable", 422, "The contract cannot be read", "The body is no OpenAPI document, or refers to files or hosts that were not submitted with it, so nothing was checked.");

    public static CatalogProblemType IdempotencyKeyReused { get; } = new(
        "idempotency-key-reused", 422, "The key was used for another call", "This `Idempotency-Key` came with another body before; take a new key for a new call.");

    public static CatalogProblemType SchemaInvalid { get; } = new(
        "schema-invalid", 422, "The schema is wrong", "The body is no JSON Schema 2020-12 by its meta-schema, or refers to what is not in it.");

    public static CatalogProblemType TooManyQuestions { get; } = new(
        "too-many-questions", 429, "Too many calls are being explained", "Each question waits for every gateway; ask again when others have their answers.");

    public static CatalogProblemType Internal { get; } = new(
        "internal-error", 500, "The control plane failed", "An error of ours; the log tells more.");

    public static CatalogProblemType StorageUnavailable { get; } = new(
        "storage-unavailable", 503, "The catalog's store cannot be used", "The disk is full, the file is locked or broken; gateways go on with their last snapshot.");

    public static CatalogProblemType IssuerUnavailable { get; } = new(
        "issuer-unavailable", 503, "The token's issuer cannot be reached", "The issuer is trusted, but its signing keys could not be fetched yet.");

    public static IReadOnlyList<CatalogProblemType> All { get; } =
    [
        BodyUnreadable, ParameterInvalid, Unauthorized, Forbidden, OwnApproval, NotFound, MethodNotAllowed, NotAcceptable, ContractBlocked, BasePathTaken,
        CredentialTaken, TransitionRefused, SubscriptionRefused, EvidenceIncomplete, NothingToApprove, StillReferenced, StillPublished, PlanRefused, IdempotencyInProgress, IdempotencyAnswerGone, RolloutOver, VersionRetired, Changed, BodyTooLarge,
        UnsupportedMediaType, DescriptorInvalid, ContractUnreadable, SchemaInvalid, IdempotencyKeyReused, TooManyQuestions, Internal, StorageUnavailable, IssuerUnavailable,
    ];
}
