using ApiGovernance.Gateway.Authentication.Certificates;
using ApiGovernance.Gateway.Authentication.Possession;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>Whether a verified token comes from the one to whom it was given: with its certificate (RFC 8705) or its proof (RFC 9449).</summary>
internal sealed class SenderCheck(ClientCertificates certificates, PublicAddress address, ReplayGuard replays, TimeProvider clock)
{
    /// <param name="consumer">Whom the token names; null for nobody.</param>
    /// <param name="possession">Whether the token came in the scheme DPoP.</param>
    public ValueTask<Problem?> CheckAsync(Exchange exchange, TokenIdentity identity, ConsumerModel? consumer, ReadOnlyMemory<char> token, bool possession)
    {
        if (identity.Binding.Certificate is { } thumbprint && certificates.Of(exchange.Context)?.Thumbprint != thumbprint)
        {
            new RefusalReason("The token is bound to a certificate ('cnf.x5t#S256') that the caller did not show.").Note(exchange);
            return ValueTask.FromResult<Problem?>(AuthenticationProblems.Token(ProblemTypes.TokenNotAcceptable, possession));
        }

        string? key = identity.Binding.Key;
        bool wanted = identity.Dpop switch
        {
            // What is bound must be proven: without the scheme the binding would be for nothing.
            DpopMode.Allowed => possession == key is not null,
            DpopMode.Required => possession && key is not null,
            _ => !possession && key is null,
        };
        if (!wanted)
        {
            new RefusalReason(
                $"The token is {(key is null ? "not bound" : "bound")} to a key ('cnf.jkt') and came as '{(possession ? "DPoP" : "Bearer")}'.", identity.Issuer, "dpop").Note(exchange);
            return ValueTask.FromResult<Problem?>(AuthenticationProblems.Token(ProblemTypes.TokenNotAcceptable, possession || key is not null || identity.Dpop == DpopMode.Required));
        }

        return possession ? CheckProofAsync(exchange, consumer, token.ToString(), key!) : ValueTask.FromResult<Problem?>(null);
    }

    private async ValueTask<Problem?> CheckProofAsync(Exchange exchange, ConsumerModel? consumer, string token, string key)
    {
        if (!address.IsKnown(exchange.Context))
            return AuthenticationProblems.PublicAddressUnknown();
        if (DpopProof.Check(exchange.Context.Request, exchange, address, token, key, clock.GetUtcNow(), out string why) is not { } id)
            return NotAcceptable(exchange, why);
        // Who goes no further anyway must not fill the memory of those who do.
        if (consumer is null && exchange.AsksWhoCalls)
            return null;
        return await replays.UseAsync(OnceKind.Proof, key, id, consumer?.Name ?? "").ConfigureAwait(false) switch
        {
            OnceAnswer.First => null,
            OnceAnswer.Again => NotAcceptable(exchange, "The proof was used before."),
            _ => AuthenticationProblems.ReplayCheckUnavailable(),
        };
    }

    private static Problem NotAcceptable(Exchange exchange, RefusalReason why)
    {
        why.Note(exchange);
        return AuthenticationProblems.ProofNotAcceptable();
    }
}
