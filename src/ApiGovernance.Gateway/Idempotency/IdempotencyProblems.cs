using System.Globalization;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>The refusals, in words. They never repeat a key: what a client has sent it knows, and logs need not.</summary>
internal static class IdempotencyProblems
{
    public static Problem KeyMissing(string place) => new(
        ProblemTypes.IdempotencyKeyMissing,
        place == KeyField.Name
            ? "Send an Idempotency-Key: a text that is new for each call and the same when the call is repeated, e.g. a UUID."
            : $"The call is recognized by '{place}', which must be there: text or a whole number of 1 to {KeyField.MaxLength} characters.");

    public static Problem KeyMalformed(string reason) => new(ProblemTypes.IdempotencyKeyMalformed, reason);

    public static Problem Anonymous() => new(ProblemTypes.TokenMissing, "Keys are kept by consumer: send an access token.")
    {
        Headers = [Problem.Header("WWW-Authenticate", "Bearer")],
    };

    /// <summary>The longer it has taken so far, the later it is worth asking again.</summary>
    public static Problem InFlight(IdempotencyRecord record, DateTimeOffset now)
    {
        int seconds = (int)Math.Clamp((now - record.ClaimedAt).TotalSeconds, 1, 10);
        return new Problem(ProblemTypes.IdempotencyKeyInFlight, "A call with this key is being carried out. Ask again for its answer.")
        {
            Headers = [Problem.Header("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
        };
    }

    public static Problem Reused(string place) => new(
        ProblemTypes.IdempotencyKeyReused,
        place == KeyField.Name
            ? "This Idempotency-Key came with another request before. Repeat that request as it was, or send this one with a new key."
            : $"The same '{place}' came with another request before. Repeat that request as it was, or correct the one or the other.");

    public static Problem Unknown(IdempotencyRecord record, ServedOwner owner) => new(
        ProblemTypes.IdempotencyOutcomeUnknown,
        $"The call was sent to '{owner.Backend}' at {record.ClaimedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} and no answer came, so nobody knows whether it had its effect. "
        + $"Do not send it under another key: look whether it is there, or ask {owner.Team} ({owner.Contact}), who can say how it ended.")
    {
        Members = [Problem.Member("record", record.Id[..16])],
    };

    public static Problem NotKept(IdempotencyRecord record)
    {
        (string outcome, string detail) = record.State switch
        {
            IdempotencyState.Failed => ("failed", "Somebody found out that the call had no effect, and closed it. Send the corrected call with a new key."),
            IdempotencyState.Succeeded => ("succeeded", "Somebody found out that the call had its effect. Its answer was lost; read what it made."),
            _ => ("answered", $"The call was carried out and answered with {record.Response!.Status}; the answer was too large to be kept."),
        };
        return new Problem(ProblemTypes.IdempotencyResponseNotKept, detail) { Members = [Problem.Member("outcome", outcome)] };
    }

    public static Problem StoreUnavailable() => new(
        ProblemTypes.IdempotencyStoreUnavailable, "The gateway cannot look up whether the call was carried out before, so it does not carry it out now.")
    {
        Headers = [Problem.Header("Retry-After", "2")],
    };

    /// <summary>A failure after which nobody knows what the back end has done; tells that the key now guards the call.</summary>
    public static Problem WithKeyHeld(Problem problem) => problem with
    {
        Detail = problem.Detail + " The call is not sent again under this key until it is known how it ended.",
        Members = [.. problem.Members, Problem.Member("outcome", "unknown")],
    };
}

/// <summary>Whom to ask about a call.</summary>
internal readonly record struct ServedOwner(string Backend, string Team, string Contact)
{
    public static ServedOwner Of(Exchange exchange)
    {
        SnapshotOwner owner = exchange.Version!.Part.Owner;
        return new ServedOwner(exchange.Version.Backend.Name, owner.Team, owner.Contact);
    }
}
