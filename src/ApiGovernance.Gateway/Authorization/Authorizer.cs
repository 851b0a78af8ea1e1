using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Authorization;

/// <summary>Who may call what: a registered consumer, subscribed to the version, with the operation's scopes.</summary>
internal static class Authorizer
{
    public static Problem? Authorize(Exchange exchange)
    {
        ApiVersionPart part = exchange.Version!.Part;
        // Whoever may not call the version does not learn which paths it has.
        if (!part.AuthenticationRequired)
            return exchange.Unmatched;
        if (exchange.Consumer is not { } consumer)
        {
            return new Problem(
                ProblemTypes.ConsumerUnknown,
                $"The token's client is not registered as a consumer. Ask {part.Owner.Team} ({part.Owner.Contact}) for access to '{part.Api}'.");
        }

        if (!consumer.IsSubscribed(part.Api, part.Version))
        {
            return new Problem(
                ProblemTypes.SubscriptionRequired,
                $"'{consumer.Name}' is not subscribed to '{part.Api}' {part.Version}. Ask {part.Owner.Team} ({part.Owner.Contact}).");
        }

        exchange.IsAuthorized = true;
        if (exchange.Identity is { Proof: not CallerProof.Token } caller)
            exchange.Identity = consumer.On(part.Api, part.Version, caller);
        if (exchange.Unmatched is { } unmatched)
            return unmatched;
        return exchange.Operation!.Scopes.Lacking(exchange.Identity!) is { } way ? LackingScope(way, exchange.Identity!.Binding.Key is not null) : null;
    }

    /// <param name="way">What the operation needs.</param>
    /// <param name="possession">Whether the token came with a proof: then its scheme is another (RFC 9449, 7.1).</param>
    private static Problem LackingScope(ScopeRequirement.Alternative way, bool possession)
    {
        string list = string.Join(' ', way.Scopes);
        // A scope of a contract is any text; the header takes what RFC 6749, 3.3 allows.
        string quotable = new([.. list.Where(character => character is >= ' ' and <= '~' and not ('"' or '\\'))]);
        string detail = !way.Bound ? $"The operation needs the scope '{list}'."
            : way.Scopes.Length == 0 ? "The operation needs a token that is bound to the client's certificate."
            : $"The operation needs the scope '{list}' and a token that is bound to the client's certificate.";
        return new Problem(ProblemTypes.InsufficientScope, detail)
        {
            Members = [Problem.Member("requiredScopes", way.Scopes)],
            Headers = [Problem.Header("WWW-Authenticate", $"{(possession ? "DPoP" : "Bearer")} error=\"insufficient_scope\"{(quotable.Length == 0 ? "" : $", scope=\"{quotable}\"")}")],
        };
    }
}
