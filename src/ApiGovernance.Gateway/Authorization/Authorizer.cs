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
        return exchange.Operation!.Scopes.Lacking(exchange.Identity!) is { } scopes ? LackingScope(scopes, exchange.Identity!.Binding.Key is not null) : null;
    }

    /// <param name="scopes">What the operation needs.</param>
    /// <param name="possession">Whether the token came with a proof: then its scheme is another (RFC 9449, 7.1).</param>
    private static Problem LackingScope(IReadOnlyList<string> scopes, bool possession)
    {
        string list = string.Join(' ', scopes);
        // A scope of a contract is any text; the header takes what RFC 6749, 3.3 allows.
        string quotable = new([.. list.Where(character => character is >= ' ' and <= '~' and not ('"' or '\\'))]);
        return new Problem(ProblemTypes.InsufficientScope, $"The operation needs the scope '{list}'.")
        {
            Members = [Problem.Member("requiredScopes", scopes)],
            Headers = [Problem.Header("WWW-Authenticate", $"{(possession ? "DPoP" : "Bearer")} error=\"insufficient_scope\", scope=\"{quotable}\"")],
        };
    }
}
